// Where the parts of a sequence lead: to their span in the trace.
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';

export interface SpanLinks {
  readonly hrefOf: (spanId: string) => string;
}

export function useSpanLinks(traceId: string): SpanLinks {
  const router = useRouter();
  const { range, from, to } = useTimeRangeUrl();
  return useMemo(
    () => ({
      hrefOf: (span) =>
        router.buildLocation({ to: '/trace/$traceId', params: { traceId }, search: { range, from, to, span } }).href,
    }),
    [router, traceId, range, from, to],
  );
}
