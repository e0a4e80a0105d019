// One row of the waterfall: tree cell, self time, timeline. Memoised: scrolling draws the rows that come in, no others.
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeScale } from '../../viz/time-scale-layout.ts';
import { Explained } from './explained.tsx';
import { errorWord } from './error-word.ts';
import type { MatchPlace } from './find-spans.ts';
import { canFold, hiddenErrors, type Indent } from './rows-layout.ts';
import { GhostBar, SpanBar } from './span-bar.tsx';
import type { AbsentModelRow, ModelRow, SpanModelRow, ViewSpan } from './trace-model.ts';
import styles from './waterfall.module.css';

export interface RowActions {
  readonly onSelect: (key: string) => void;
  readonly onFold: (key: string, fold: boolean) => void;
  readonly onFocus: (key: string) => void;
}

interface WaterfallRowProps extends RowActions {
  readonly row: ModelRow;
  readonly scale: TimeScale;
  readonly indent: Indent;
  /** Position among the visible rows, from 0. */
  readonly position: number;
  readonly folded: boolean;
  /** The row that the keyboard is on. */
  readonly current: boolean;
  readonly selected: boolean;
  readonly match: MatchPlace | undefined;
  readonly needle: string | undefined;
}

const ROW_HEIGHT = 24;
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { row, position, current, selected, match, onSelect, onFocus } = props;
  const shared = {
    role: 'row' as const,
    'aria-rowindex': position + 2,
    'data-row-key': row.key,
    tabIndex: current ? 0 : -1,
    style: { transform: `translateY(${position * ROW_HEIGHT}px)` },
    onFocus: () => onFocus(row.key),
  };
  if (row.kind === 'missing') {
    return (
      <div {...shared} aria-level={1} className={`${styles.row} ${styles.missing}`}>
        <MissingLine row={row} />
      </div>
    );
  }
  return (
    <div
      {...shared}
      className={styles.row}
      aria-level={row.depth + 1}
      aria-expanded={canFold(row) ? !props.folded : undefined}
      aria-selected={selected}
      data-current={current || undefined}
      data-match={match === undefined ? undefined : match.kind}
      onClick={() => {
        if (row.kind === 'span') onSelect(row.key);
      }}
    >
      {row.kind === 'span' ? <SpanCells {...props} row={row} /> : <GhostCells {...props} row={row} />}
    </div>
  );
});

function SpanCells({
  row,
  scale,
  indent,
  folded,
  match,
  needle,
  onFold,
}: WaterfallRowProps & { readonly row: SpanModelRow }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const { span, selfTime, descendants } = row.row;
  const duration = format.duration(span.end - span.start);
  const hidden = folded ? hiddenErrors(row) : 0;
  return (
    <>
      <TreeCell
        row={row}
        title={`${span.api.name} · ${row.drawn.name}`}
        indent={indent}
        folded={folded}
        onFold={onFold}
        tick={`var(--sl-service-${row.drawn.color})`}
      >
        <span className={styles.operation} data-error={span.error || undefined}>
          {match?.kind === 'name' ? <Marked text={span.api.name} needle={needle} /> : span.api.name || t('unnamed')}
        </span>{' '}
        <span className={styles.service}>
          {match?.kind === 'service' ? <Marked text={row.drawn.name} needle={needle} /> : row.drawn.name}
        </span>
        <span className={styles.rowBadges}>
          {match?.kind === 'attribute' && <span className={styles.matchKey}>{match.key}</span>}
          {span.api.conflicting && <span className={styles.warnBadge}>{t('conflictShort')}</span>}
          {row.row.flaw === 'cycle' && <span className={styles.warnBadge}>{t('cycleShort')}</span>}
          {span.error && <span className={styles.errorBadge}>{errorWord(span) ?? t('error')}</span>}
          {folded && (
            <span
              className={styles.countBadge}
              title={t('moreRows', { count: descendants, text: format.count(descendants) })}
            >
              <span aria-hidden>+{format.count(descendants)}</span>
              <span className="sl-visually-hidden">
                {t('moreRows', { count: descendants, text: format.count(descendants) })}
              </span>
            </span>
          )}
          {hidden > 0 && (
            <span className={styles.errorBadge}>
              {t('hiddenErrors', { count: hidden, text: format.count(hidden) })}
            </span>
          )}
        </span>
      </TreeCell>
      <div role="gridcell" className={styles.self}>
        {format.duration(selfTime)}
      </div>
      <div role="gridcell" className={styles.timeline} aria-label={barText(t, format.duration, span, duration)}>
        <SpanBar
          scale={scale}
          start={span.start}
          end={span.end}
          own={row.own}
          color={row.drawn.color}
          error={span.error}
          events={span.eventTimes}
          label={duration}
        />
      </div>
    </>
  );
}

function GhostCells({
  row,
  scale,
  indent,
  folded,
  onFold,
}: WaterfallRowProps & { readonly row: AbsentModelRow<'ghost'> }) {
  const { t } = useTranslation('trace');
  return (
    <>
      <TreeCell row={row} title={undefined} indent={indent} folded={folded} onFold={onFold} tick={undefined}>
        <span className={styles.operation}>?</span> <span className={styles.service}>{t('ghostRoot')}</span>
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

function MissingLine({ row }: { readonly row: AbsentModelRow<'missing'> }) {
  const { t } = useTranslation('trace');
  return (
    <div role="gridcell" aria-colspan={3} className={styles.missingText}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      <span>{t('missingLine', { id: shortSpanId(row.missingSpanId), count: row.row.descendants })}</span>
      <Explained label={t('whatToDo')} className={styles.linkButton}>
        <p>{t('missingCauses', { id: row.missingSpanId })}</p>
        <p>{t('missingToDo')}</p>
      </Explained>
    </div>
  );
}

interface TreeCellProps {
  /** All of what may be cut off. */
  readonly title: string | undefined;
  readonly indent: Indent;
  readonly row: ModelRow;
  readonly folded: boolean;
  readonly tick: string | undefined;
  readonly onFold: RowActions['onFold'];
  readonly children: ReactNode;
}

function TreeCell({ row, title, indent, folded, tick, onFold, children }: TreeCellProps) {
  const { t } = useTranslation('trace');
  const inset = Math.min(row.depth, indent.levels) * indent.step;
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  return (
    <div role="gridcell" className={styles.tree} style={{ paddingLeft: 12 + inset }}>
      {inset > 0 && <span className={styles.guides} style={{ width: inset - indent.step + 1 }} aria-hidden />}
      {canFold(row) ? (
        // Not in the tab order: ← and → fold from the row itself.
        <button
          type="button"
          tabIndex={-1}
          className={styles.chevron}
          aria-label={folded ? t('unfoldRow') : t('foldRow')}
          onClick={(event) => {
            event.stopPropagation();
            onFold(row.key, !folded);
          }}
        >
          <Chevron size={14} stroke={1.75} aria-hidden />
        </button>
      ) : (
        <span className={styles.chevron} />
      )}
      <span
        className={styles.tick}
        data-ghost={tick === undefined || undefined}
        style={{ background: tick }}
        aria-hidden
      />
      <span className={styles.label} title={title}>
        {children}
      </span>
    </div>
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

/** First digits of a span id, for sentences. */
function shortSpanId(id: string): string {
  return `${id.slice(0, 6)}…`;
}

type Translate = ReturnType<typeof useTranslation<'trace'>>['t'];

function barText(t: Translate, duration: (nanos: number) => string, span: ViewSpan, length: string): string {
  const text = t('barText', { start: duration(span.start), duration: length });
  return span.eventTimes.length === 0 ? text : `${text}, ${t('eventCount', { count: span.eventTimes.length })}`;
}
