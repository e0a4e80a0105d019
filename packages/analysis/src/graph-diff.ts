// Two service graphs of one system, before and after: what came and what went, what became slower, what fails more often.
// Small counts do not shout: a difference is told when it matters and is three times what chance makes of so many calls.

/** Calls as an answer sums them up. */
export interface MeasuredCalls {
  /** Unweighted. */
  readonly calls: number;
  /** So many calls of one weight would tell as much; not there: all are of one weight. */
  readonly effectiveCalls?: number | undefined;
  /** A second. */
  readonly rate: number;
  /** 0 .. 1 */
  readonly errorShare: number;
  /** Nanoseconds as decimal strings. */
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
}

export interface MeasuredNode {
  readonly id: string;
  /** What it received; undefined: nothing. */
  readonly requests?: MeasuredCalls | undefined;
}

export interface MeasuredEdge extends MeasuredCalls {
  readonly client: string;
  readonly server: string;
  readonly async: boolean;
}

export interface MeasuredGraph<N extends MeasuredNode, E extends MeasuredEdge> {
  readonly nodes: readonly N[];
  readonly edges: readonly E[];
}

/** `seldom`: in one of the graphs alone, with so few calls that this may be chance. */
export type Change = 'added' | 'removed' | 'moreErrors' | 'fewerErrors' | 'slower' | 'faster' | 'seldom';

/** What differs, after against before. Of a number that does not differ beyond chance, or has no counterpart, nothing. */
export interface Difference {
  /** In which of the graphs it is. */
  readonly within: 'both' | 'before' | 'after';
  /** Its calls in the graph before; undefined: none. */
  readonly was: MeasuredCalls | undefined;
  /** The loudest first; empty: no change. */
  readonly changes: readonly Change[];
  /** Logarithms of the ratios: 0.69 is twice as much. */
  readonly rate: number | undefined;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  /** 0.043: 4.3 points more. */
  readonly errorShare: number | undefined;
}

export type Compared<T> = T & { readonly difference: Difference };

/** Smaller differences do not matter: a tenth more or less, half a point of errors. */
export const LEAST_RATIO = 1.1;
export const LEAST_POINTS = 0.005;
/** Of fewer calls p95 is the longest of them. */
export const LEAST_FOR_PERCENTILES = 20;
/** As often as this a part is called in one graph before its absence from the other says anything. */
export const LEAST_FOR_ABSENCE = 10;
/** Of chance alone this happens once in 370 times. */
const DEVIATIONS = 3;

const NO_CALLS = { calls: 0, effectiveCalls: undefined, rate: 0, errorShare: 0, p50: '0', p95: '0', p99: '0' } as const;

/**
 * All that is in either graph, in no particular order, with what differs. What is in the one before alone has no calls; what
 * is in both is as in the one after. Both graphs are of times of one length.
 */
export function comparedGraph<N extends MeasuredNode, E extends MeasuredEdge>(
  before: MeasuredGraph<N, E>,
  after: MeasuredGraph<N, E>,
): { readonly nodes: Compared<N>[]; readonly edges: Compared<E>[] } {
  return { nodes: comparedNodes(before, after), edges: comparedEdges(before.edges, after.edges) };
}

function comparedNodes<N extends MeasuredNode, E extends MeasuredEdge>(
  before: MeasuredGraph<N, E>,
  after: MeasuredGraph<N, E>,
): Compared<N>[] {
  const [touchedBefore, touchedAfter] = [touchingCalls(before.edges), touchingCalls(after.edges)];
  // Who only calls received nothing: its calls tell how often it is there.
  const callsOf = (node: N, touched: ReadonlyMap<string, number>): number =>
    Math.max(node.requests?.calls ?? 0, touched.get(node.id) ?? 0);
  const known = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map(({ id }) => id));
  return [
    ...after.nodes.map((is) => {
      const was = known.get(is.id);
      const alone = was === undefined ? onlyIn('after', callsOf(is, touchedAfter), undefined) : undefined;
      return { ...is, difference: alone ?? differenceOf(was?.requests, is.requests) };
    }),
    ...before.nodes
      .filter(({ id }) => !kept.has(id))
      .map((was) => {
        const difference = onlyIn('before', callsOf(was, touchedBefore), was.requests);
        return { ...was, requests: undefined, difference };
      }),
  ];
}

function comparedEdges<E extends MeasuredEdge>(before: readonly E[], after: readonly E[]): Compared<E>[] {
  const known = new Map(before.map((edge) => [edgeKey(edge), edge]));
  const kept = new Set(after.map(edgeKey));
  return [
    ...after.map((is) => {
      const was = known.get(edgeKey(is));
      return { ...is, difference: was === undefined ? onlyIn('after', is.calls, undefined) : differenceOf(was, is) };
    }),
    ...before
      .filter((edge) => !kept.has(edgeKey(edge)))
      .map((was) => ({ ...was, ...NO_CALLS, difference: onlyIn('before', was.calls, was) })),
  ];
}

/** `ln` of a ratio as a share: 1.7 is 170 % more. */
export function relativeChange(logarithm: number): number {
  return Math.expm1(logarithm);
}

/** How loud a difference is, for sorting: what came or went, then errors, then durations. */
export function loudness({ changes, errorShare = 0, p95 = 0 }: Difference): number {
  const [first] = changes;
  if (first === undefined) return 0;
  if (first === 'added' || first === 'removed') return 1000;
  if (first === 'seldom') return 0.001;
  return Math.abs(errorShare) * 100 + Math.abs(p95);
}

function edgeKey({ client, server, async }: MeasuredEdge): string {
  return `${client}\n${server}\n${async}`;
}

function touchingCalls(edges: readonly MeasuredEdge[]): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const edge of edges) {
    for (const id of new Set([edge.client, edge.server])) calls.set(id, (calls.get(id) ?? 0) + edge.calls);
  }
  return calls;
}

function onlyIn(within: 'before' | 'after', calls: number, was: MeasuredCalls | undefined): Difference {
  const told = within === 'after' ? 'added' : 'removed';
  return {
    within,
    was: was && measuresOf(was),
    changes: [calls < LEAST_FOR_ABSENCE ? 'seldom' : told],
    ...NOTHING_TO_TELL,
  };
}

/** Without what it was of, which may be renamed before anything is drawn. */
function measuresOf({ calls, rate, errorShare, p50, p95, p99 }: MeasuredCalls): MeasuredCalls {
  return { calls, rate, errorShare, p50, p95, p99 };
}

const NOTHING_TO_TELL = { rate: undefined, p50: undefined, p95: undefined, errorShare: undefined } as const;

function differenceOf(was: MeasuredCalls | undefined, is: MeasuredCalls | undefined): Difference {
  if (was === undefined || is === undefined)
    return { within: 'both', was: was && measuresOf(was), changes: [], ...NOTHING_TO_TELL };
  const errorShare = errorPoints(was, is);
  const p95 = durationRatio(was, is, 'p95');
  const changes: Change[] = [];
  if (errorShare !== undefined) changes.push(errorShare > 0 ? 'moreErrors' : 'fewerErrors');
  if (p95 !== undefined) changes.push(p95 > 0 ? 'slower' : 'faster');
  return {
    within: 'both',
    was: measuresOf(was),
    changes,
    rate: rateRatio(was, is),
    p50: durationRatio(was, is, 'p50'),
    p95,
    errorShare,
  };
}

/** What chance is reckoned with: a few calls that stand for many each say less than their number. */
function sizeOf({ calls, effectiveCalls }: MeasuredCalls): number {
  return effectiveCalls ?? calls;
}

/** Calls come by chance: of `n` their number is known to within a share of `1 / sqrt(n)`. */
function rateRatio(was: MeasuredCalls, is: MeasuredCalls): number | undefined {
  if (was.rate <= 0 || is.rate <= 0) return undefined;
  return beyondChance(Math.log(is.rate / was.rate), Math.sqrt(1 / sizeOf(was) + 1 / sizeOf(is)));
}

/** Two shares, with a success and a failure added to each (Agresti and Caffo), so that few calls say little. */
function errorPoints(was: MeasuredCalls, is: MeasuredCalls): number | undefined {
  const points = is.errorShare - was.errorShare;
  const smoothed = (one: MeasuredCalls): number => (one.errorShare * sizeOf(one) + 1) / (sizeOf(one) + 2);
  const variance = (one: MeasuredCalls): number => (smoothed(one) * (1 - smoothed(one))) / (sizeOf(one) + 2);
  const deviation = Math.sqrt(variance(was) + variance(is));
  const isClear = Math.abs(smoothed(is) - smoothed(was)) > DEVIATIONS * deviation;
  return isClear && Math.abs(points) >= LEAST_POINTS ? points : undefined;
}

/** What a percentile of `n` log-normal durations deviates by, for a spread of 1 and one call: sqrt(q (1 - q)) / density. */
const PERCENTILE_DEVIATION = { p50: 1.2533, p95: 2.1132 } as const;

function durationRatio(was: MeasuredCalls, is: MeasuredCalls, which: 'p50' | 'p95'): number | undefined {
  if (Math.min(sizeOf(was), sizeOf(is)) < LEAST_FOR_PERCENTILES) return undefined;
  const [old, now] = [Number(was[which]), Number(is[which])];
  if (old <= 0 || now <= 0) return undefined;
  const spread = Math.max(spreadOf(was), spreadOf(is));
  const deviation = PERCENTILE_DEVIATION[which] * spread * Math.sqrt(1 / sizeOf(was) + 1 / sizeOf(is));
  return beyondChance(Math.log(now / old), deviation);
}

/** How far durations lie apart, as the standard deviation of their logarithm; told by the wider part of the upper half. */
function spreadOf({ p50, p95, p99 }: MeasuredCalls): number {
  const apart = (a: string, b: string): number => Math.log(Math.max(Number(b), 1) / Math.max(Number(a), 1));
  return Math.max(apart(p50, p95) / 1.6449, apart(p95, p99) / (2.3263 - 1.6449));
}

function beyondChance(logarithm: number, deviation: number): number | undefined {
  return Math.abs(logarithm) >= Math.max(Math.log(LEAST_RATIO), DEVIATIONS * deviation) ? logarithm : undefined;
}
