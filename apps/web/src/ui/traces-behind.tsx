// The newest traces through a selected part of the service graph, each a link to its waterfall, and the way to all of them.
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { TraceSummary } from '@spanloom/api-schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FilterQuery, searchQuery } from '../api/queries.ts';
import { useFormat } from '../i18n/use-format.ts';
import { nanosOfMillis, resolveTimeRange, type TimeRange } from '../lib/time-range.ts';
import { Badge } from './badge.tsx';
import { IconButton } from './icon-button.tsx';
import { RegionHeader } from './region.tsx';
import { Name, useNameText } from './name.tsx';
import { ServiceTick } from './service.tsx';
import { useTimeRangeUrl } from './use-time-range.ts';
import styles from './traces-behind.module.css';

const SHOWN = 8;

interface TracesBehindProps {
  readonly filter: FilterQuery;
  readonly range: TimeRange;
}

/** As of the moment the part was selected: rows do not move under the reader until newer ones are asked for. */
export function TracesBehind({ filter, range }: TracesBehindProps) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  const openedFrom = useLocation({ select: (location) => location.href });
  const [asOf, setAsOf] = useState(() => Date.now());
  const window = resolveTimeRange(range, nanosOfMillis(asOf));
  const { data, error, isFetching } = useInfiniteQuery(
    searchQuery({ ...filter, start: String(window.start), end: String(window.end), sort: 'newest', limit: SHOWN }),
  );
  const traces = data?.pages[0]?.traces;
  return (
    <>
      <RegionHeader title={t('tracesBehind')}>
        {range.kind === 'relative' && (
          <>
            <span className={styles.asOf}>{t('asOf', { time: format.clock(nanosOfMillis(asOf)) })}</span>
            <IconButton small label={t('newerTraces')} onClick={() => setAsOf(Date.now())} disabled={isFetching}>
              <IconRefresh size={14} stroke={1.75} />
            </IconButton>
          </>
        )}
      </RegionHeader>
      {traces === undefined ? (
        <p className={styles.words}>
          {error === null ? t('readingTraces') : t('tracesProblem', { message: error.message })}
        </p>
      ) : (
        <ul className={styles.list}>
          {traces.map((trace) => (
            <li key={trace.traceId}>
              <Link
                to="/trace/$traceId"
                params={{ traceId: trace.traceId }}
                search={timeRange}
                state={{ openedFrom }}
                className={styles.trace}
              >
                <TraceFacts trace={trace} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {traces?.length === 0 && <p className={styles.words}>{t('noTraces')}</p>}
      <p className={styles.words}>
        <Link to="/search" search={{ ...timeRange, ...filter }}>
          {t('allInSearch')}
        </Link>
      </p>
    </>
  );
}

function TraceFacts({ trace }: { readonly trace: TraceSummary }) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const nameText = useNameText();
  const start = BigInt(trace.start);
  return (
    <>
      <span className={styles.time} title={format.dateTime(start)}>
        {format.clock(start)}
      </span>
      {trace.root !== undefined && (
        <ServiceTick service={trace.root.service} title={nameText(trace.root.service.name)} />
      )}
      <span className={styles.operation}>
        {trace.root === undefined ? t('rootMissing') : <Name text={trace.root.operation} />}
      </span>
      {trace.errors > 0 && <Badge tone="error">{t('traceErrors', { count: trace.errors })}</Badge>}
      <span className={styles.duration}>{format.duration(BigInt(trace.duration))}</span>
    </>
  );
}
