// The one TanStack Query client of the page.
import { QueryClient } from '@tanstack/react-query';

/**
 * Nothing is asked again behind the reader's back: pages refetch on purpose, and show an unreachable server with their own
 * countdown. `always`: the server is often on this machine, reachable without a network.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    },
  });
}
