// Deletions that go on in bounded steps, each a transaction of its own, so that spans are stored in between. A deletion
// is noted in the database until it is done: one that a crash or a stop broke off goes on at the next start.
import type { ServiceName, TraceId } from '@spanloom/otlp-model';
import type { StoreScope } from '../trace-store.ts';
import type { DeletionLimits, DeletionSteps, SpanDeleter } from './delete-spans.ts';
import type { Connection } from './open.ts';

/** Whose spans go. */
export type Doomed = { readonly traceId: TraceId } | { readonly service: ServiceName };

interface Note {
  readonly id: number;
  readonly dataset: number;
  readonly lastSpan: number;
  readonly traceId: Buffer | null;
  readonly service: string;
  readonly namespace: string;
}

/** Works within transactions of the caller. */
export class NotedDeletions {
  readonly #deleter: SpanDeleter;
  readonly #stepMs: number;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection, deleter: SpanDeleter, limits: DeletionLimits) {
    this.#deleter = deleter;
    this.#stepMs = limits.stepMs;
    this.#statements = prepareStatements(db);
  }

  /** What an earlier run has left, in the order in which it was asked for. */
  left(): Deletion[] {
    return this.#statements.notes.all().map((note) => this.#deletion(note));
  }

  /** Of the spans that are stored now. */
  note(scope: StoreScope, doomed: Doomed): Deletion {
    const dataset = this.#deleter.dataset(scope);
    const lastSpan = this.#statements.lastSpan.get() ?? 0;
    const traceId = 'traceId' in doomed ? Buffer.from(doomed.traceId, 'hex') : null;
    const { name: service, namespace } = 'service' in doomed ? doomed.service : { name: '', namespace: '' };
    const { lastInsertRowid } = this.#statements.addNote.run(dataset, lastSpan, traceId, service, namespace);
    return this.#deletion({ id: Number(lastInsertRowid), dataset, lastSpan, traceId, service, namespace });
  }

  #deletion({ id, dataset, lastSpan, traceId, service, namespace }: Note): Deletion {
    return new Deletion({
      stepMs: this.#stepMs,
      begin: () =>
        traceId === null
          ? this.#deleter.service(dataset, { name: service, namespace }, lastSpan)
          : this.#deleter.trace(dataset, traceId, lastSpan),
      forget: () => this.#statements.removeNote.run(id),
    });
  }
}

interface DeletionParts {
  readonly stepMs: number;
  readonly begin: () => DeletionSteps;
  readonly forget: () => void;
}

export class Deletion {
  readonly #parts: DeletionParts;
  #steps: DeletionSteps | undefined;

  constructor(parts: DeletionParts) {
    this.#parts = parts;
  }

  /** One step: how many spans went with it, and whether all have. */
  step(): { readonly spans: number; readonly done: boolean } {
    const { stepMs, begin, forget } = this.#parts;
    this.#steps ??= begin();
    const began = performance.now();
    let spans = 0;
    do {
      const page = this.#steps.next();
      if (page.done === true) {
        forget();
        return { spans, done: true };
      }
      spans += page.value;
    } while (performance.now() - began < stepMs);
    return { spans, done: false };
  }

  /** After a rollback, or when everything was deleted: what the steps remember may not be so. They begin anew, with the spans that are there. */
  rewind(): void {
    this.#steps = undefined;
  }
}

function prepareStatements(db: Connection) {
  return {
    lastSpan: db.prepare<[], number>('SELECT last_span FROM state').pluck(),
    notes: db.prepare<[], Note>(
      `SELECT id, dataset, last_span AS lastSpan, trace_id AS traceId, service, namespace FROM deletion ORDER BY id`,
    ),
    addNote: db.prepare<
      [dataset: number, lastSpan: number, traceId: Buffer | null, service: string, namespace: string]
    >('INSERT INTO deletion (dataset, last_span, trace_id, service, namespace) VALUES (?, ?, ?, ?, ?)'),
    removeNote: db.prepare<[number]>('DELETE FROM deletion WHERE id = ?'),
  };
}
