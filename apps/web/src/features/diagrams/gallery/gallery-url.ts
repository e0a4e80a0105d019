// The address of the gallery with a filter.
import type { FilterUrl } from '../../../lib/filter-url.ts';
import { isFiltered, writeFilter } from '../diagrams-filter.ts';
import { ALL_FAMILIES, type DiagramsUrl } from '../diagrams-url.ts';

/** What to write over the address; `family` undefined: all sections. */
export function galleryUrl(filter: FilterUrl, family?: string): Partial<DiagramsUrl> {
  return { ...writeFilter(filter), family: family ?? (isFiltered(filter) ? ALL_FAMILIES : undefined) };
}

/** The section that an address names; undefined: all of them. */
export function sectionOf({ family }: Pick<DiagramsUrl, 'family'>): string | undefined {
  return family === ALL_FAMILIES ? undefined : family;
}
