// Trace: one trace as a waterfall. This file asks for it and shows what there is to show until it is here, or when it is not.
import type { TraceResponse } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { traceQuery } from '../../api/queries.ts';
import { nanosOfMillis } from '../../lib/time-range.ts';
import { isUnreachable, UnreachableBanner } from '../../ui/states.tsx';
import { isArriving } from './arriving.ts';
import { buildTraceModel, type TraceModel } from './trace-model.ts';
import { LoadingTrace, TraceProblem } from './trace-states.tsx';
import type { TraceUrl } from './trace-url.ts';
import { TraceView } from './trace-view.tsx';
import styles from './trace-page.module.css';

const route = getRouteApi('/trace/$traceId');
const REFETCH_MS = 2000;

export function TracePage() {
  const { traceId } = route.useParams();
  const url = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery({
    ...traceQuery(traceId),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.error === null && isArriving(state.data, nanosOfMillis(Date.now()))
        ? REFETCH_MS
        : false,
  });
  const { data, error, isFetching, errorUpdatedAt, refetch } = query;
  const model = useModel(data, url);
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
          content={data}
        />
      ) : error === null ? (
        <LoadingTrace traceId={traceId} />
      ) : (
        <TraceProblem traceId={traceId} error={error} onRetry={retry} />
      )}
    </div>
  );
}

/** Built again only when the spans differ: an answer that differs in its cost alone changes nothing on the page. */
function useModel(data: TraceResponse | undefined, { similar, skew }: TraceUrl): TraceModel | undefined {
  const { traceId, resources, scopes, spans } = data ?? {};
  return useMemo(
    () =>
      traceId === undefined || resources === undefined || scopes === undefined || spans === undefined
        ? undefined
        : buildTraceModel(
            { traceId, resources, scopes, spans },
            { foldSimilar: similar !== 'open', correctSkew: skew !== 'raw' },
          ),
    [traceId, resources, scopes, spans, similar, skew],
  );
}
