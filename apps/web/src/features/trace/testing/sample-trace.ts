// Small traces for the tests of this page: spans by name, times in milliseconds.
import {
  type ApiAttribute,
  type ApiSpan,
  OUTLINE_KEYS,
  type TraceOutlineResponse,
  type TraceResponse,
} from '@spanloom/api-schema';
import { peerOf } from '@spanloom/analysis';
import { SPAN_KINDS, STATUS_CODES } from '@spanloom/otlp-model';

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

/** The answer of the server that the waterfall is drawn from, for the same spans. */
export function sampleOutline(spans: readonly SampleSpan[]): TraceOutlineResponse {
  const { spans: whole, ...shared } = sampleTrace(spans);
  const sorted = whole.toSorted((a, b) => Number(BigInt(a.start) - BigInt(b.start)));
  const start = sorted[0]?.start ?? '0';
  const offset = (time: string): number => Number(BigInt(time) - BigInt(start));
  const peers = sorted.map(peerOfSample);
  const operations = new Map(sorted.map(({ name, kind }) => [`${kind} ${name}`, { name, kind }]));
  const operationIndex = new Map([...operations.keys()].map((key, index) => [key, index]));
  return {
    ...shared,
    start,
    // Two blocks: a large trace comes in several.
    blocks: [sorted.slice(0, 2), sorted.slice(2)].map((block, number) => ({
      spanId: block.map(({ spanId }) => spanId),
      parentSpanId: block.map(({ parentSpanId }) => parentSpanId ?? ''),
      start: block.map((span) => offset(span.start)),
      end: block.map(({ end }) => (end === '0' ? null : offset(end))),
      status: block.map(({ status }) => STATUS_CODES.indexOf(status.code)),
      operation: block.map(({ name, kind }) => operationIndex.get(`${kind} ${name}`) ?? 0),
      resource: block.map(({ resource }) => resource),
      scope: block.map(({ scope }) => scope),
      peer: block.map((_, index) => indexOfPeer(peers, peers[number * 2 + index])),
    })),
    extras: sorted.map(({ events, attributes }, span) => ({
      span,
      events: events.map(({ time }) => offset(time)),
      attributes: [...attributes, ...events.flatMap((event) => event.attributes)].filter(({ key }) =>
        OUTLINE_KEYS.some((wanted) => wanted === key),
      ),
    })),
    conflicts: sorted.flatMap(({ conflicting, contentHash }, span) => (conflicting ? [{ span, contentHash }] : [])),
    operations: [...operations.values()],
    peers: peers.map((peer) => peer ?? { kind: 'external', name: 'nobody' }),
  };
}

type SamplePeer = TraceOutlineResponse['peers'][number] | undefined;

function indexOfPeer(peers: readonly SamplePeer[], peer: SamplePeer): number | null {
  return peer === undefined ? null : peers.findIndex((other) => other?.kind === peer.kind && other.name === peer.name);
}

function peerOfSample({ kind, attributes }: ApiSpan): SamplePeer {
  const values = attributes.map(({ key, text }) => ({ key, value: { kind: 'string', value: text } as const }));
  const peer = peerOf({ kind: SPAN_KINDS.indexOf(kind), attributes: values });
  return peer === undefined ? undefined : { kind: peer.kind, name: peer.name };
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
