// Traces for tests of sequences, written the way one tells them: who, what, inside of what, when.
import { type AnyValue, type Attributes, SPAN_KINDS, type SpanKindName } from '@spanloom/otlp-model';
import type { SequenceSpan } from '../sequence-span.ts';

export interface SampleSpan {
  readonly id: string;
  readonly parent?: string;
  /** `checkout`, or `shop/checkout` with a namespace. */
  readonly service: string;
  readonly name: string;
  readonly kind?: SpanKindName;
  /** Milliseconds from the trace's start. */
  readonly at?: number;
  /** Milliseconds; undefined: sent without an end. */
  readonly ms?: number | undefined;
  readonly error?: boolean | string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Spans of this trace that it links to. */
  readonly links?: readonly string[];
  /** Spans of another trace that it links to; their ids may be those of spans in this one. */
  readonly linksElsewhere?: readonly string[];
  readonly host?: string;
  readonly cluster?: string;
  readonly probe?: string;
  readonly content?: string;
  readonly flags?: number;
}

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const OTHER_TRACE_ID = '5b8efff798038103d269b633813fc60c';

/** 2026-11-20T13:25:00Z */
const START = 1_795_181_100_000_000_000n;

export function sampleSpans(...spans: readonly SampleSpan[]): SequenceSpan[] {
  return spans.map((span) => {
    const [first = '', second] = span.service.split('/');
    const service = second === undefined ? { name: first, namespace: '' } : { name: second, namespace: first };
    const start = START + nanos(span.at ?? 0);
    return {
      traceId: TRACE_ID,
      spanId: span.id,
      flags: span.flags ?? 0,
      parentSpanId: span.parent,
      contentHash: span.content ?? 'c',
      name: span.name,
      kind: SPAN_KINDS.indexOf(span.kind ?? 'internal'),
      start,
      end: 'ms' in span && span.ms === undefined ? 0n : start + nanos(span.ms ?? 10),
      error: span.error !== undefined && span.error !== false,
      service,
      clock: span.host ?? 'one',
      cluster: span.cluster ?? '',
      probe: span.probe ?? '',
      attributes: attributesOf(span.attributes ?? {}),
      exception: typeof span.error === 'string' ? span.error : '',
      links: [
        ...(span.links ?? []).map((spanId) => ({ traceId: TRACE_ID, spanId })),
        ...(span.linksElsewhere ?? []).map((spanId) => ({ traceId: OTHER_TRACE_ID, spanId })),
      ],
    };
  });
}

/** A client span and the server span that answers it, one millisecond inside. */
export function callSpans(
  id: string,
  from: string,
  to: string,
  name: string,
  { parent, at = 0, ms = 10, ...rest }: Partial<SampleSpan> = {},
): SampleSpan[] {
  const parentPart = parent === undefined ? {} : { parent };
  return [
    { ...rest, id: `${id}c`, ...parentPart, service: from, name, kind: 'client', at, ms },
    { ...rest, id, parent: `${id}c`, service: to, name, kind: 'server', at: at + 1, ms: ms - 2 },
  ];
}

export function databaseSpan(
  id: string,
  parent: string,
  service: string,
  name: string,
  at: number,
  ms = 5,
): SampleSpan {
  return {
    id,
    parent,
    service,
    name,
    kind: 'client',
    at,
    ms,
    attributes: { 'db.system.name': 'postgresql', 'server.address': 'orders-db' },
  };
}

function nanos(ms: number): bigint {
  return BigInt(Math.round(ms * 1e6));
}

function attributesOf(values: Readonly<Record<string, string | number | boolean>>): Attributes {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): AnyValue {
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  return Number.isInteger(value) ? { kind: 'int', value: BigInt(value) } : { kind: 'double', value };
}
