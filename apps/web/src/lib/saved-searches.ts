// Searches that were saved under a name, kept in this browser alone as one JSON value. The name tells one from another.
import { z } from '@spanloom/api-schema';

export const SAVED_SEARCHES_KEY = 'spanloom.saved-searches';
export const SAVED_SEARCHES_KEPT = 100;
export const NAME_LENGTH = 80;

const savedSearchesSchema = z.object({
  version: z.literal(1),
  searches: z.array(
    z.object({ name: z.string(), /** Query string of the search page, without time. */ text: z.string() }),
  ),
});

export type SavedSearches = readonly SavedSearch[];
export interface SavedSearch {
  readonly name: string;
  readonly text: string;
}

/** What is stored; nothing when it was not written by this version. */
export function readSavedSearches(storage: Pick<Storage, 'getItem'>): SavedSearches {
  const parsed = savedSearchesSchema.safeParse(parseJson(storage.getItem(SAVED_SEARCHES_KEY) ?? 'null'));
  return parsed.success ? parsed.data.searches : [];
}

/** Changes what is stored, also by another tab since it was last read, and returns it. */
export function updateSavedSearches(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  change: (before: SavedSearches) => SavedSearches,
): SavedSearches {
  const searches = change(readSavedSearches(storage));
  storage.setItem(SAVED_SEARCHES_KEY, JSON.stringify({ version: 1, searches }));
  return searches;
}

/** With one more, in the first place; one of the same name is replaced where it stands. */
export function withSaved(before: SavedSearches, search: SavedSearch): SavedSearches {
  if (!before.some(({ name }) => name === search.name)) return [search, ...before].slice(0, SAVED_SEARCHES_KEPT);
  return before.map((other) => (other.name === search.name ? search : other));
}

/** Under another name; unchanged when another search has it. */
export function withRenamed(before: SavedSearches, from: string, to: string): SavedSearches {
  if (before.some(({ name }) => name === to)) return before;
  return before.map((search) => (search.name === from ? { ...search, name: to } : search));
}

export function withoutSaved(before: SavedSearches, name: string): SavedSearches {
  return before.filter((search) => search.name !== name);
}

/** One that was removed, at its place again; unchanged when another has its name meanwhile. */
export function withRestored(before: SavedSearches, search: SavedSearch, index: number): SavedSearches {
  return before.some(({ name }) => name === search.name) ? before : before.toSpliced(index, 0, search);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: someone else's value under our key. The schema refuses undefined, so nothing is saved.
    return undefined;
  }
}
