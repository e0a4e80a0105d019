// An answer that replaces one on screen is drawn in another frame than the one in which it was read.
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** In a hidden page there are no frames. */
const HIDDEN_MS = 100;

/** Gives back `answer` in the next frame; the first one of a query at once. */
export async function inOwnFrame<T>(client: QueryClient, queryKey: QueryKey, answer: T): Promise<T> {
  if (client.getQueryData(queryKey) === undefined) return answer;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, HIDDEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  return answer;
}
