// The spans found, one a row, on one scale: the same question, answered span by span.
import { useMediaQuery } from '@mantine/hooks';
import type { FoundSpan } from '@spanloom/api-schema';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { ResultOrder } from '../../ui/result-order.ts';
import { SkeletonBlock } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ResultGrid, type ResultGridState } from './result-grid.tsx';
import { SpanCells } from './span-row.tsx';
import styles from './result-list.module.css';

const RELATIVE_TIME_MS = 5000;
const TRACKS = {
  wide: '126px minmax(200px, 1fr) 80px 70px 232px minmax(150px, 250px)',
  narrow: '62px minmax(180px, 1fr) 70px 60px 80px minmax(150px, 190px)',
};

interface SpanListProps extends ResultGridState {
  /** undefined while the first page is read. */
  readonly spans: readonly FoundSpan[] | undefined;
  readonly sort: string;
  /** Id of a row, or of a trace: then its first span has the focus. */
  readonly focusedId: string | undefined;
  /** Called before a trace opens, with the scroll offset to come back to. */
  readonly onLeave: (span: FoundSpan, rowId: string, offset: number) => void;
}

export function SpanList({ spans, sort, focusedId, onLeave, ...grid }: SpanListProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const now = useNow(RELATIVE_TIME_MS);
  const narrow = useMediaQuery('(max-width: 1100px)') ?? false;
  const rows = useMemo(() => spans ?? [], [spans]);
  const order = useMemo(
    (): ResultOrder => ({ traceIds: [...new Set(rows.map(({ traceId }) => traceId))], total: undefined }),
    [rows],
  );
  const max = useMemo(() => rows.reduce((most, { duration }) => Math.max(most, Number(duration)), 0), [rows]);
  const focused = focusedId === undefined ? undefined : rows.find((span) => rowIdOf(span).startsWith(focusedId));
  const byStart = sort !== 'longest';
  return (
    <ResultGrid
      {...grid}
      label={t('spansFound')}
      rows={spans}
      idOf={rowIdOf}
      focusedId={focused === undefined ? undefined : rowIdOf(focused)}
      tracks={TRACKS}
      head={
        <>
          <span role="columnheader" aria-sort={byStart ? 'descending' : undefined}>
            {t('column.start')}
            {byStart && <span aria-hidden="true"> ↓</span>}
          </span>
          <span role="columnheader">{t('spanOperation')}</span>
          <span role="columnheader">{t('column.kind')}</span>
          <span role="columnheader">{t('spanStatus')}</span>
          <span role="columnheader">{t('column.traceId')}</span>
          <span role="columnheader" className={styles.durationHead} aria-sort={byStart ? undefined : 'descending'}>
            <span>
              {t('column.duration')}
              {!byStart && <span aria-hidden="true"> ↓</span>}
            </span>
            {max > 0 && <span>{t('scale', { max: format.duration(max) })}</span>}
          </span>
        </>
      }
      cellsOf={(span, scrolled) => (
        <SpanCells
          span={span}
          rowId={rowIdOf(span)}
          now={now}
          scaleMax={max}
          withServiceName={!narrow}
          order={order}
          onLeave={() => onLeave(span, rowIdOf(span), scrolled())}
        />
      )}
      skeletonOf={(index) => <SpanSkeleton key={index} index={index} />}
    />
  );
}

/** Unlike span ids, unique in the list. Begins with the id of the trace. */
function rowIdOf({ traceId, spanId, contentHash }: FoundSpan): string {
  return `${traceId}-${spanId}-${contentHash.slice(0, 8)}`;
}

export function SpanSkeleton({ index }: { readonly index: number }) {
  return (
    <div className={styles.skeletonRow} aria-hidden="true">
      <SkeletonBlock width={52} />
      <SkeletonBlock width={120 + ((index * 37) % 90)} />
      <SkeletonBlock width={40} />
      <SkeletonBlock width={30} />
      <SkeletonBlock width="90%" />
      <SkeletonBlock width="100%" />
    </div>
  );
}
