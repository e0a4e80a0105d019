// The text of a sequence that a test tells, held against other orders of its spans and against its counts.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect } from 'vitest';
import { sequenceOfTrace } from '../sequence.ts';
import type { Sequence } from '../sequence-model.ts';
import { sequenceText } from '../sequence-text.ts';
import { type SampleSpan, sampleSpans } from './sample-spans.ts';

export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

export function sequenceOf(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): Sequence {
  return sequenceOfTrace(sampleSpans(...spans.flat()));
}

/** What is drawn: the text without its head. */
export function drawn(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): string {
  const sequence = sequenceOf(...spans);
  const given = sampleSpans(...spans.flat());
  const text = sequenceText(sequence, TRACE_ID);
  expect(sequenceText(sequenceOfTrace(shuffled(given, seededRandom(3))), TRACE_ID)).toBe(text);
  expect(sequence.drawn + sequence.repeats + sequence.hidden.calls).toBe(sequence.calls);
  return text.split('\n').slice(4).join('\n');
}

export function server(id: string, service: string, name: string, rest: Partial<SampleSpan> = {}): SampleSpan {
  return { id, service, name, kind: 'server', ms: 100, ...rest };
}
