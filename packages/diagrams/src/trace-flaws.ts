// What is odd about the spans of a trace, counted for every kind of diagram that is drawn from them.
import type { TraceForest } from '@spanloom/analysis';
import type { PlacedSpan } from './sequence/sequence-span.ts';

export interface TraceFlaws {
  readonly missingParents: number;
  readonly cycles: number;
  /** Spans that share their id with another one. */
  readonly conflicting: number;
  readonly unfinished: number;
  readonly backwards: number;
  /** Spans whose times were corrected for the order. */
  readonly skewed: number;
}

export function flawsOf(
  spans: readonly PlacedSpan[],
  { missingParents, cycles }: Pick<TraceForest<PlacedSpan>, 'missingParents' | 'cycles'>,
): TraceFlaws {
  return {
    missingParents,
    cycles,
    conflicting: spans.filter(({ conflicting }) => conflicting).length,
    unfinished: spans.filter(({ duration }) => duration === undefined).length,
    backwards: spans.filter(({ source: { start, end } }) => end !== 0n && end < start).length,
    skewed: spans.filter(({ shift }) => shift !== 0).length,
  };
}

/** Unix nanoseconds as sent: the first start and the last end. */
export function extentOf(spans: readonly PlacedSpan[]): { readonly start: bigint; readonly end: bigint } {
  const sources = spans.map(({ source }) => source);
  return {
    start: sources.reduce((least, { start }) => (start < least ? start : least), sources[0]?.start ?? 0n),
    end: sources.reduce((most, { start, end }) => (end > most ? end : start > most ? start : most), 0n),
  };
}
