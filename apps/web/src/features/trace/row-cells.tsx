// The cells of a row: of a span, of a group of similar ones, and of what stands for a span that is not here.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TimeScale } from '../../viz/time-scale-layout.ts';
import type { Stretch } from '../../viz/waterfall-layout.ts';
import { Explained } from './explained.tsx';
import type { MatchPlace } from './find-spans.ts';
import type { AbsentModelRow, GroupModelRow, SpanModelRow } from './model-row.ts';
import { RowBadges } from './row-badges.tsx';
import type { RowWords, Translate } from './row-words.ts';
import type { Indent } from './rows-layout.ts';
import { GhostBar, GroupBar, SpanBar } from './span-bar.tsx';
import { TreeCell } from './tree-cell.tsx';
import type { ViewSpan } from './view-span.ts';
import styles from './waterfall.module.css';

/** What the cells of any row need. */
export interface CellsProps<Row> extends RowWords {
  readonly row: Row;
  readonly level: number;
  readonly scale: TimeScale;
  readonly indent: Indent;
  readonly folded: boolean;
  readonly match: MatchPlace | undefined;
  readonly needle: string | undefined;
  readonly onFold: (key: string, fold: boolean) => void;
}

interface SpanCellsProps extends CellsProps<SpanModelRow> {
  readonly own: readonly Stretch[];
}

export function SpanCells(props: SpanCellsProps) {
  const { row, own, level, scale, indent, folded, match, needle, onFold, t, format } = props;
  const { span, selfTime } = row.row;
  const length = format.duration(span.end - span.start);
  const duration = span.running ? `≥ ${length}` : length;
  return (
    <>
      <TreeCell
        row={row}
        level={level}
        title={`${span.name} · ${row.drawn.name}`}
        indent={indent}
        folded={folded}
        onFold={onFold}
        t={t}
        tick={`var(--sl-service-${row.drawn.color})`}
      >
        {row.asyncFrom !== undefined && (
          <span className={styles.async} title={t('asyncHint')}>
            <span aria-hidden>···</span>
            <span className="sl-visually-hidden">{t('async')}</span>
          </span>
        )}
        <span className={styles.operation} data-error={span.error || undefined}>
          {match?.kind === 'name' ? <Marked text={span.name} needle={needle} /> : span.name || t('unnamed')}
        </span>{' '}
        <span className={styles.service}>
          {match?.kind === 'service' ? <Marked text={row.drawn.name} needle={needle} /> : row.drawn.name}
        </span>
        <RowBadges row={row} folded={folded} match={match} t={t} format={format} />
      </TreeCell>
      <div role="gridcell" className={styles.self}>
        {format.duration(selfTime)}
      </div>
      <div role="gridcell" className={styles.timeline} aria-label={barText(t, format.duration, span, duration)}>
        <SpanBar
          scale={scale}
          start={span.start}
          end={span.end}
          own={own}
          color={row.drawn.color}
          error={span.error}
          running={span.running}
          asyncFrom={row.asyncFrom}
          events={span.eventTimes}
          label={duration}
        />
      </div>
    </>
  );
}

export function GroupCells({ row, level, scale, indent, folded, onFold, t, format }: CellsProps<GroupModelRow>) {
  const count = row.spans.length;
  const name = row.spans[0]?.name ?? '';
  const sums = { count, text: format.count(count), total: format.duration(row.total) };
  const label = t('groupBar', { ...sums, median: format.duration(row.median) });
  return (
    <>
      <TreeCell
        row={row}
        level={level}
        title={`${name} · ${row.drawn.name}`}
        indent={indent}
        folded={folded}
        onFold={onFold}
        t={t}
        tick={`var(--sl-service-${row.drawn.color})`}
      >
        <span className={styles.operation}>{name || t('unnamed')}</span>{' '}
        <span className={styles.service}>{row.drawn.name}</span>
        <span className={styles.rowBadges}>
          <span className={styles.countBadge} title={t('groupCount', sums)}>
            <span aria-hidden>× {format.count(count)}</span>
            <span className="sl-visually-hidden">{t('groupCount', sums)}</span>
          </span>
        </span>
      </TreeCell>
      <div role="gridcell" className={styles.self}>
        {format.duration(row.total)}
      </div>
      <div role="gridcell" className={styles.timeline} aria-label={label}>
        <GroupBar scale={scale} row={row} color={row.drawn.color} label={label} />
      </div>
    </>
  );
}

/** The root that has not come, or a parent that never did: its bar is as long as what it is known to have called. */
export function AbsentCells(props: CellsProps<AbsentModelRow<'ghost'> | AbsentModelRow<'missing'>>) {
  const { row, level, scale, indent, folded, onFold, t } = props;
  return (
    <>
      <TreeCell
        row={row}
        level={level}
        title={undefined}
        indent={indent}
        folded={folded}
        onFold={onFold}
        t={t}
        tick={undefined}
      >
        {row.kind === 'ghost' ? (
          <>
            <span className={styles.operation}>?</span> <span className={styles.service}>{t('ghostRoot')}</span>
          </>
        ) : (
          <>
            <IconAlertTriangle size={14} stroke={1.75} className={styles.warnIcon} aria-hidden />
            <span className={styles.missingText}>{t('missingParent', { id: shortSpanId(row.missingSpanId) })}</span>
          </>
        )}
        <span className={styles.rowBadges}>
          <Explained label={t('whatToDo')} className={styles.linkButton}>
            <p>{t('missingLine', { id: shortSpanId(row.missingSpanId), count: row.spansBelow })}</p>
            <p>{t('missingCauses', { id: row.missingSpanId })}</p>
            <p>{t('missingToDo')}</p>
          </Explained>
        </span>
      </TreeCell>
      <div role="gridcell" className={styles.self} aria-label={t('unknown')}>
        ?
      </div>
      <div role="gridcell" className={styles.timeline} aria-label={t('ghostBar')}>
        <GhostBar scale={scale} start={row.start} end={row.end} />
      </div>
    </>
  );
}

function Marked({ text, needle }: { readonly text: string; readonly needle: string | undefined }) {
  const at = needle === undefined ? -1 : text.toLowerCase().indexOf(needle);
  // Lower case can be longer than the text (İ): then the place is not certain, and nothing is marked.
  if (needle === undefined || at < 0 || text.toLowerCase().length !== text.length) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className={styles.mark}>{text.slice(at, at + needle.length)}</mark>
      {text.slice(at + needle.length)}
    </>
  );
}

/** Six digits of a span id, for sentences: the first ones, or the last where the first say nothing. */
function shortSpanId(id: string): string {
  return id.startsWith('000000') ? `…${id.slice(-6)}` : `${id.slice(0, 6)}…`;
}

function barText(t: Translate, duration: (nanos: number) => string, span: ViewSpan, length: string): string {
  const events = span.eventTimes.length;
  return [
    t('barText', { start: duration(span.start), duration: length }),
    ...(span.running ? [t('running')] : []),
    ...(events === 0 ? [] : [t('eventCount', { count: events })]),
  ].join(', ');
}
