// What a picture of the gallery is drawn from, read when its turn comes.
import { type FetchQueryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { DiagramTheme } from '@spanloom/diagrams';
import type { FilterQuery } from '../../../api/queries.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import type { DiagramsUrl } from '../diagrams-url.ts';

export interface Thumbnail {
  /** Mermaid text. */
  readonly text: string;
  readonly about: About;
  /** What of the address opens it, besides its kind. */
  readonly url: Partial<DiagramsUrl>;
  /** What the server took to answer. */
  readonly elapsedMs: number;
}

/** What it was drawn from, for the line below its title. */
export type About =
  | { readonly of: 'calls'; readonly nodes: number }
  | { readonly of: 'trace'; readonly name: string; readonly spans: number }
  | { readonly of: 'server' | 'window' | 'example'; readonly parts: number };

/** The window has nothing that such a diagram shows. */
export const MISSING = 'missing';

/** Of which traces, and how. */
export interface ThumbnailSubject {
  readonly range: TimeRange;
  readonly filter: FilterQuery;
  readonly theme: DiagramTheme;
  readonly language: DiagramLanguage;
}

export interface ThumbnailContext extends ThumbnailSubject {
  readonly fetch: ThumbnailFetch;
}

export type ThumbnailFetch = <T, K extends QueryKey>(options: FetchQueryOptions<T, Error, T, K>) => Promise<T>;

export type ReadThumbnail = (context: ThumbnailContext) => Promise<Thumbnail | typeof MISSING>;

/** A window that takes longer is left to the diagram's own page. */
const READ_LIMIT_MS = 8_000;
/** An answer of that age is fresh enough for a thumbnail. */
const FRESH_MS = 30_000;

/** Reads through the cache of the pages, so that a diagram that is opened is there at once. */
export function thumbnailFetch(client: QueryClient): ThumbnailFetch {
  return async (options) => {
    const limit = setTimeout(
      () => void client.cancelQueries({ queryKey: options.queryKey, exact: true }),
      READ_LIMIT_MS,
    );
    try {
      return await client.fetchQuery({ ...options, staleTime: FRESH_MS });
    } finally {
      clearTimeout(limit);
    }
  };
}
