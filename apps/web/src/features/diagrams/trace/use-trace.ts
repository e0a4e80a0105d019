// The trace that a diagram is drawn from, read again while it may still arrive.
import type { ApiTrace } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fullTraceQuery } from '../../../api/queries.ts';
import { ARRIVING_REFETCH_MS, mayStillArrive } from '../../../lib/arriving.ts';
import { nanosOfMillis } from '../../../lib/time-range.ts';

export interface ReadTrace {
  readonly trace: ApiTrace;
  /** More of the trace may come, and is asked for. */
  readonly arriving: boolean;
}

export interface TraceReading {
  readonly read: ReadTrace | undefined;
  readonly elapsedMs: number | undefined;
  readonly error: Error | null;
  readonly failedAt: number;
  readonly fetching: boolean;
  readonly retry: () => void;
}

/** `traceId` undefined: nothing is read. */
export function useTrace(traceId: string | undefined): TraceReading {
  const query = useQuery({
    ...fullTraceQuery(traceId ?? ''),
    enabled: traceId !== undefined,
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.error === null && isArriving(state.data.trace, Date.now())
        ? ARRIVING_REFETCH_MS
        : false,
  });
  const trace = query.data?.trace;
  const { dataUpdatedAt } = query;
  const read = useMemo(
    (): ReadTrace | undefined =>
      trace === undefined ? undefined : { trace, arriving: isArriving(trace, dataUpdatedAt) },
    [trace, dataUpdatedAt],
  );
  return {
    read,
    elapsedMs: query.data?.cost.elapsedMs,
    error: query.error,
    failedAt: query.errorUpdatedAt,
    fetching: query.isFetching,
    retry: () => void query.refetch(),
  };
}

/** `now`: unix milliseconds. */
function isArriving({ spans }: ApiTrace, now: number): boolean {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const parents = spans.map(({ parentSpanId }) => parentSpanId);
  const complete = parents.includes(undefined) && parents.every((parent) => parent === undefined || ids.has(parent));
  const ends = spans.map(({ start, end }) => BigInt(end === '0' ? start : end));
  const newestEnd = ends.reduce((newest, end) => (end > newest ? end : newest), 0n);
  return mayStillArrive({ newestEnd, complete }, nanosOfMillis(now));
}
