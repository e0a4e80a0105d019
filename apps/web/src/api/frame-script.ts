// The script that draws edited text in a frame of its own. It is large and the same for every text: read once.
import { queryOptions } from '@tanstack/react-query';

export function frameScriptQuery() {
  return queryOptions({
    queryKey: ['frame-script'] as const,
    queryFn: async ({ signal }) => {
      const response = await fetch('/edited-picture.js', { signal });
      if (!response.ok) throw new Error(`edited-picture.js: ${response.status}`);
      return await response.text();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
