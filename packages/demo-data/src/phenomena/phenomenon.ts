// Something out of the ordinary. A phenomenon is one file; it finds a place for itself in any topology, or says why there is
// none, and tells the truth about each time it happens.
import { err, ok, type Result, type UnixNano } from '@spanloom/otlp-model';
import type { Site } from '../play/course.ts';
import type { DraftSpan, DraftTrace } from '../play/draft.ts';
import type { Alternative } from '../play/scene.ts';
import type { Random } from '../random.ts';
import type { TopologyIndex } from '../topology/index-topology.ts';
import type { Occurrence } from '../truth/truth.ts';
import type { Deploy, Pod } from '../world/pods.ts';

export interface Phenomenon {
  readonly name: string;
  readonly place: (ground: Ground) => Result<Placed, string>;
}

/** Where a phenomenon may settle. */
export interface Ground {
  readonly index: TopologyIndex;
  readonly random: Random;
  /** What the topology says about this phenomenon's place. */
  readonly wish: string | undefined;
  /** The pods of every service. */
  readonly pods: readonly Pod[];
}

/** A phenomenon that found its place. */
export interface Placed {
  /** The service in which it shows; '' when it shows in any. */
  readonly service: string;
  /** What it is about: a step's id, a version, a host. */
  readonly detail: string;
  /** By how many nanoseconds the clock of the host is ahead. */
  readonly offset?: bigint;
  /** While a request is played. */
  readonly during?: Alternative & { readonly site: Site };
  /** A second version of the service. */
  readonly deploy?: Deploy;
  /** The step whose calls go through the sidecars of both pods. */
  readonly sidecars?: Site;
  /** Once the request has ended: what happens to its spans on their way. */
  readonly onTheWay?: (trace: DraftTrace, random: Random) => void;
  /** When it comes and goes: the times within which it can happen. */
  readonly windows?: TimeWindows;
}

export interface Window {
  readonly from: bigint;
  readonly to: bigint;
}

export interface TimeWindows {
  has(time: UnixNano): boolean;
  /** Those that touch [from, to). */
  between(from: bigint, to: bigint): Window[];
}

const SECOND = 1_000_000_000n;

/** `lastsSeconds` in every `everySeconds`, at a moment that the stream chooses. */
export function recurring(random: Random, everySeconds: number, lastsSeconds: number): TimeWindows {
  const every = BigInt(everySeconds) * SECOND;
  const lasts = BigInt(lastsSeconds) * SECOND;
  const offset = BigInt(random.int(0, everySeconds - 1)) * SECOND;
  const beginOf = (time: bigint): bigint => ((time - offset) / every) * every + offset;
  return {
    has: (time) => time >= beginOf(time) && time < beginOf(time) + lasts,
    between(from, to) {
      const windows: Window[] = [];
      for (let begin = beginOf(from); begin < to; begin += every) {
        if (begin + lasts > from) windows.push({ from: begin, to: begin + lasts });
      }
      return windows;
    },
  };
}

/** The place that the topology wishes for, else one of the candidates. */
export function choose<T>(
  { wish, random }: Ground,
  candidates: readonly T[],
  idOf: (candidate: T) => string,
  whyNone: string,
): Result<T, string> {
  if (wish !== undefined) {
    const wished = candidates.find((candidate) => idOf(candidate) === wish);
    if (wished === undefined) throw new Error(`the topology wishes for a phenomenon at ${wish}, where it cannot be`);
    return ok(wished);
  }
  const [first, ...others] = candidates;
  return first === undefined ? err(whyNone) : ok(random.pick([first, ...others]));
}

/** What a request shows in the spans that `shows` says: one occurrence for each trace that has some. */
export function occurrencesOf(
  phenomenon: string,
  service: string,
  { spans, start: time }: DraftTrace,
  shows: (draft: DraftSpan) => boolean,
): Occurrence[] {
  const byTrace = Map.groupBy(spans.filter(shows), ({ span }) => span.traceId);
  return Array.from(byTrace, ([traceId, drafts]) => {
    return { phenomenon, service, traceId, spanIds: drafts.map(({ span }) => span.spanId), time };
  });
}

/** Waits before the next try, as a span of the service's own. */
export function backOff(scene: Parameters<Alternative['happen']>[0], ms: number): void {
  const attributes = { 'retry.delay_ms': ms };
  scene.span({ name: `backoff ${ms} ms`, kind: 'internal', scope: 'own', attributes }, () =>
    scene.wait(ms + scene.random.float() * 4),
  );
}
