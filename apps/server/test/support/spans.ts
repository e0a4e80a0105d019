// Spans for tests: everything has a plain default, each test says what matters to it.
import type {
  AnyValue,
  Attributes,
  Resource,
  ResourceSpans,
  Scope,
  Span,
  SpanId,
  TraceId,
  UnixNano,
} from '@spanloom/otlp-model';

export const T0 = 1_700_000_000_000_000_000n as UnixNano;

export function traceIdOf(n: number): TraceId {
  return n.toString(16).padStart(32, '0') as TraceId;
}

export function spanIdOf(n: number): SpanId {
  return n.toString(16).padStart(16, '0') as SpanId;
}

export function at(offset: bigint | number): UnixNano {
  return (T0 + BigInt(offset)) as UnixNano;
}

export function attributesOf(values: Readonly<Record<string, string | number | boolean | AnyValue>>): Attributes {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean | AnyValue): AnyValue {
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value !== 'number') return value;
  return Number.isInteger(value) ? { kind: 'int', value: BigInt(value) } : { kind: 'double', value };
}

export function resourceOf(service: string, rest: Partial<Resource> = {}): Resource {
  return {
    attributes: attributesOf({ 'service.name': service }),
    droppedAttributesCount: 0,
    entityRefs: [],
    schemaUrl: '',
    ...rest,
  };
}

const PLAIN_SCOPE: Scope = {
  name: 'test',
  version: '1',
  attributes: [],
  droppedAttributesCount: 0,
  schemaUrl: '',
};

export function spanOf(rest: Partial<Span> = {}): Span {
  return {
    traceId: traceIdOf(1),
    spanId: spanIdOf(1),
    parentSpanId: undefined,
    traceState: '',
    flags: 0,
    name: 'GET /',
    kind: 2,
    start: T0,
    end: at(1_000_000),
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 0, message: '' },
    ...rest,
  };
}

export function resourceSpansOf(resource: Resource, spans: readonly Span[], scope: Scope = PLAIN_SCOPE): ResourceSpans {
  return { resource, scopeSpans: [{ scope, spans }] };
}
