// A request that was played to its end, before it leaves the services: phenomena of delivery still change it.
import type { Scope, Span, TraceId, UnixNano } from '@spanloom/otlp-model';
import type { Occurrence, TruthArrival, TruthCall } from '../truth/truth.ts';
import type { Pod } from '../world/pods.ts';
import type { Message } from './scene.ts';

export interface DraftSpan {
  readonly pod: Pod;
  readonly scope: Scope;
  span: Span;
  /** When it leaves, in seconds after the request's end; several times when it is sent again, never when empty. */
  delays: readonly number[];
}

export interface DraftTrace {
  readonly traceId: TraceId;
  readonly start: UnixNano;
  /** The end of the span that ended last. */
  readonly end: UnixNano;
  readonly spans: DraftSpan[];
  readonly calls: readonly TruthCall[];
  readonly arrivals: readonly TruthArrival[];
  readonly occurrences: Occurrence[];
  readonly messages: readonly Message[];
}
