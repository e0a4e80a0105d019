// Spans with all that diagrams of a trace may tell, from those that are told briefly.
import { sampleSpans, type SampleSpan } from '../sequence/testing/sample-spans.ts';
import type { SequenceSpan } from '../sequence/sequence-span.ts';
import type { TraceEvent, TraceSpan } from '../trace-span.ts';

export interface FurtherFacts {
  readonly flags?: number;
  readonly scope?: string;
  readonly language?: string;
  readonly events?: readonly TraceEvent[];
  readonly weight?: number;
}

/** Each service is one resource; scopes are numbered by their names. */
export function traceSpans(...given: readonly (SampleSpan & FurtherFacts)[]): TraceSpan[] {
  return sampleSpans(...given).map((span, index) => fullSpan(span, given[index] ?? {}, given));
}

/** Further facts of spans that others made. */
export function withFacts(spans: readonly SequenceSpan[], factsOf: (index: number) => FurtherFacts): TraceSpan[] {
  const facts = spans.map((_, index) => factsOf(index));
  return spans.map((span, index) => ({
    ...fullSpan(span, facts[index] ?? {}, facts),
    resource: spans.findIndex((other) => other.service === span.service),
  }));
}

function fullSpan(
  span: SequenceSpan,
  { flags = 0, scope = 'lib', language = '', events = [], weight = 1 }: FurtherFacts,
  all: readonly (FurtherFacts & { readonly service?: string })[],
): TraceSpan {
  const key = span.service.namespace === '' ? span.service.name : `${span.service.namespace}/${span.service.name}`;
  return {
    ...span,
    flags,
    traceState: '',
    status: span.error ? 'error' : 'unset',
    resource: all.findIndex((other) => other.service === key),
    scope: all.findIndex((other) => (other.scope ?? 'lib') === scope),
    scopeName: scope,
    resourceAttributes: 3,
    language,
    events,
    weight,
  };
}
