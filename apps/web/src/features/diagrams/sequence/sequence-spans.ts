// Spans as the API gives them, as a sequence takes them.
import type { ApiAttribute, ApiResource, ApiSpan, TraceResponse } from '@spanloom/api-schema';
import type { SequenceSpan } from '@spanloom/diagrams';
import { type AnyValue, type Attributes, SPAN_KINDS, type SpanKindName } from '@spanloom/otlp-model';
import { hostOf } from '../../../lib/host.ts';

export type Trace = Omit<TraceResponse, 'cost'>;

export function sequenceSpans({ spans, resources }: Trace): SequenceSpan[] {
  return spans.map((span) => sequenceSpan(span, resources[span.resource]));
}

function sequenceSpan(span: ApiSpan, resource: ApiResource | undefined): SequenceSpan {
  const { name, namespace } = resource?.service ?? { name: '', namespace: '' };
  return {
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    contentHash: span.contentHash,
    name: span.name,
    kind: SPAN_KINDS.indexOf(span.kind satisfies SpanKindName),
    start: BigInt(span.start),
    end: BigInt(span.end),
    error: span.status.code === 'error',
    service: { name, namespace },
    clock: resource === undefined ? '' : (hostOf(resource) ?? `${namespace}\u0000${name}`),
    cluster: textOf(resource?.attributes ?? [], 'k8s.cluster.name'),
    attributes: attributesOf(span.attributes),
    exception:
      span.events.map(({ attributes }) => textOf(attributes, 'exception.type')).find((type) => type !== '') ?? '',
    links: span.links.map(({ traceId, spanId }) => ({ traceId, spanId })),
  };
}

function textOf(attributes: readonly ApiAttribute[], key: string): string {
  return attributes.find((attribute) => attribute.key === key)?.text ?? '';
}

/** Lists and bytes decide nothing in a sequence: their text is enough. */
function attributesOf(attributes: readonly ApiAttribute[]): Attributes {
  return attributes.map(({ key, type, text }) => ({ key, value: anyValue(type, text) }));
}

function anyValue(type: ApiAttribute['type'], text: string): AnyValue {
  if (type === 'bool') return { kind: 'bool', value: text === 'true' };
  if (type === 'int') return { kind: 'int', value: BigInt(text) };
  if (type === 'double') return { kind: 'double', value: Number(text) };
  return type === 'empty' ? { kind: 'empty' } : { kind: 'string', value: text };
}
