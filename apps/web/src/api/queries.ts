// One factory of TanStack Query options for each endpoint. Keys hold strings only: a bigint in a key throws.
import type { SplitBy } from '@spanloom/analysis';
import {
  attributeKeysResponse,
  attributeValuesResponse,
  type EdgesResponse,
  edgesResponse,
  type FilterParameters,
  type HistogramParameters,
  histogramResponse,
  knocksResponse,
  operationsResponse,
  type SearchParameters,
  searchResponse,
  servicesResponse,
  spanSearchResponse,
  statusResponse,
  traceOutlineResponse,
  traceResponse,
} from '@spanloom/api-schema';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Against, windowAgainst, writeAgainst } from '../lib/against.ts';
import { untilPictureRests } from '../lib/picture-moves.ts';
import { nanosOfMillis, rangeKey, resolveTimeRange, type TimeRange, type TimeWindow } from '../lib/time-range.ts';
import { ApiError, getJson, getWithProgress } from './client.ts';
import { inOwnFrame } from './own-frame.ts';
import { progressSink } from './progress.ts';

const COMPLETION_STALE_MS = 10_000;

/** A filter as a URL holds it: a kind or status that does not exist is refused by the server, in its words. */
export type FilterQuery = Omit<FilterParameters, 'kind' | 'status'> & {
  readonly kind?: string;
  readonly status?: string;
};

/** A filter, and what splits the services of its graph. */
export type GraphQuery = FilterQuery & { readonly split?: SplitBy };
export type SearchQuery = FilterQuery & Pick<SearchParameters, 'limit'> & { readonly sort?: string };
export type HistogramQuery = FilterQuery & Pick<HistogramParameters, 'start' | 'end' | 'buckets' | 'asOf'>;

/** Answers that hold as of a moment are kept while one looks at a trace and comes back. */
const ANSWER_KEPT_MS = 30 * 60_000;

/** Pages of trace summaries; later pages answer as of the first. */
export function searchQuery(parameters: SearchQuery) {
  const queryKey = ['search', parameters] as const;
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, client, pageParam }) =>
      getWithProgress(
        'search',
        { ...parameters, cursor: pageParam },
        searchResponse,
        signal,
        progressSink(client, queryKey),
      ),
    getNextPageParam: (page) => page.nextCursor,
    // A page is as of its commit: it does not go stale, it is asked again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: ANSWER_KEPT_MS,
  });
}

/** Pages of spans; later pages answer as of the first. */
export function spanSearchQuery(parameters: SearchQuery) {
  const queryKey = ['search', 'spans', parameters] as const;
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, client, pageParam }) =>
      getWithProgress(
        'search/spans',
        { ...parameters, cursor: pageParam },
        spanSearchResponse,
        signal,
        progressSink(client, queryKey),
      ),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: ANSWER_KEPT_MS,
  });
}

/** Counts over time and exact totals. */
export function histogramQuery(parameters: HistogramQuery) {
  const queryKey = ['histogram', parameters] as const;
  return queryOptions({
    queryKey,
    queryFn: ({ signal, client }) =>
      getWithProgress('search/histogram', parameters, histogramResponse, signal, progressSink(client, queryKey)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: ANSWER_KEPT_MS,
  });
}

/** Values of a live picture are asked for this often... */
const LIVE_MS = 2000;
/** ...but a window that takes long to read is left in peace several times as long, or it would be read all the time. */
const REST_PER_READING = 5;
/** After a refusal. A server that is away is asked again by the banner that says so. */
const REFUSED_MS = 10_000;

/** When a live picture asks again, ms: `elapsedMs` is what the last reading took. False: not by itself. */
export function liveInterval(error: Error | null, elapsedMs: number, leastMs = LIVE_MS): number | false {
  if (error instanceof ApiError) return error.failure.kind === 'unreachable' ? false : REFUSED_MS;
  return Math.max(leastMs, elapsedMs * REST_PER_READING);
}

/** What is on screen of a fixed time, or was a moment ago, is not read again. */
export const FIXED_KEPT_MS = 10_000;

/** Service graph as of the moment it was asked for. */
export interface LiveEdges {
  readonly window: TimeWindow;
  readonly graph: EdgesResponse;
}

/**
 * The service graph of a time range, or of a search in it. A relative range follows the clock: its window is resolved at
 * each asking, which is why the window is in the answer and not in the key. `against`: of the time that it is compared with.
 */
export function liveEdgesQuery(filter: GraphQuery, range: TimeRange, against?: Against) {
  const queryKey = ['edges', filter, rangeKey(range), against === undefined ? '' : writeAgainst(against)] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<LiveEdges> => {
      await untilPictureRests(signal);
      const shown = resolveTimeRange(range, nanosOfMillis(Date.now()));
      const window = against === undefined ? shown : windowAgainst(shown, against);
      const parameters = { ...filter, start: String(window.start), end: String(window.end) };
      const progress = progressSink(client, queryKey);
      const graph = await getWithProgress('edges', parameters, edgesResponse, signal, progress, untilPictureRests);
      return inOwnFrame(client, queryKey, { window, graph });
    },
    staleTime: range.kind === 'absolute' ? FIXED_KEPT_MS : 0,
    refetchInterval: ({ state }) =>
      range.kind === 'relative' && liveInterval(state.error, state.data?.graph.cost.elapsedMs ?? 0),
  });
}

/** What a waterfall draws of one trace. `traceId`: 32 hex digits of any case; others are refused by the server. */
export function traceOutlineQuery(traceId: string) {
  return queryOptions({
    queryKey: ['trace', traceId.toLowerCase()] as const,
    queryFn: async ({ signal }) => {
      const path = `traces/${encodeURIComponent(traceId)}/outline`;
      const { cost, ...outline } = await getJson(path, {}, traceOutlineResponse, signal);
      // Apart, so that an answer that differs in its cost alone is the same outline.
      return { outline, cost };
    },
  });
}

/** All that is known of one trace, as it is now. */
export function fullTraceQuery(traceId: string) {
  return queryOptions({
    queryKey: ['trace', traceId.toLowerCase(), 'full'] as const,
    queryFn: async ({ signal }) => {
      const { cost, ...trace } = await getJson(`traces/${encodeURIComponent(traceId)}`, {}, traceResponse, signal);
      // Apart, so that an answer that differs in its cost alone is the same trace.
      return { trace, cost };
    },
  });
}

/** All that is known of one trace, while it has so many spans. */
export function wholeTraceQuery(traceId: string, spans: number) {
  return queryOptions({
    queryKey: ['trace', traceId.toLowerCase(), 'whole', spans] as const,
    queryFn: ({ signal }) => getJson(`traces/${encodeURIComponent(traceId)}`, {}, traceResponse, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** All that is known of the spans that have one id: one, or those that are in conflict. */
export function spanQuery(traceId: string, spanId: string) {
  return queryOptions({
    queryKey: ['trace', traceId.toLowerCase(), 'span', spanId] as const,
    queryFn: ({ signal }) => getJson(`traces/${encodeURIComponent(traceId)}`, { span: spanId }, traceResponse, signal),
  });
}

/** Version, listeners, what is stored, what comes in. */
export function statusQuery() {
  return queryOptions({
    queryKey: ['status'] as const,
    queryFn: ({ signal }) => getJson('status', {}, statusResponse, signal),
  });
}

/** The last requests that came to the OTLP ports, newest first. */
export function knocksQuery() {
  return queryOptions({
    queryKey: ['knocks'] as const,
    queryFn: ({ signal }) => getJson('knocks', {}, knocksResponse, signal),
  });
}

/** Services with spans in a window; all of them when it is left out. */
export function servicesQuery(window?: { readonly start: string; readonly end: string }) {
  return queryOptions({
    queryKey: ['services', window ?? 'ever'] as const,
    queryFn: ({ signal }) => getJson('services', { start: window?.start, end: window?.end }, servicesResponse, signal),
    staleTime: COMPLETION_STALE_MS,
  });
}

/** Completion of operation names. */
export function operationsQuery(parameters: { readonly service?: string; readonly prefix: string }) {
  return queryOptions({
    queryKey: ['operations', parameters] as const,
    queryFn: ({ signal }) => getJson('operations', parameters, operationsResponse, signal),
    placeholderData: (before, query) => (differsInPrefix(query?.queryKey[1], parameters) ? before : undefined),
    staleTime: COMPLETION_STALE_MS,
  });
}

/** Completion of attribute keys. */
export function attributeKeysQuery(parameters: { readonly prefix: string }) {
  return queryOptions({
    queryKey: ['attribute-keys', parameters] as const,
    queryFn: ({ signal }) => getJson('attributes/keys', parameters, attributeKeysResponse, signal),
    placeholderData: (before, query) => (differsInPrefix(query?.queryKey[1], parameters) ? before : undefined),
    staleTime: COMPLETION_STALE_MS,
  });
}

/** Completion of the values of one attribute. */
export function attributeValuesQuery(parameters: {
  readonly key: string;
  readonly scope?: 'span' | 'resource';
  readonly prefix: string;
}) {
  return queryOptions({
    queryKey: ['attribute-values', parameters] as const,
    queryFn: ({ signal }) => getJson('attributes/values', parameters, attributeValuesResponse, signal),
    placeholderData: (before, query) => (differsInPrefix(query?.queryKey[1], parameters) ? before : undefined),
    staleTime: COMPLETION_STALE_MS,
  });
}

/** The answer to another prefix stands in until this one is there; the answer to another question never does. */
function differsInPrefix(one: object | undefined, other: object): boolean {
  return JSON.stringify({ ...one, prefix: '' }) === JSON.stringify({ ...other, prefix: '' });
}
