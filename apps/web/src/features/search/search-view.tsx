// Find traces by conditions on their spans. Everything that is asked for stands in the URL.
import type { FoundSpan, TraceSummary } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/queries.ts';
import { FootLine } from '../../ui/foot-line.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { useRecent } from '../../ui/recent.tsx';
import { isUnreachable, ProgressLine, UnreachableBanner } from '../../ui/states.tsx';
import { useNameText } from '../../ui/name.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { useOutage } from '../../ui/use-outage.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useLive, useSetTimeRange, useTimeRange, useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { modKey } from '../../lib/mod-key.ts';
import { nanosOfMillis, type TimeWindow, writeTimeRange } from '../../lib/time-range.ts';
import { withoutConditions } from '../../ui/filter/conditions.ts';
import { Histogram } from './histogram.tsx';
import { OrderLine } from './order-line.tsx';
import { QueryBox } from './query-box.tsx';
import { ResultList } from './result-list.tsx';
import { ResultsHeader } from './results-header.tsx';
import { ResultsTail } from './results-tail.tsx';
import { SearchFootFacts } from './search-foot-facts.tsx';
import { SpanList } from './span-list.tsx';
import { SearchState } from './search-state.tsx';
import { searchText } from './search-text.ts';
import type { SearchUrl } from './search-url.ts';
import { ToGetStarted } from './to-get-started.tsx';
import { useKeys } from './use-keys.ts';
import { useRememberPlace } from './use-results-href.ts';
import { useLastShown } from './use-last-shown.ts';
import { useLiveSearch } from './use-live-search.ts';
import { useSearch } from './use-search.ts';
import { useTimeBox } from './use-time-box.ts';

const STATUS_EVERY_MS = 5000;

export function SearchView({ url }: { readonly url: SearchUrl }) {
  const { t } = useTranslation(['search', 'filter']);
  const format = useFormat();
  const nameText = useNameText();
  const navigate = useNavigate();
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const timeRangeUrl = useTimeRangeUrl();
  const initialOffset = useLocation({ select: (location) => location.state.listOffset });
  const { remember } = useRecent();
  const rememberPlace = useRememberPlace();
  const [asTable, setAsTable] = useState(false);
  const [focusedId, setFocusedId] = useState(url.focus);
  // Back from a trace: where the list was. Only until the list has taken it up.
  const [place, setPlace] = useState(url.focus === undefined ? undefined : { offset: initialOffset });

  const search = useSearch(url, range);
  const { active, spansListed, histogram, window, run, stop, progress } = search;
  const list = active.query;
  const status = useQuery({ ...statusQuery(), refetchInterval: STATUS_EVERY_MS });

  /** The list will be another: the row that had the focus is forgotten. */
  const change = (next: SearchUrl): void => {
    setFocusedId(undefined);
    void navigate({ to: '/search', search: { ...timeRangeUrl, ...next, focus: undefined } });
  };
  const tracePages = search.list.data?.pages;
  const spanPages = search.spanList.data?.pages;
  const traces = useMemo(() => tracePages?.flatMap((page) => page.traces), [tracePages]);
  const spans = useMemo(() => spanPages?.flatMap((page) => page.spans), [spanPages]);
  const rows = spansListed ? spans : traces;
  const firstPage = active.data?.pages[0];
  const keepingUp = useLive();
  const live = useLiveSearch({
    on: keepingUp.on,
    range,
    run,
    filter: search.filter,
    list:
      window === undefined || firstPage === undefined || active.stale
        ? undefined
        : { start: String(window.start), end: String(window.end), watermark: firstPage.cost.watermark },
    listIsEmpty: rows?.length === 0,
  });
  /** What the chart and the totals show: the answer to the list's question, in live mode one that moves on. */
  const answered = window === undefined || histogram.stale ? undefined : { window, histogram: histogram.data };
  const shown = useLastShown(live.shown ?? answered);
  const bars = useRef<HTMLDivElement>(null);
  const timeBox = useTimeBox({
    text: url.box,
    filter: search.filter,
    window: shown?.window,
    histogram: shown?.histogram,
    // A box is drawn and redrawn: only what is done with it is a step to go back to.
    onText: (box) => void navigate({ to: '/search', search: { ...timeRangeUrl, ...url, box }, replace: true }),
  });
  const zoom = ({ start, end }: TimeWindow): void => {
    const fixed = writeTimeRange({ kind: 'absolute', start, end });
    void navigate({ to: '/search', search: { ...url, ...fixed, focus: undefined, box: undefined } });
  };
  const retry = useCallback(() => {
    void status.refetch();
    if (list.isError) void list.refetch();
    if (histogram.query.isError) void histogram.query.refetch();
    for (const query of live.queries) if (query.isError) void query.refetch();
  }, [status, list, histogram.query, live.queries]);
  const leaveFor = (traceId: string, rowId: string, label: string, offset: number): void => {
    rememberPlace(rowId, offset);
    remember({ kind: 'trace', traceId, label });
  };
  const leaveForTrace = ({ traceId, root, services: [first] }: TraceSummary, offset: number): void => {
    const { service, operation } = root ?? { service: first, operation: t('noRoot') };
    leaveFor(traceId, traceId, `${nameText(service?.name ?? '')} ${nameText(operation)}`, offset);
  };
  const leaveForSpan = ({ traceId, service, operation }: FoundSpan, rowId: string, offset: number): void =>
    leaveFor(traceId, rowId, `${nameText(service.name)} ${nameText(operation)}`, offset);
  const showSpans = (yes: boolean): void => change({ ...url, list: yes ? 'spans' : undefined });
  const forgetPlace = useCallback(() => setPlace(undefined), []);
  const toggleTable = (): void => setAsTable((before) => !before);
  const leave = (): unknown => {
    if (progress !== undefined) return void stop();
    return timeBox.box === undefined ? false : timeBox.settle(undefined);
  };
  useShortcuts({
    t: toggleTable,
    n: () => (live.waiting === 0 ? false : void run()),
    z: () => (timeBox.box === undefined ? false : zoom(timeBox.box)),
    Escape: leave,
  });

  usePageActions([
    { label: t('run'), keys: [modKey(), '↵'], run: () => void run() },
    { label: t(spansListed ? 'showTraces' : 'showSpans'), run: () => showSpans(!spansListed) },
    { label: asTable ? t('chartPicture') : t('chartTable'), keys: ['T'], run: toggleTable },
    ...(keepingUp.possible ? [{ label: t('toggleLive'), keys: ['L'], run: keepingUp.toggle }] : []),
    ...(live.waiting > 0 ? [{ label: t('insertNew'), keys: ['N'], run: () => void run() }] : []),
    ...(search.conditions.length > 0
      ? [{ label: t('filter:clearFilters'), run: () => change(withoutConditions(url)) }]
      : []),
  ]);
  useRememberSearch(url, search.conditions.length > 0 && list.isSuccess);

  const { fetchNextPage, isFetchingNextPage } = list;
  const readMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const outage = useOutage([list, histogram.query, status, ...live.queries]);
  const clockOf = (millis: number): string => format.clock(nanosOfMillis(millis));
  useShortcuts({ r: () => (outage === undefined ? false : retry()) });
  const problem = [list.error, histogram.query.error].find((error) => error !== null && !isUnreachable(error));

  const grid = {
    stale: active.stale,
    hasMore: list.hasNextPage && list.error === null,
    onNeedMore: readMore,
    tail: <ResultsTail list={list} spans={spansListed} onMore={readMore} />,
    onFocus: setFocusedId,
    place,
    onPlaceTaken: forgetPlace,
  };

  const keys = useKeys(outage !== undefined);
  const answerFailed = problem !== undefined || outage !== undefined;
  if (!answerFailed && !search.found && status.data?.store.traces === 0) {
    return <ToGetStarted keepsConditions={search.conditions.length > 0} />;
  }
  return (
    <>
      <PageTitle title={t('title')} />
      <h1 className="sl-visually-hidden">{t('title')}</h1>
      {outage !== undefined && (
        <UnreachableBanner
          failedAt={outage.failedAt}
          retrying={status.isFetching || list.isFetching || histogram.query.isFetching}
          onRetry={retry}
        />
      )}
      <QueryBox url={url} onChange={change} onRun={() => void run()} />
      <ProgressLine share={progress} label={t('reading')} />
      <SearchState
        {...{ url, search, range, bars }}
        problem={problem ?? undefined}
        unreachable={outage !== undefined}
        onChange={change}
        onRange={setRange}
      >
        <ResultsHeader
          {...{ search, shown, timeBox, asTable, bars }}
          onZoom={zoom}
          onToggleTable={toggleTable}
          onStop={() => void stop()}
          onRun={() => void run()}
        />
        {shown !== undefined && (
          <Histogram data={shown.histogram} window={shown.window} onZoom={zoom} {...{ asTable, timeBox, bars }} />
        )}
        <OrderLine
          search={search}
          sort={url.sort ?? 'newest'}
          loaded={rows?.length}
          onSpans={showSpans}
          waiting={live.waiting}
          onInsert={() => void run()}
          onSort={(sort) => change({ ...url, sort: sort === 'newest' ? undefined : sort })}
        />
        {spansListed ? (
          <SpanList
            key={active.shown}
            spans={spans ?? (search.stopped ? [] : undefined)}
            sort={url.sort ?? 'newest'}
            focusedId={focusedId}
            onLeave={leaveForSpan}
            {...grid}
          />
        ) : (
          <ResultList
            // Another answer is another list, read from its top.
            key={active.shown}
            traces={traces ?? (search.stopped ? [] : undefined)}
            total={histogram.data?.traces}
            sort={url.sort ?? 'newest'}
            focusedId={focusedId}
            onLeave={leaveForTrace}
            firstService={url.service}
            {...grid}
          />
        )}
      </SearchState>
      <FootLine keys={keys}>
        <SearchFootFacts
          histogram={histogram.stale ? undefined : shown?.histogram}
          status={status.data}
          outage={outage}
          shownUpTo={histogram.query.dataUpdatedAt === 0 ? undefined : clockOf(histogram.query.dataUpdatedAt)}
        />
      </FootLine>
    </>
  );
}

/** A search that was answered is offered again, in the history and in the command palette. */
function useRememberSearch(url: SearchUrl, worthIt: boolean): void {
  const { remember } = useRecent();
  const text = searchText(url);
  useEffect(() => {
    if (worthIt) remember({ kind: 'search', text });
  }, [text, worthIt, remember]);
}
