// GET /api/v1/traces/{traceId}/otlp: every stored span of a trace as OTLP/JSON TracesData, conflicting ones too.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { ok, type ResourceSpans, type Result, type Scope, type Span, type TraceId } from '@spanloom/otlp-model';
import { encodeResourceSpans } from '@spanloom/otlp-model/json';
import { encodeResource, encodeScope } from '@spanloom/otlp-model/protobuf';
import type { StoredSpan } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { nonEmpty, unknownTrace } from './answers.ts';
import type { JsonPieces, QueryContext } from './queries.ts';

/**
 * Spans are grouped by resource and scope within each batch of the store (1,000 spans), so that memory stays bounded: in
 * a larger trace a resource may stand in the document more than once, as the contract allows.
 */
export async function answerOtlp(traceId: TraceId, context: QueryContext): Promise<Result<JsonPieces, QueryFailure>> {
  const batches = await nonEmpty(context.reader.snapshot(context.scope).getTrace(traceId, context.read));
  return batches === undefined ? unknownTrace(traceId) : ok(tracesData(batches));
}

async function* tracesData(batches: AsyncIterable<readonly StoredSpan[]>): AsyncGenerator<string> {
  yield '{"resourceSpans":[';
  let separator = '';
  for await (const batch of batches) {
    yield separator + regroup(batch).map(encodeResourceSpans).join(',');
    separator = ',';
  }
  yield ']}';
}

/** The spans under their resources and scopes, in the order in which each first appears. */
function regroup(batch: readonly StoredSpan[]): ResourceSpans[] {
  const contentOf = memoizedContent();
  const resources = new Map<string, { resource: ResourceSpans['resource']; scopes: Map<string, ScopeGroup> }>();
  for (const stored of batch) {
    const resourceKey = contentOf(stored.resource, encodeResource);
    let group = resources.get(resourceKey);
    if (group === undefined) {
      group = { resource: stored.resource, scopes: new Map() };
      resources.set(resourceKey, group);
    }
    const scopeKey = contentOf(stored.scope, encodeScope);
    let scopeGroup = group.scopes.get(scopeKey);
    if (scopeGroup === undefined) {
      scopeGroup = { scope: stored.scope, spans: [] };
      group.scopes.set(scopeKey, scopeGroup);
    }
    scopeGroup.spans.push(stored.span);
  }
  return [...resources.values()].map(({ resource, scopes }) => ({ resource, scopeSpans: [...scopes.values()] }));
}

interface ScopeGroup {
  readonly scope: Scope;
  readonly spans: Span[];
}

/** Content as a map key, encoded once for each object. */
function memoizedContent(): <T extends object>(item: T, encode: (item: T) => Uint8Array) => string {
  const known = new WeakMap<object, string>();
  return (item, encode) => {
    let content = known.get(item);
    if (content === undefined) {
      content = Buffer.from(encode(item)).toString('latin1');
      known.set(item, content);
    }
    return content;
  };
}
