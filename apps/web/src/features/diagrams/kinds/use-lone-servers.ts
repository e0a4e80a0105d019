// Traces that a server began while another trace ran: where a context that was lost may have gone on.
import { type ApiTrace, type LoneServer, loneServers, loneServerSearch } from '@spanloom/diagrams';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchQuery } from '../../../api/queries.ts';

/** undefined while they are read, and when they cannot be: nothing depends on them but what is suspected. */
export function useLoneServers(trace: ApiTrace | undefined): readonly LoneServer[] | undefined {
  const spans = trace?.spans ?? [];
  const { data } = useInfiniteQuery({ ...searchQuery(loneServerSearch({ spans })), enabled: spans.length > 0 });
  const traceId = trace?.traceId ?? '';
  return useMemo(() => {
    const [page] = data?.pages ?? [];
    return page === undefined ? undefined : loneServers(page.traces, traceId);
  }, [data, traceId]);
}
