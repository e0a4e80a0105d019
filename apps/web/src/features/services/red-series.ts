// Rate, errors and durations over time of the part that is selected.
import type { RedResponse, RedRow } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { liveRedQuery } from '../../api/live-queries.ts';
import type { GraphQuery } from '../../api/queries.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import type { Selection } from '../../ui/selection.ts';

type Values = readonly (number | undefined)[];

/** One value for each bucket of the window; durations in nanoseconds. */
export interface RedSeries {
  readonly rate: Values;
  readonly errors: Values;
  readonly p50: Values;
  readonly p95: Values;
}

export interface SeriesState {
  /** undefined while it is read. */
  readonly series: RedSeries | undefined;
  readonly error: Error | null;
}

export function useRedSeries(selection: Selection, range: TimeRange, view: GraphQuery): SeriesState {
  const byNode = selection.kind === 'node';
  const { data, error } = useQuery(
    liveRedQuery(byNode ? 'node' : 'edge', byNode ? selection.id : selection.server, range, view),
  );
  const series = useMemo(() => data && redSeries(data.red, selection), [data, selection]);
  return { series, error };
}

/** A part that is in no row had no calls. */
export function redSeries(red: RedResponse, selection: Selection): RedSeries {
  const row = red.rows.find((candidate) => isOf(candidate, selection));
  const places = new Map(row?.series.bucket.map((bucket, place) => [bucket, place]));
  const spread = <T>(column: readonly T[] | undefined): (T | undefined)[] =>
    Array.from({ length: red.buckets }, (_, bucket) => column?.[places.get(bucket) ?? -1]);
  const numbers = (column: readonly string[] | undefined): Values =>
    spread(column).map((text) => (text === undefined ? undefined : Number(text)));
  return {
    // Without calls the rate is known: it is 0. Shares and durations of nothing are not.
    rate: spread(row?.series.rate).map((rate) => rate ?? 0),
    errors: spread(row?.series.errorShare),
    p50: numbers(row?.series.p50),
    p95: numbers(row?.series.p95),
  };
}

function isOf({ subject }: RedRow, selection: Selection): boolean {
  if (selection.kind === 'node') return subject.kind === 'node' && subject.node.id === selection.id;
  return subject.kind === 'edge' && subject.client === selection.client && subject.server === selection.server;
}
