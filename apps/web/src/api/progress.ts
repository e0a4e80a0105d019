// How far a running query has read, kept beside it in the query cache, so that any part of a page can show it.
import { type QueryClient, type QueryKey, useQuery } from '@tanstack/react-query';
import type { Progress } from './client.ts';

const NOTHING_YET: Progress = { share: 0, matched: 0 };

function progressKey(queryKey: QueryKey): QueryKey {
  return ['progress', queryKey];
}

/** For query functions: the `onProgress` of one run. */
export function progressSink(client: QueryClient, queryKey: QueryKey): (progress: Progress) => void {
  client.setQueryData(progressKey(queryKey), NOTHING_YET);
  return (progress) => client.setQueryData(progressKey(queryKey), progress);
}

export function useProgress(queryKey: QueryKey): Progress {
  const { data } = useQuery<Progress>({
    queryKey: progressKey(queryKey),
    queryFn: () => NOTHING_YET,
    enabled: false,
    initialData: NOTHING_YET,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
