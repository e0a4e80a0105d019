// GET /api/v1/traces/{traceId}/outline: what a waterfall draws of each span, in blocks of columns as they are read.
import { OUTLINE_KEYS, type OutlineBlock, type OutlineConflict, type OutlineExtra } from '@spanloom/api-schema';
import { ok, type Result, STATUS_CODES, type TraceId, type UnixNano } from '@spanloom/otlp-model';
import type { SpanOutline } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, nonEmpty, unknownTrace } from './answers.ts';
import { type ContentTable, resourceTable, scopeTable } from './content-table.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { apiAttributes, apiResource, apiScope } from './span-parts.ts';

export async function answerOutline(
  traceId: TraceId,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const snapshot = context.reader.snapshot(context.scope);
  const batches = await nonEmpty(snapshot.getTraceOutline(traceId, OUTLINE_KEYS, context.read));
  if (batches === undefined) return unknownTrace(traceId);

  async function* pieces(spans: AsyncIterable<readonly SpanOutline[]>): AsyncGenerator<string> {
    const resources = resourceTable();
    const scopes = scopeTable();
    const operations = new NamedTable<Pick<SpanOutline, 'name' | 'kind'>>(({ name, kind }) => `${kind} ${name}`);
    const peers = new NamedTable<NonNullable<SpanOutline['peer']>>(({ kind, name }) => `${kind} ${name}`);
    const extras: OutlineExtra[] = [];
    const seen = new SeenSpans();
    // Spans come in the order of their starts.
    let first: UnixNano | undefined;
    for await (const batch of spans) {
      const block = emptyBlock();
      const head = first === undefined ? `{"traceId":"${traceId}","start":"${batch[0]?.start}","blocks":[` : ',';
      for (const span of batch) {
        first ??= span.start;
        addSpan(block, span, first, { resources, scopes, operations, peers });
        const extra = extraOf(span, seen.add(span), first);
        if (extra !== undefined) extras.push(extra);
      }
      yield head + JSON.stringify(block);
    }
    const colors = context.colors();
    const tail = {
      extras,
      conflicts: seen.conflicts(),
      operations: operations.items.map(({ name, kind }) => ({ name, kind })),
      peers: peers.items.map(({ kind, name }) => ({ kind, name })),
      resources: resources.items.map((resource) => apiResource(resource, colors)),
      scopes: scopes.items.map(apiScope),
      cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
    };
    yield `],${JSON.stringify(tail).slice(1)}`;
  }
  return ok(pieces(batches));
}

/** What columns refer to. */
interface Tables {
  readonly resources: ContentTable<SpanOutline['resource']>;
  readonly scopes: ContentTable<SpanOutline['scope']>;
  readonly operations: NamedTable<Pick<SpanOutline, 'name' | 'kind'>>;
  readonly peers: NamedTable<NonNullable<SpanOutline['peer']>>;
}

function emptyBlock(): OutlineBlock {
  return {
    spanId: [],
    parentSpanId: [],
    start: [],
    end: [],
    status: [],
    operation: [],
    resource: [],
    scope: [],
    peer: [],
  };
}

function addSpan(block: OutlineBlock, span: SpanOutline, first: UnixNano, tables: Tables): void {
  block.spanId.push(span.spanId);
  block.parentSpanId.push(span.parentSpanId ?? '');
  block.start.push(Number(span.start - first));
  block.end.push(span.end === 0n ? null : Number(span.end - first));
  block.status.push(STATUS_CODES.indexOf(span.status));
  block.operation.push(tables.operations.indexOf(span));
  block.resource.push(tables.resources.indexOf(span.resource));
  block.scope.push(tables.scopes.indexOf(span.scope));
  block.peer.push(span.peer === undefined ? null : tables.peers.indexOf(span.peer));
}

function extraOf(span: SpanOutline, index: number, first: UnixNano): OutlineExtra | undefined {
  const { eventTimes, attributes } = span;
  if (eventTimes.length === 0 && attributes.length === 0) return undefined;
  return { span: index, events: eventTimes.map((time) => Number(time - first)), attributes: apiAttributes(attributes) };
}

/** Finds spans that share their id: they are known to be in conflict only once all were seen. */
class SeenSpans {
  readonly #hashes: string[] = [];
  readonly #byId = new Map<string, number>();
  readonly #conflicting = new Set<number>();

  /** Gives back the number of the span. */
  add({ spanId, contentHash }: SpanOutline): number {
    const index = this.#hashes.push(contentHash) - 1;
    const known = this.#byId.get(spanId);
    if (known === undefined) this.#byId.set(spanId, index);
    else this.#conflicting.add(known).add(index);
    return index;
  }

  conflicts(): OutlineConflict[] {
    return [...this.#conflicting].map((span) => ({ span, contentHash: this.#hashes[span] ?? '' }));
  }
}

/** Numbers things by a text that names each of them. */
class NamedTable<T> {
  readonly items: T[] = [];
  readonly #nameOf: (item: T) => string;
  readonly #byName = new Map<string, number>();

  constructor(nameOf: (item: T) => string) {
    this.#nameOf = nameOf;
  }

  indexOf(item: T): number {
    const name = this.#nameOf(item);
    let index = this.#byName.get(name);
    if (index === undefined) {
      index = this.items.push(item) - 1;
      this.#byName.set(name, index);
    }
    return index;
  }
}
