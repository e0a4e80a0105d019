// What live mode asks, again and again: the histogram that moves on, and how many traces have come since a list was read.
import {
  type DiagramLanguage,
  deploysResponse,
  histogramResponse,
  type HistogramResponse,
  liveDiagramResponse,
  type RedParameters,
  redResponse,
  type RedResponse,
} from '@spanloom/api-schema';
import { queryOptions } from '@tanstack/react-query';
import { untilPictureRests } from '../lib/picture-moves.ts';
import {
  liveWindow,
  nanosOfMillis,
  rangeKey,
  resolveTimeRange,
  type TimeRange,
  type TimeWindow,
} from '../lib/time-range.ts';
import { getJson } from './client.ts';
import { inOwnFrame } from './own-frame.ts';
import { FIXED_KEPT_MS, type FilterQuery, type GraphQuery, histogramQuery, liveInterval } from './queries.ts';

export type RelativeRange = TimeRange & { readonly kind: 'relative' };

/** The histogram as of the moment it was asked for; its window moves bar by bar. */
export interface LiveHistogram {
  readonly window: TimeWindow;
  readonly histogram: HistogramResponse;
}

/** `bars`: how many the range has; one more is filling. Pauses while the tab is hidden. */
export function liveHistogramQuery(filter: FilterQuery, range: RelativeRange, bars: number) {
  return queryOptions({
    queryKey: ['live-histogram', filter, range.text, bars] as const,
    queryFn: async ({ signal }): Promise<LiveHistogram> => {
      const window = liveWindow(range, nanosOfMillis(Date.now()), bars);
      const parameters = { ...filter, start: String(window.start), end: String(window.end), buckets: bars + 1 };
      return { window, histogram: await getJson('search/histogram', parameters, histogramResponse, signal) };
    },
    refetchInterval: ({ state }) => liveInterval(state.error, state.data?.histogram.cost.elapsedMs ?? 0),
    refetchIntervalInBackground: false,
  });
}

/** A list as it was read: its window, and the commit as of which it answers. */
export interface ReadList {
  readonly start: string;
  readonly end: string;
  readonly watermark: number;
}

/** How many traces match now that did not when the list was read: two exact counts, one as of then and one as of now. */
export function newTracesQuery(filter: FilterQuery, { start, end, watermark }: ReadList) {
  return queryOptions({
    queryKey: ['new-traces', filter, start, end, watermark] as const,
    queryFn: async ({ signal, client }) => {
      const then = { ...filter, start, end, buckets: 1, asOf: watermark };
      const before = await client.fetchQuery(histogramQuery(then));
      const now = String(nanosOfMillis(Date.now()));
      const parameters = { ...filter, start, end: BigInt(now) > BigInt(end) ? now : end, buckets: 1 };
      const after = await getJson('search/histogram', parameters, histogramResponse, signal);
      // Traces that were deleted meanwhile are not negative news.
      return { count: Math.max(after.traces - before.traces, 0), elapsedMs: after.cost.elapsedMs };
    },
    refetchInterval: ({ state }) => liveInterval(state.error, state.data?.elapsedMs ?? 0),
    refetchIntervalInBackground: false,
  });
}

/** RED over time as of the moment it was asked for. */
export interface LiveRed {
  readonly window: TimeWindow;
  readonly red: RedResponse;
}

/**
 * Rate, errors and durations of a node, or of the calls from it and to it; of all there is when `node` is undefined. A relative
 * range follows the clock, at most once in `leastMs`.
 */
export function liveRedQuery(
  by: RedParameters['by'],
  node: string | undefined,
  range: TimeRange,
  filter: GraphQuery = {},
  leastMs?: number,
) {
  return queryOptions({
    queryKey: ['red', by, node ?? '', rangeKey(range), filter] as const,
    queryFn: async ({ signal }): Promise<LiveRed> => {
      await untilPictureRests(signal);
      const window = resolveTimeRange(range, nanosOfMillis(Date.now()));
      const time = { start: String(window.start), end: String(window.end) };
      const parameters = { ...filter, by, node, ...time, buckets: 60, limit: 1000 };
      return { window, red: await getJson('red', parameters, redResponse, signal, untilPictureRests) };
    },
    refetchInterval: ({ state }) =>
      range.kind === 'relative' && liveInterval(state.error, state.data?.red.cost.elapsedMs ?? 0, leastMs),
    refetchIntervalInBackground: false,
  });
}

/** When new versions of services first appeared, as of the moment it was asked for. Deploys are rare: it is asked seldom. */
export function deploysQuery(range: TimeRange) {
  return queryOptions({
    queryKey: ['deploys', rangeKey(range)] as const,
    queryFn: async ({ signal }) => {
      await untilPictureRests(signal);
      const { start, end } = resolveTimeRange(range, nanosOfMillis(Date.now()));
      return await getJson('deploys', { start: String(start), end: String(end) }, deploysResponse, signal);
    },
    refetchInterval: ({ state }) =>
      range.kind === 'relative' &&
      Math.max(DEPLOYS_MS, liveInterval(state.error, state.data?.cost.elapsedMs ?? 0) || 0),
    refetchIntervalInBackground: false,
  });
}

const DEPLOYS_MS = 15_000;

/** The model of a live diagram: of the window and filter, or of the server as it is now (`range` undefined). */
export function liveDiagramQuery(
  kind: string,
  filter: FilterQuery,
  range: TimeRange | undefined,
  language: DiagramLanguage,
) {
  const rangeKey = range === undefined ? 'now' : range.kind === 'relative' ? range.text : `${range.start}-${range.end}`;
  return queryOptions({
    queryKey: ['live-diagram', kind, filter, rangeKey, language] as const,
    queryFn: async ({ signal, client, queryKey }) => {
      await untilPictureRests(signal);
      const window = range && resolveTimeRange(range, nanosOfMillis(Date.now()));
      const time = window === undefined ? {} : { start: String(window.start), end: String(window.end) };
      const path = `diagrams/${kind}.json`;
      const parameters = { ...filter, ...time, language };
      const answer = await getJson(path, parameters, liveDiagramResponse, signal, untilPictureRests);
      const { cost, ...told } = answer;
      // Apart, so that an answer that differs in its cost alone is the same one.
      return inOwnFrame(client, queryKey, { told, cost });
    },
    staleTime: range?.kind === 'absolute' ? FIXED_KEPT_MS : 0,
    refetchInterval: ({ state }) =>
      range?.kind !== 'absolute' && liveInterval(state.error, state.data?.cost.elapsedMs ?? 0),
    refetchIntervalInBackground: false,
  });
}
