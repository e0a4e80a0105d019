// Trace: one trace as a waterfall. This file asks for it and shows what there is to show until it is here, or when it is not.
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { traceOutlineQuery } from '../../api/queries.ts';
import { ARRIVING_REFETCH_MS } from '../../lib/arriving.ts';
import { nanosOfMillis } from '../../lib/time-range.ts';
import { isUnreachable, UnreachableBanner } from '../../ui/states.tsx';
import { isArriving } from './arriving.ts';
import { buildTraceModel, type TraceModel } from './trace-model.ts';
import { LoadingTrace, TraceProblem } from './trace-states.tsx';
import type { TraceUrl } from './trace-url.ts';
import { TraceView } from './trace-view.tsx';
import type { TraceOutline } from './view-span.ts';
import styles from './trace-page.module.css';

const route = getRouteApi('/trace/$traceId');

export function TracePage() {
  const { traceId } = route.useParams();
  const url = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery({
    ...traceOutlineQuery(traceId),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.error === null && isArriving(state.data.outline, nanosOfMillis(Date.now()))
        ? ARRIVING_REFETCH_MS
        : false,
  });
  const { data, error, isFetching, errorUpdatedAt, refetch } = query;
  const model = useModel(data?.outline, url);
  const onUrl = useCallback(
    (change: Partial<TraceUrl>) =>
      void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), state: true, replace: true }),
    [navigate],
  );
  const retry = useCallback(() => void refetch(), [refetch]);
  return (
    <div className={styles.page}>
      {isUnreachable(error) && <UnreachableBanner failedAt={errorUpdatedAt} retrying={isFetching} onRetry={retry} />}
      {model !== undefined && data !== undefined ? (
        // A link inside a trace can lead to another one: nothing of the first may stay.
        <TraceView
          key={model.traceId}
          model={model}
          url={url}
          onUrl={onUrl}
          elapsedMs={data.cost.elapsedMs}
          outline={data.outline}
        />
      ) : error === null ? (
        <LoadingTrace traceId={traceId} />
      ) : (
        <TraceProblem traceId={traceId} error={error} onRetry={retry} />
      )}
    </div>
  );
}

/** Built again only when the spans differ, or the way of looking at them. */
function useModel(outline: TraceOutline | undefined, { similar, skew }: TraceUrl): TraceModel | undefined {
  return useMemo(
    () =>
      outline === undefined
        ? undefined
        : buildTraceModel(outline, { foldSimilar: similar !== 'open', correctSkew: skew !== 'raw' }),
    [outline, similar, skew],
  );
}
