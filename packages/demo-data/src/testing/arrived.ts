// Played traces as whoever receives them sees them.
import { type Span, type SpanRecord, stringAttribute, type UnixNano, unixNano } from '@spanloom/otlp-model';
import type { PlayedTrace } from '../shop.ts';

export const NOON = timeAt(1_790_000_000_000_000_000n);
export const SECOND = 1_000_000_000n;
export const HOUR = 3600n * SECOND;

/** A span as it arrived, with the time at which it left. */
export interface Arrived extends SpanRecord {
  readonly at: UnixNano;
  /** The request that it belongs to, which only the generator knows. */
  readonly trace: PlayedTrace;
}

export function timeAt(nanos: bigint): UnixNano {
  const time = unixNano(nanos);
  if (!time.ok) throw new Error(time.error);
  return time.value;
}

/** Everything that is sent, duplicates too. */
export function arrivedOf(traces: readonly PlayedTrace[]): Arrived[] {
  return traces.flatMap((trace) =>
    trace.exports.flatMap(({ at, resourceSpans }) =>
      resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => ({ at, trace, resource, scope, span }))),
      ),
    ),
  );
}

export function idOf(span: Pick<Span, 'traceId' | 'spanId'>): string {
  return `${span.traceId}/${span.spanId}`;
}

/** bigint-proof text of anything. */
export function written(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? `${part}n` : part instanceof Set ? [...(part as Set<unknown>)] : part,
  );
}

/** A text that is the same for spans with the same content, pod included. */
export function contentOf({ span, resource }: SpanRecord): string {
  return written([span, stringAttribute(resource.attributes, 'service.instance.id')]);
}

/** The spans that a store keeps: the same content once. */
export function stored(arrived: readonly Arrived[]): Arrived[] {
  const byId = new Map<string, Arrived[]>();
  for (const record of arrived) {
    const same = byId.get(idOf(record.span));
    if (same === undefined) byId.set(idOf(record.span), [record]);
    else if (same.every((other) => contentOf(other) !== contentOf(record))) same.push(record);
  }
  return [...byId.values()].flat();
}
