// What diagrams of many traces are made of: the traces of a window that were read, as the API gives them.
import { placeSpans, type PlacedSpan } from '../sequence/sequence-span.ts';
import type { ApiTrace } from '../trace-spans.ts';
import { traceSpans } from '../trace-spans.ts';
import type { TraceSpan } from '../trace-span.ts';
import { counted, grouped } from '../words.ts';

export interface TracesFacts {
  /** The search, in words. */
  readonly source: string;
  readonly traces: readonly ApiTrace[];
  /** All that match, read or not. */
  readonly found: number;
}

/** The spans of a trace in their places. */
export function placedTrace(trace: ApiTrace): PlacedSpan[] {
  return placeSpans(traceSpans(trace));
}

/** Placed spans keep what they were made from. */
export function traceSpanOf({ source }: PlacedSpan): TraceSpan {
  return source as TraceSpan;
}

/** What was read, and that counts are of more than that where senders sample. */
export function basisText({ traces, found }: TracesFacts, what: string): string {
  const spans = traces.reduce((sum, trace) => sum + trace.spans.length, 0);
  const of =
    traces.length < found
      ? `${grouped(traces.length)} of ${grouped(found)} traces, the newest`
      : counted(found, 'trace');
  const sampled = traces.some((trace) => trace.spans.some(({ weight }) => weight !== 1));
  return `${counted(spans, 'span')} of ${of}${what}${sampled ? '; counts are weighted by sampling' : ''}`;
}
