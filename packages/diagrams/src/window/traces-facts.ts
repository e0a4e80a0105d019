// What diagrams of many traces are made of: the traces of a window that were read, as the API gives them.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { placeSpans, type PlacedSpan } from '../sequence/sequence-span.ts';
import type { ApiTrace } from '../trace-spans.ts';
import { traceSpans } from '../trace-spans.ts';
import type { TraceSpan } from '../trace-span.ts';
import { counted, grouped } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';

export interface TracesFacts {
  /** In which the diagram speaks. */
  readonly language: DiagramLanguage;
  /** The search, in words of that language. */
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
export function basisText({ traces, found, language }: TracesFacts, withWorkflows = false): string {
  const spans = traces.reduce((sum, trace) => sum + trace.spans.length, 0);
  return WINDOW_WORDS[language].tracesRead({
    spans: counted(spans, NOUNS[language].spans),
    foundTraces: counted(found, NOUNS[language].traces),
    newest: traces.length < found ? { read: grouped(traces.length), found: grouped(found) } : undefined,
    withWorkflows,
    sampled: traces.some((trace) => trace.spans.some(({ weight }) => weight !== 1)),
  });
}
