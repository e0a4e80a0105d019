// The traces that come after those of a list: page by page, as of the same moment as the list, up to a number.
import { searchResponse, type TraceSummary } from '@spanloom/api-schema';
import { getJson } from './client.ts';
import type { SearchQuery } from './queries.ts';

/** Small enough that a cancel is soon obeyed and progress is seen, large enough that few requests are needed. */
const PAGE_SIZE = 500;

export interface FurtherTraces {
  readonly traces: readonly TraceSummary[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/** `cursor`: where the list ends; undefined when there is nothing after it. `onRead` is told how many have come so far. */
export async function readFurtherTraces(
  parameters: Omit<SearchQuery, 'limit'>,
  cursor: string | undefined,
  count: number,
  signal: AbortSignal,
  onRead: (read: number) => void,
): Promise<FurtherTraces> {
  const traces: TraceSummary[] = [];
  let next = cursor;
  while (next !== undefined && traces.length < count) {
    const limit = Math.min(PAGE_SIZE, count - traces.length);
    const page = await getJson('search', { ...parameters, limit, cursor: next }, searchResponse, signal);
    traces.push(...page.traces);
    next = page.nextCursor;
    onRead(traces.length);
  }
  return { traces, more: next !== undefined };
}
