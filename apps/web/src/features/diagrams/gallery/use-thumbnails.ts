// What the pictures of the gallery are drawn from: read one after the other, renewed slowly.
import { isCancelledError, type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rangeKey } from '../../../lib/time-range.ts';
import type { Sight } from '../kinds.tsx';
import { MISSING, type Thumbnail, thumbnailFetch, type ThumbnailSubject } from './thumbnail-source.ts';
import { createTurns, type InTurn } from './turns.ts';

const RENEWED_MS = 60_000;

/** What is known of a sight by now. */
export interface ReadSight {
  readonly sight: Sight;
  /** undefined: not read yet, or it could not be. */
  readonly thumbnail: Thumbnail | undefined;
  /** The window has nothing for it. */
  readonly missing: boolean;
  readonly error: Error | null;
  /** Reading took too long for a thumbnail. */
  readonly slow: boolean;
  /** Unix milliseconds of the last answer, of the last failure; 0 for never. */
  readonly updatedAt: number;
  readonly failedAt: number;
  readonly fetching: boolean;
  readonly retry: () => void;
}

export function useThumbnails(sights: readonly Sight[], subject: ThumbnailSubject): readonly ReadSight[] {
  const client = useQueryClient();
  const [inTurn] = useState(createTurns);
  const results = useQueries({ queries: sights.map((sight) => sightQuery(sight, subject, { client, inTurn })) });
  return sights.map((sight, place): ReadSight => {
    const {
      data,
      error = null,
      dataUpdatedAt = 0,
      errorUpdatedAt = 0,
      isFetching = false,
      refetch,
    } = results[place] ?? {};
    return {
      sight,
      thumbnail: data === MISSING ? undefined : data,
      missing: data === MISSING,
      error,
      slow: isCancelledError(error),
      updatedAt: dataUpdatedAt,
      failedAt: errorUpdatedAt,
      fetching: isFetching,
      retry: () => void refetch?.(),
    };
  });
}

interface SightContext {
  readonly client: QueryClient;
  readonly inTurn: InTurn;
}

function sightQuery({ id, read }: Sight, subject: ThumbnailSubject, { client, inTurn }: SightContext) {
  const { range, filter, theme, language } = subject;
  return queryOptions({
    queryKey: ['thumbnail', id, rangeKey(range), filter, theme, language] as const,
    queryFn: ({ signal }) => inTurn(signal, () => read({ ...subject, fetch: thumbnailFetch(client) })),
    // What is missing comes back when one comes back: nothing that is seen moves for it.
    refetchInterval: ({ state }) => range.kind === 'relative' && state.data !== MISSING && RENEWED_MS,
  });
}
