// How far a running query has read, kept beside it in the query cache, so that any part of a page can show it.
import { type QueryClient, type QueryKey, useQuery } from '@tanstack/react-query';

function progressKey(queryKey: QueryKey): QueryKey {
  return ['progress', queryKey];
}

/** For query functions: the `onProgress` of one run. */
export function progressSink(client: QueryClient, queryKey: QueryKey): (share: number) => void {
  client.setQueryData(progressKey(queryKey), 0);
  return (share) => client.setQueryData(progressKey(queryKey), share);
}

/** Share of the window that the query has read, 0 .. 1. */
export function useProgress(queryKey: QueryKey): number {
  const { data } = useQuery<number>({
    queryKey: progressKey(queryKey),
    queryFn: () => 0,
    enabled: false,
    initialData: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
