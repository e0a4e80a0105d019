// GET /api/v1/traces/{traceId}: a trace for the waterfall, in pieces so that a huge one is never held as one text.
import type { ApiAttribute, ApiResource, ApiScope, ApiSpan } from '@spanloom/api-schema';
import {
  type Attributes,
  ok,
  type Resource,
  type Result,
  type Scope,
  serviceOf,
  spanKindName,
  statusCodeName,
  type TraceId,
  valueText,
  weightOf,
} from '@spanloom/otlp-model';
import { encodeResource, encodeScope } from '@spanloom/otlp-model/protobuf';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { StoredSpan } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, nonEmpty, unknownTrace } from './answers.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { serviceRef } from './service-colors.ts';

export async function answerTrace(traceId: TraceId, context: QueryContext): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const snapshot = context.reader.snapshot(context.scope);
  const batches = await nonEmpty(snapshot.getTrace(traceId, context.read));
  if (batches === undefined) return unknownTrace(traceId);

  async function* pieces(spans: AsyncIterable<readonly StoredSpan[]>): AsyncGenerator<string> {
    const resources = new ContentTable<Resource>(encodeResource);
    const scopes = new ContentTable<Scope>(encodeScope);
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

/** Numbers equal things once. Objects are often shared between spans, so the content is encoded only for new objects. */
class ContentTable<T extends object> {
  readonly items: T[] = [];
  readonly #encode: (item: T) => Uint8Array;
  readonly #byObject = new WeakMap<T, number>();
  readonly #byContent = new Map<string, number>();

  constructor(encode: (item: T) => Uint8Array) {
    this.#encode = encode;
  }

  indexOf(item: T): number {
    const known = this.#byObject.get(item);
    if (known !== undefined) return known;
    const content = Buffer.from(this.#encode(item)).toString('latin1');
    let index = this.#byContent.get(content);
    if (index === undefined) {
      index = this.items.push(item) - 1;
      this.#byContent.set(content, index);
    }
    this.#byObject.set(item, index);
    return index;
  }
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

function apiAttributes(attributes: Attributes): ApiAttribute[] {
  return attributes.map(({ key, value }) => ({ key, type: value.kind, text: valueText(value) }));
}

function apiResource(resource: Resource, colors: ServiceSlots): ApiResource {
  return {
    service: serviceRef(serviceOf(resource), colors),
    attributes: apiAttributes(resource.attributes),
    droppedAttributesCount: resource.droppedAttributesCount,
    schemaUrl: resource.schemaUrl,
  };
}

function apiScope(scope: Scope): ApiScope {
  return {
    name: scope.name,
    version: scope.version,
    attributes: apiAttributes(scope.attributes),
    droppedAttributesCount: scope.droppedAttributesCount,
    schemaUrl: scope.schemaUrl,
  };
}
