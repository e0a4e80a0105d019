// A step that can take another course: what phenomena get in hand.
import type { SpanId, TraceId } from '@spanloom/otlp-model';
import type { PlainAttributes } from '../attributes.ts';
import type { Outcome } from './outcome.ts';
import type { OpenSpan } from './scene.ts';

/**
 * The id of a step, or `serve SERVICE` and `consume SERVICE` for everything that a service does; `workflow NAME` and
 * `activity NAME` for a run of them.
 */
export type Site = string;

export interface Course {
  /** The span that is open around the site. */
  readonly span: OpenSpan;
  readonly normal: () => Outcome;
  /** Plays the step, changed; may be played several times. */
  readonly play: (change: Change) => Played;
}

/** How a step differs from its normal course. */
export interface Change {
  /** Which try this is, from 0. */
  readonly attempt?: number;
  /** How long the other side takes, in place of what it does normally. */
  readonly ms?: number;
  /** What the other side answers, in place of what it does normally. */
  readonly answer?: Outcome;
  /** Of the caller's span. */
  readonly attributes?: PlainAttributes;
  readonly event?: { readonly name: string; readonly attributes: PlainAttributes };
  /** The trace context gets lost on the way. */
  readonly cut?: boolean;
  /** The call goes through the sidecars of both pods. */
  readonly sidecars?: boolean;
}

export interface Played {
  readonly outcome: Outcome;
  /** The caller's span. */
  readonly spanId: SpanId;
  /** The trace in which the other side's spans are. */
  readonly servedIn: TraceId;
  /** All spans that show it, when they are more than the caller's. */
  readonly shown?: readonly SpanId[];
}
