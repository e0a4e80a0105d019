// The one truth about what a filter means, on plain values. Adapters that use indexes must answer the same.
import {
  attributeOf,
  durationBetween,
  serviceOf,
  spanKindName,
  statusCodeName,
  valueText,
  type Attributes,
  type Span,
  type SpanRecord,
  type UnixNano,
} from '@spanloom/otlp-model';
import type { AttributeCondition, SpanFilter, TimeWindow } from './trace-store.ts';

/** When a span ends, for the extent of its trace: never before it starts. */
export function effectiveEnd(span: Pick<Span, 'start' | 'end'>): UnixNano {
  return span.end > span.start ? span.end : span.start;
}

/** Whether a trace from min(start) to max(end) is in the window. Without a window every trace is. */
export function inWindow(window: TimeWindow | undefined, start: bigint, end: bigint): boolean {
  return window === undefined || (start <= window.end && end >= window.start);
}

/** Whether all conditions hold on this one span. */
export function matchesSpan(record: SpanRecord, filter: SpanFilter): boolean {
  const { span, resource } = record;
  const service = serviceOf(resource);
  const duration = durationBetween(span.start, span.end);
  if (filter.service !== undefined) {
    if (service.name !== filter.service) return false;
    if (filter.namespace !== undefined && service.namespace !== filter.namespace) return false;
  }
  if (filter.operation !== undefined && span.name !== filter.operation) return false;
  if (filter.kind !== undefined && spanKindName(span.kind) !== filter.kind) return false;
  if (filter.status !== undefined && statusCodeName(span.status.code) !== filter.status) return false;
  if (filter.minDuration !== undefined && duration < filter.minDuration) return false;
  if (filter.maxDuration !== undefined && duration > filter.maxDuration) return false;
  if (filter.text !== undefined && !matchesText(filter.text, span.name, service.name)) return false;
  return (filter.attributes ?? []).every((condition) => matchesAttribute(record, condition));
}

/** Whether one of the two names contains the text, ignoring case. */
export function matchesText(text: string, operation: string, service: string): boolean {
  const needle = text.toLowerCase();
  return operation.toLowerCase().includes(needle) || service.toLowerCase().includes(needle);
}

function matchesAttribute(record: SpanRecord, condition: AttributeCondition): boolean {
  const inSpan = condition.scope !== 'resource' && holdsIn(record.span.attributes, condition);
  return inSpan || (condition.scope !== 'span' && holdsIn(record.resource.attributes, condition));
}

/** Whether these attributes fulfil the condition, whatever its scope. */
export function holdsIn(attributes: Attributes, { key, value, negated = false }: AttributeCondition): boolean {
  const found = attributeOf(attributes, key);
  return found !== undefined && (valueText(found) === value) !== negated;
}
