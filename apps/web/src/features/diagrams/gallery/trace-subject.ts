// Which trace the gallery shows a kind of diagram with.
import { searchResponse, type TraceSummary } from '@spanloom/api-schema';
import { queryOptions } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { FilterQuery } from '../../../api/queries.ts';
import { nanosOfMillis, rangeKey, resolveTimeRange, type TimeRange } from '../../../lib/time-range.ts';

const LOOKED_AT = 50;
/** A larger trace takes long to draw, and of its picture only a corner would be seen. */
const READABLE_SPANS = 150;

/** The newest traces of the range that match. */
export function newestTracesQuery(filter: FilterQuery, range: TimeRange) {
  return queryOptions({
    queryKey: ['newest-traces', filter, rangeKey(range)] as const,
    queryFn: ({ signal }) => {
      const window = resolveTimeRange(range, nanosOfMillis(Date.now()));
      const time = { start: String(window.start), end: String(window.end) };
      return getJson('search', { ...filter, ...time, sort: 'newest', limit: LOOKED_AT }, searchResponse, signal);
    },
  });
}

/** `most services`: shows the most; `fewest spans`: shows at once what was searched for. */
export type Preference = 'most services' | 'fewest spans';

/** Complete and small enough to be read if there is such a one; of those what is preferred; of those the newest. */
export function chooseTrace(newestFirst: readonly TraceSummary[], preference: Preference): TraceSummary | undefined {
  const readable = newestFirst.filter(({ spans }) => spans <= READABLE_SPANS);
  const complete = readable.filter((trace) => trace.complete);
  const candidates = [complete, readable, newestFirst].find((traces) => traces.length > 0) ?? [];
  const worth = ({ services, spans }: TraceSummary): number =>
    preference === 'most services' ? services.length : -spans;
  return candidates.reduce<TraceSummary | undefined>(
    (best, trace) => (best !== undefined && worth(best) >= worth(trace) ? best : trace),
    undefined,
  );
}
