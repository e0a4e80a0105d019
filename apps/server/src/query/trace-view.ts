// GET /api/v1/traces/{traceId}: all that is known of a trace, in pieces so that a huge one is never held as one text; or
// all that is known of one of its spans.
import type { ApiSpan, TraceParameters, TraceResponse } from '@spanloom/api-schema';
import {
  ok,
  type Resource,
  type Result,
  type Scope,
  type SpanId,
  spanKindName,
  statusCodeName,
  type TraceId,
  weightOf,
} from '@spanloom/otlp-model';
import type { StoredSpan, StoreSnapshot } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, nonEmpty, unknownSpan, unknownTrace } from './answers.ts';
import { type ContentTable, resourceTable, scopeTable } from './content-table.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { apiAttributes, apiResource, apiScope } from './span-parts.ts';

export async function answerTrace(
  traceId: TraceId,
  { span }: TraceParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const snapshot = context.reader.snapshot(context.scope);
  const spanId = span?.toLowerCase() as SpanId | undefined;
  const batches = await nonEmpty(
    spanId === undefined ? snapshot.getTrace(traceId, context.read) : oneBatch(snapshot, traceId, spanId, context),
  );
  if (batches === undefined) return spanId === undefined ? unknownTrace(traceId) : unknownSpan(traceId, spanId);

  async function* pieces(spans: AsyncIterable<readonly StoredSpan[]>): AsyncGenerator<string> {
    const resources = resourceTable();
    const scopes = scopeTable();
    yield `{"traceId":"${traceId}","spans":[`;
    let separator = '';
    for await (const batch of spans) {
      yield separator + batch.map((stored) => JSON.stringify(apiSpan(stored, resources, scopes))).join(',');
      separator = ',';
    }
    const colors = context.colors();
    const tail = {
      resources: resources.items.map((resource) => apiResource(resource, colors)),
      scopes: scopes.items.map(apiScope),
      cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
    };
    yield `],${JSON.stringify(tail).slice(1)}`;
  }
  return ok(pieces(batches));
}

/** The whole trace at once, without what the reading cost. */
export async function readTrace(
  traceId: TraceId,
  context: QueryContext,
): Promise<Result<Omit<TraceResponse, 'cost'>, QueryFailure>> {
  const resources = resourceTable();
  const scopes = scopeTable();
  const spans: ApiSpan[] = [];
  for await (const batch of context.reader.snapshot(context.scope).getTrace(traceId, context.read)) {
    for (const stored of batch) spans.push(apiSpan(stored, resources, scopes));
  }
  if (spans.length === 0) return unknownTrace(traceId);
  const colors = context.colors();
  return ok({
    traceId,
    spans,
    resources: resources.items.map((resource) => apiResource(resource, colors)),
    scopes: scopes.items.map(apiScope),
  });
}

async function* oneBatch(
  snapshot: StoreSnapshot,
  traceId: TraceId,
  spanId: SpanId,
  context: QueryContext,
): AsyncGenerator<readonly StoredSpan[]> {
  yield await snapshot.getSpans(traceId, spanId, context.read);
}

function apiSpan(stored: StoredSpan, resources: ContentTable<Resource>, scopes: ContentTable<Scope>): ApiSpan {
  const { span } = stored;
  return {
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    kind: spanKindName(span.kind),
    start: span.start.toString(),
    end: span.end.toString(),
    status: { code: statusCodeName(span.status.code), message: span.status.message },
    traceState: span.traceState,
    flags: span.flags,
    weight: weightOf(span.traceState),
    resource: resources.indexOf(stored.resource),
    scope: scopes.indexOf(stored.scope),
    attributes: apiAttributes(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map((event) => ({
      time: event.time.toString(),
      name: event.name,
      attributes: apiAttributes(event.attributes),
      droppedAttributesCount: event.droppedAttributesCount,
    })),
    droppedEventsCount: span.droppedEventsCount,
    links: span.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      traceState: link.traceState,
      flags: link.flags,
      attributes: apiAttributes(link.attributes),
      droppedAttributesCount: link.droppedAttributesCount,
    })),
    droppedLinksCount: span.droppedLinksCount,
    contentHash: stored.contentHash,
    conflicting: stored.conflicting,
  };
}
