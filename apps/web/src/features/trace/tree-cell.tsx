// The first cell of a row: guides of the levels, chevron, colour of the service, and what the row is called.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ModelRow } from './model-row.ts';
import type { RowWords } from './row-words.ts';
import { canFold, type Indent } from './rows-layout.ts';
import styles from './waterfall.module.css';

/** From the edge of a level to the line under its chevron, px. */
const GUIDE = 8;

interface TreeCellProps extends Pick<RowWords, 't'> {
  /** All of what may be cut off. */
  readonly title: string | undefined;
  readonly indent: Indent;
  readonly row: ModelRow;
  /** Levels from the left edge. */
  readonly level: number;
  readonly folded: boolean;
  readonly tick: string | undefined;
  readonly onFold: (key: string, fold: boolean) => void;
  readonly children: ReactNode;
}

export function TreeCell({ row, level, title, indent, folded, tick, t, onFold, children }: TreeCellProps) {
  const inset = Math.min(level, indent.levels) * indent.step;
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  return (
    <div role="gridcell" className={styles.tree}>
      {inset > 0 && (
        <span
          className={styles.guides}
          style={{ marginLeft: GUIDE, width: inset - indent.step + 1, marginRight: indent.step - 1 - GUIDE }}
          aria-hidden
        />
      )}
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
