// Addresses of the result list with a row in focus: where a trace leads back to.
import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { stringifySearch } from '../../lib/search-params.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Scroll offset of the result list, px, when a trace was opened from it. */
    readonly listOffset?: number;
  }
}

/** Address of this list with the given row in focus. */
export function useResultsHref(traceId: string): string {
  return useLocation({ select: (location) => hrefWithFocus(location, traceId) });
}

/** Writes focus and scroll offset into the current history entry, so that going back finds the same place. */
export function useRememberPlace(): (traceId: string, offset: number) => void {
  const router = useRouter();
  return useCallback(
    (traceId, offset) => {
      const { location } = router.state;
      router.history.replace(hrefWithFocus(location, traceId), { ...location.state, listOffset: offset });
      // Otherwise the coming push would take the place of this write.
      router.history.flush();
    },
    [router],
  );
}

function hrefWithFocus(location: { readonly pathname: string; readonly search: object }, traceId: string): string {
  return location.pathname + stringifySearch({ ...location.search, focus: traceId });
}
