// A sender that owes nothing to the code under test: OTLP/JSON written by hand.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { randomBytes } from 'node:crypto';

type Value = string | number | boolean;

export interface SpanSpec {
  readonly name: string;
  readonly spanId?: string;
  readonly parentSpanId?: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind?: number;
  /** Milliseconds after the start of the trace. */
  readonly startMs?: number;
  readonly durationMs?: number;
  /** Sent without an end. */
  readonly running?: true;
  readonly attributes?: Readonly<Record<string, Value>>;
  /** Sets status error with this message. */
  readonly error?: string;
  readonly events?: readonly {
    readonly name: string;
    readonly atMs: number;
    readonly attributes?: Readonly<Record<string, Value>>;
  }[];
}

export interface ServiceSpans {
  readonly service: string;
  readonly resource?: Readonly<Record<string, Value>>;
  readonly spans: readonly SpanSpec[];
}

export interface TraceSpec {
  readonly traceId?: string;
  /** Milliseconds before now at which the trace starts. */
  readonly agoMs?: number;
  readonly services: readonly ServiceSpans[];
}

export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

/** Sends traces and waits until they are acknowledged; gives back their ids. */
export async function sendTraces(tracesUrl: string, ...traces: readonly TraceSpec[]): Promise<string[]> {
  const ids = traces.map((trace) => trace.traceId ?? newTraceId());
  const resourceSpans = traces.flatMap((trace, index) => {
    const start = BigInt(Date.now() - (trace.agoMs ?? 5_000)) * 1_000_000n;
    return trace.services.map((service) => resourceSpansOf(service, ids[index] ?? newTraceId(), start));
  });
  const response = await fetch(tracesUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ resourceSpans }),
  });
  const answer = await response.text();
  if (response.status !== 200 || answer.includes('rejectedSpans')) throw new Error(`${response.status}: ${answer}`);
  return ids;
}

function resourceSpansOf({ service, resource, spans }: ServiceSpans, traceId: string, start: bigint): object {
  return {
    resource: { attributes: attributesOf({ 'service.name': service, ...resource }) },
    scopeSpans: [
      { scope: { name: 'e2e', version: '1.0.0' }, spans: spans.map((span) => spanOf(span, traceId, start)) },
    ],
  };
}

function spanOf(span: SpanSpec, traceId: string, traceStart: bigint): object {
  const start = traceStart + nanos(span.startMs ?? 0);
  return {
    traceId,
    spanId: span.spanId ?? newSpanId(),
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: span.kind ?? 1,
    startTimeUnixNano: String(start),
    endTimeUnixNano: span.running === true ? '0' : String(start + nanos(span.durationMs ?? 10)),
    attributes: attributesOf(span.attributes ?? {}),
    events: (span.events ?? []).map((event) => ({
      timeUnixNano: String(traceStart + nanos(event.atMs)),
      name: event.name,
      attributes: attributesOf(event.attributes ?? {}),
    })),
    ...(span.error === undefined ? {} : { status: { code: 2, message: span.error } }),
  };
}

function nanos(ms: number): bigint {
  return BigInt(Math.round(ms * 1_000_000));
}

function attributesOf(values: Readonly<Record<string, Value>>): object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: valueOf(value) }));
}

function valueOf(value: Value): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
