// Traces that a server began while another trace ran: where a context that was lost may have gone on.
import type { ApiTrace, LoneServer } from '@spanloom/diagrams';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchQuery } from '../../../api/queries.ts';

/** Of more traces at the same time the newest are looked at. */
const LOOKED_AT = 200;

/** undefined while they are read, and when they cannot be: nothing depends on them but what is suspected. */
export function useLoneServers(trace: ApiTrace | undefined): readonly LoneServer[] | undefined {
  const spans = trace?.spans ?? [];
  const starts = spans.map(({ start }) => BigInt(start));
  const start = starts.reduce((least, time) => (time < least ? time : least), starts[0] ?? 0n);
  const end = spans.reduce((most, span) => (BigInt(span.end) > most ? BigInt(span.end) : most), start + 1n);
  const { data } = useInfiniteQuery({
    ...searchQuery({ kind: 'server', start: String(start), end: String(end), sort: 'newest', limit: LOOKED_AT }),
    enabled: spans.length > 0,
  });
  const traceId = trace?.traceId;
  return useMemo(
    () =>
      data?.pages[0]?.traces.flatMap((found): LoneServer[] =>
        found.traceId === traceId || found.root?.kind !== 'server'
          ? []
          : [{ traceId: found.traceId, service: found.root.service.name, start: BigInt(found.start) }],
      ),
    [data, traceId],
  );
}
