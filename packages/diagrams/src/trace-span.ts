// A span with all that a diagram of its trace may tell.
import type { Attributes } from '@spanloom/otlp-model';
import type { SequenceSpan } from './sequence/sequence-span.ts';

export interface TraceSpan extends SequenceSpan {
  readonly traceState: string;
  readonly status: 'unset' | 'ok' | 'error';
  /** Equal for spans of one resource, and of one instrumentation scope. */
  readonly resource: number;
  readonly scope: number;
  /** Name of the instrumentation scope. */
  readonly scopeName: string;
  readonly resourceAttributes: number;
  /** telemetry.sdk.language; '' when nothing says so. */
  readonly language: string;
  readonly events: readonly TraceEvent[];
  /** How many spans it stands for, where its sender samples. */
  readonly weight: number;
}

export interface TraceEvent {
  /** Unix nanoseconds. */
  readonly time: bigint;
  readonly name: string;
  readonly attributes: Attributes;
}
