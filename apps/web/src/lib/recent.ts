// What was looked at lately, kept in this browser alone: time ranges, searches, traces. Newest first, as one JSON value.
import { z } from '@spanloom/api-schema';

const STORAGE_KEY = 'spanloom.recent';
const KEPT = 8;
/** They are told one by one in the history of Search. */
const SEARCHES_KEPT = 20;

const recentSchema = z.object({
  version: z.literal(1),
  /** As `rangeKey` writes them. */
  ranges: z.array(z.string()),
  /** Query strings of the search page, without time. */
  searches: z.array(z.string()),
  traces: z.array(z.object({ traceId: z.string(), label: z.string() })),
});
export type Recent = z.infer<typeof recentSchema>;

const NOTHING: Recent = { version: 1, ranges: [], searches: [], traces: [] };

export type RecentItem =
  | { readonly kind: 'range' | 'search'; readonly text: string }
  | { readonly kind: 'trace'; readonly traceId: string; readonly label: string };

/** What is stored; nothing when it was not written by this version. */
export function readRecent(storage: Pick<Storage, 'getItem'>): Recent {
  const parsed = recentSchema.safeParse(parseJson(storage.getItem(STORAGE_KEY) ?? 'null'));
  return parsed.success ? parsed.data : NOTHING;
}

/** Puts an item first and returns what is now stored; the same value when it stood first already. */
export function rememberRecent(storage: Pick<Storage, 'getItem' | 'setItem'>, item: RecentItem): Recent {
  const before = readRecent(storage);
  const next = withItem(before, item);
  if (JSON.stringify(next) === JSON.stringify(before)) return before;
  storage.setItem(STORAGE_KEY, JSON.stringify(next));
  return next;
}

/** Forgets the searches, and returns what is still stored. */
export function forgetSearches(storage: Pick<Storage, 'getItem' | 'setItem'>): Recent {
  const next: Recent = { ...readRecent(storage), searches: [] };
  storage.setItem(STORAGE_KEY, JSON.stringify(next));
  return next;
}

function withItem(recent: Recent, item: RecentItem): Recent {
  if (item.kind === 'trace') {
    const trace = { traceId: item.traceId, label: item.label };
    return { ...recent, traces: firstOf(trace, recent.traces, ({ traceId }) => traceId, KEPT) };
  }
  return item.kind === 'range'
    ? { ...recent, ranges: firstOf(item.text, recent.ranges, (text) => text, KEPT) }
    : { ...recent, searches: firstOf(item.text, recent.searches, (text) => text, SEARCHES_KEPT) };
}

function firstOf<T>(item: T, items: readonly T[], idOf: (item: T) => string, kept: number): T[] {
  return [item, ...items.filter((other) => idOf(other) !== idOf(item))].slice(0, kept);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: someone else's value under our key. The schema refuses undefined, so nothing is remembered.
    return undefined;
  }
}
