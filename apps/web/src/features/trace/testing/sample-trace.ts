// Small traces for the tests of this page: spans by name, times in milliseconds.
import type { ApiAttribute, ApiSpan, TraceResponse } from '@spanloom/api-schema';

/** Unix nanoseconds at which sample traces start. */
export const SAMPLE_START = 1_795_000_000_000_000_000n;
export const SAMPLE_TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

export interface SampleSpan {
  /** Two hex digits; the span id is this, eight times. */
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  readonly service?: string;
  /** Milliseconds from the start of the trace. */
  readonly from: number;
  readonly to: number;
  readonly error?: string;
  readonly more?: Partial<ApiSpan>;
}

export function textAttribute(key: string, text: string): ApiAttribute {
  return { key, type: 'string', text };
}

/** The answer of the server for these spans. */
export function sampleTrace(spans: readonly SampleSpan[]): TraceResponse {
  const services = [...new Set(spans.map((span) => span.service ?? 'checkout'))];
  return {
    traceId: SAMPLE_TRACE_ID,
    resources: services.map((name, index) => ({
      service: { name, namespace: 'shop', color: index % 18 },
      attributes: [textAttribute('service.name', name), textAttribute('host.name', `${name}-7f9`)],
      droppedAttributesCount: 0,
      schemaUrl: '',
    })),
    scopes: [{ name: 'sample', version: '1.0.0', attributes: [], droppedAttributesCount: 0, schemaUrl: '' }],
    spans: spans.map((span) => apiSpan(span, services.indexOf(span.service ?? 'checkout'))),
    cost: { elapsedMs: 9, watermark: 1 },
  };
}

function apiSpan(span: SampleSpan, resource: number): ApiSpan {
  return {
    spanId: span.id.repeat(8),
    parentSpanId: span.parent?.repeat(8),
    name: span.name,
    kind: 'internal',
    start: String(SAMPLE_START + BigInt(Math.round(span.from * 1e6))),
    end: String(SAMPLE_START + BigInt(Math.round(span.to * 1e6))),
    status: { code: span.error === undefined ? 'unset' : 'error', message: span.error ?? '' },
    traceState: '',
    flags: 1,
    weight: 1,
    resource,
    scope: 0,
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    contentHash: `${span.id}00`.repeat(8),
    conflicting: false,
    ...span.more,
  };
}
