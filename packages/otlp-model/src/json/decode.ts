// OTLP/JSON ExportTraceServiceRequest -> model. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import {
  type DecodedTraces,
  type DecodeError,
  DEFAULT_DECODE_LIMITS,
  type DecodeLimits,
  ITEMS_A_GROUP,
} from '../codec.ts';
import { catchDecodeFailure, DecodeFailure, tooManyItems, tooManySpans } from '../decode-failure.ts';
import { Rejections, REASONS } from '../rejections.ts';
import { ok, type Result } from '../result.ts';
import type { Resource, ResourceSpans, Scope, ScopeSpans, Span } from '../span.ts';
import { longName, longServiceName } from '../long-names.ts';
import { Allowance } from './allowance.ts';
import { asList, asObject, field, type JsonObject, Refusal } from './fields.ts';
import { parseJson } from './parse.ts';
import { resourceOf, scopeOf, spanOf } from './spans.ts';

interface Context {
  readonly limits: DecodeLimits;
  readonly rejections: Rejections;
  /** Spans seen, rejected ones included. */
  seen: number;
  /** Items seen, those of rejected spans included. */
  items: number;
}

/**
 * Decodes an ExportTraceServiceRequest (or TracesData) in OTLP/JSON. An empty body is a request without spans. Groups
 * that are left without spans are not returned. A value of the wrong type costs its span, or all spans of its resource
 * or scope; a wrong type outside those, or broken JSON, is `malformed`. Never throws on bad input.
 */
export function decodeExportRequest(
  body: Uint8Array,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): Result<DecodedTraces, DecodeError> {
  return catchDecodeFailure(() => {
    const context: Context = { limits, rejections: new Rejections(), seen: 0, items: 0 };
    const resourceSpans = body.length === 0 ? [] : requestOf(parseJson(body, limits), context);
    return ok({
      resourceSpans,
      spanCount: context.seen - context.rejections.total,
      itemCount: context.items,
      rejectedSpans: context.rejections.total,
      rejection: context.rejections.message(),
    });
  });
}

function requestOf(document: unknown, context: Context): ResourceSpans[] {
  return structure(() => {
    const request = asObject(document, 'a request');
    const values = asList(field(request, 'resourceSpans', 'resource_spans'), 'a resourceSpans field');
    countGroups(values.length, context);
    const groups: ResourceSpans[] = [];
    for (const value of values) {
      const group = resourceSpansOf(asObject(value, 'a ResourceSpans'), context);
      if (group !== undefined) groups.push(group);
    }
    return groups;
  });
}

function countGroups(groups: number, context: Context): void {
  context.items += groups * ITEMS_A_GROUP;
  if (context.items > context.limits.maxItems) throw tooManyItems(context.limits.maxItems);
}

/** Outside of spans, scopes and resources a wrong type makes the whole body malformed. */
function structure<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Refusal)
      throw new DecodeFailure('malformed', `the body is not an OTLP/JSON trace request: it has ${cause.message}`);
    throw cause;
  }
}

/** undefined when no span is left. */
function resourceSpansOf(object: JsonObject, context: Context): ResourceSpans | undefined {
  const lists = asList(field(object, 'scopeSpans', 'scope_spans'), 'a scopeSpans field').map((value) =>
    asObject(value, 'a ScopeSpans'),
  );
  countGroups(lists.length, context);
  const resource = usable(context, (allowance) => {
    const read = resourceOf(field(object, 'resource'), field(object, 'schemaUrl', 'schema_url'), allowance);
    return longServiceName(read, context.limits) ?? read;
  });
  if (typeof resource === 'string') {
    for (const list of lists) leaveOut(list, REASONS.resource(resource), context);
    return undefined;
  }
  const scopeSpans: ScopeSpans[] = [];
  for (const list of lists) {
    const group = scopeSpansOf(list, context);
    if (group !== undefined) scopeSpans.push(group);
  }
  return scopeSpans.length === 0 ? undefined : { resource, scopeSpans };
}

function scopeSpansOf(object: JsonObject, context: Context): ScopeSpans | undefined {
  const scope: Scope | string = usable(context, (allowance) =>
    scopeOf(field(object, 'scope'), field(object, 'schemaUrl', 'schema_url'), allowance),
  );
  if (typeof scope === 'string') {
    leaveOut(object, REASONS.scope(scope), context);
    return undefined;
  }
  const spans: Span[] = [];
  for (const value of spansOf(object, context)) {
    const span = usable(context, (allowance) => {
      const read = spanOf(value, allowance);
      return longName(read, context.limits) ?? read;
    });
    if (typeof span === 'string') context.rejections.add(span);
    else spans.push(span);
  }
  return spans.length === 0 ? undefined : { scope, spans };
}

function leaveOut(object: JsonObject, reason: string, context: Context): void {
  context.rejections.add(reason, spansOf(object, context).length);
}

/** The span list of a ScopeSpans. The scan has counted already, except where the key was spelt with escapes. */
function spansOf(object: JsonObject, context: Context): readonly unknown[] {
  const spans = asList(field(object, 'spans'), 'a spans field');
  context.seen += spans.length;
  if (context.seen > context.limits.maxSpans) throw tooManySpans(context.limits.maxSpans);
  return spans;
}

/** What `read` returns, or the reason why it refused. */
function usable<T extends Span | Scope | Resource>(
  context: Context,
  read: (allowance: Allowance) => T | string,
): T | string {
  const allowance = new Allowance(context.limits);
  try {
    return read(allowance);
  } catch (cause) {
    if (cause instanceof Refusal) return cause.message;
    throw cause;
  } finally {
    context.items += allowance.items;
  }
}
