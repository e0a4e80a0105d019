// The writing half: a queue whose batches are committed together, one transaction for each turn of the event loop.
// A batch is acknowledged after its COMMIT returned, which with synchronous=FULL means after the log was flushed.
import type { ServiceName, TraceId } from '@spanloom/otlp-model';
import { createSpanHasher } from '../span-identity.ts';
import {
  type AppendResult,
  type DeleteResult,
  NotStoredError,
  type SpanBatch,
  type StoreScope,
  type TraceWriter,
} from '../trace-store.ts';
import { SpanDeleter } from './delete-spans.ts';
import { SpanInserter } from './insert-spans.ts';
import { lockFolder, openForWriting, type Connection } from './open.ts';
import { prepareBatch, type PreparedBatch } from './prepare-batch.ts';
import { TRACES_FILE } from './files.ts';
import { writeError } from './write-errors.ts';

/** What one transaction takes at most. */
const COMMIT_BYTES = 8 * 1024 * 1024;
const COMMIT_SPANS = 20_000;

interface Append {
  readonly kind: 'append';
  readonly scope: StoreScope;
  readonly batch: PreparedBatch;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Delete {
  readonly kind: 'delete';
  readonly run: () => number;
  readonly resolve: (result: DeleteResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface SqliteWriterOptions {
  readonly folder: string;
  /** Hears once of each trouble with the disk, and undefined when writing works again. */
  readonly onTrouble?: (trouble: NotStoredError | undefined) => void;
  /** For tests, which set limits on the connection that a disk would set otherwise. */
  readonly onConnection?: (db: Connection) => void;
}

/**
 * Opens the folder for writing and holds it until `close`. Throws FolderInUseError, NewerSchemaError or another
 * DataFolderError, whose messages are fit for the user.
 */
export function openSqliteWriter(options: SqliteWriterOptions): TraceWriter {
  const lock = lockFolder(options.folder);
  try {
    const db = openForWriting(options.folder, TRACES_FILE);
    options.onConnection?.(db);
    return new SqliteWriter(db, lock, options);
  } catch (error) {
    lock.close();
    throw error;
  }
}

class SqliteWriter implements TraceWriter {
  readonly #db: Connection;
  readonly #lock: { close(): void };
  readonly #options: SqliteWriterOptions;
  readonly #inserter: SpanInserter;
  readonly #deleter: SpanDeleter;
  readonly #hasher = createSpanHasher();
  #queue: (Append | Delete)[] = [];
  #scheduled = false;
  #closing: Promise<void> | undefined;
  #whenDrained: (() => void) | undefined;
  /** What the last transaction failed with. */
  #trouble: NotStoredError | undefined;

  constructor(db: Connection, lock: { close(): void }, options: SqliteWriterOptions) {
    this.#db = db;
    this.#lock = lock;
    this.#options = options;
    this.#inserter = new SpanInserter(db);
    this.#deleter = new SpanDeleter(db);
  }

  append(scope: StoreScope, batch: SpanBatch): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#refuseUnusable();
      this.#enqueue({ kind: 'append', scope, batch: prepareBatch(batch, this.#hasher), resolve, reject });
    });
  }

  deleteTrace(scope: StoreScope, traceId: TraceId): Promise<DeleteResult> {
    return this.#delete(() => this.#deleter.trace(scope, traceId));
  }

  deleteService(scope: StoreScope, service: ServiceName): Promise<DeleteResult> {
    return this.#delete(() => this.#deleter.service(scope, service));
  }

  deleteAll(scope: StoreScope): Promise<DeleteResult> {
    return this.#delete(() => this.#deleter.all(scope));
  }

  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#whenDrained = resolve;
      this.#schedule();
    }).then(() => {
      this.#emptyLog();
      this.#db.close();
      this.#lock.close();
    });
    return this.#closing;
  }

  /** So that the folder holds no log of many megabytes. SQLite does it for the last connection; readers may outlive us. */
  #emptyLog(): void {
    if (this.#trouble !== undefined) return;
    try {
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // The log stays, and nothing of it is lost: the next start reads it.
      const why = writeError(error);
      if (!(why instanceof NotStoredError)) throw why;
      this.#setTrouble(why);
    }
  }

  #delete(run: () => number): Promise<DeleteResult> {
    return new Promise((resolve, reject) => {
      this.#refuseUnusable();
      this.#enqueue({ kind: 'delete', run, resolve, reject });
    });
  }

  #refuseUnusable(): void {
    if (this.#closing !== undefined) throw new Error('the store is closed');
    this.#refuseBroken();
  }

  #refuseBroken(): void {
    if (this.#trouble?.trouble === 'broken') throw this.#trouble;
  }

  #enqueue(job: Append | Delete): void {
    this.#queue.push(job);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  /** One transaction, then the event loop has its turn. */
  #drain(): void {
    const [first] = this.#queue;
    if (first === undefined) {
      this.#whenDrained?.();
      return;
    }
    if (first.kind === 'delete') {
      this.#queue.shift();
      this.#runDelete(first);
    } else {
      this.#commit(this.#takeAppends());
    }
    this.#schedule();
  }

  #takeAppends(): Append[] {
    const taken: Append[] = [];
    let bytes = 0;
    let spans = 0;
    for (const job of this.#queue) {
      if (job.kind === 'delete') break;
      bytes += job.batch.bytes;
      spans += job.batch.spans.length;
      if (taken.length > 0 && (bytes > COMMIT_BYTES || spans > COMMIT_SPANS)) break;
      taken.push(job);
    }
    this.#queue = this.#queue.slice(taken.length);
    return taken;
  }

  #commit(jobs: readonly Append[]): void {
    try {
      const results = this.#inTransaction(() => {
        const inserted = jobs.map((job) => ({ job, result: this.#inserter.insert(job.scope, job.batch) }));
        this.#inserter.finish();
        return inserted;
      });
      for (const { job, result } of results) job.resolve(result);
    } catch (error) {
      for (const job of jobs) job.reject(error);
    }
  }

  #runDelete(job: Delete): void {
    try {
      const spans = this.#inTransaction(job.run);
      this.#inserter.forget();
      job.resolve({ spans });
    } catch (error) {
      job.reject(error);
    }
  }

  #inTransaction<T>(work: () => T): T {
    this.#refuseBroken();
    try {
      const result = this.#db.transaction(work).immediate();
      this.#setTrouble(undefined);
      return result;
    } catch (error) {
      const why = writeError(error);
      if (why instanceof NotStoredError) this.#setTrouble(why);
      if (this.#trouble?.trouble !== 'broken') this.#inserter.forget();
      throw why;
    }
  }

  #setTrouble(trouble: NotStoredError | undefined): void {
    const isNews = trouble?.trouble !== this.#trouble?.trouble;
    this.#trouble = trouble;
    if (isNews) this.#options.onTrouble?.(trouble);
  }
}
