// One row of the waterfall: tree cell, self time, timeline. Memoised: scrolling draws the rows that come in, no others.
import { memo } from 'react';
import { type ModelRow, ownWork } from './model-row.ts';
import { AbsentCells, type CellsProps, GroupCells, SpanCells } from './row-cells.tsx';
import { canFold } from './rows-layout.ts';
import styles from './waterfall.module.css';

export const ROW_HEIGHT = 24;

interface WaterfallRowProps extends CellsProps<ModelRow> {
  /** All rows of the model, for what a row has of its children. */
  readonly rows: readonly ModelRow[];
  /** Position among the visible rows, from 0. */
  readonly position: number;
  /** Within its block, px. */
  readonly top: number;
  /** The row that the keyboard is on. */
  readonly current: boolean;
  readonly selected: boolean;
  readonly onSelect: (key: string) => void;
  readonly onFocus: (key: string) => void;
}

export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { row, level, position, top, folded, current, selected, match, onSelect, onFold, onFocus } = props;
  return (
    <div
      role="row"
      className={row.kind === 'missing' ? `${styles.row} ${styles.missing}` : styles.row}
      aria-rowindex={position + 2}
      aria-level={level + 1}
      aria-expanded={canFold(row) ? !folded : undefined}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      data-row-key={row.key}
      data-current={current || undefined}
      data-match={match === undefined ? undefined : match.kind}
      style={{ top }}
      onFocus={() => onFocus(row.key)}
      onClick={() => {
        if (row.kind === 'span') onSelect(row.key);
        else if (row.kind === 'group') onFold(row.key, !folded);
      }}
    >
      <Cells {...props} />
    </div>
  );
});

function Cells(props: WaterfallRowProps) {
  const { row, rows } = props;
  switch (row.kind) {
    case 'span':
      return <SpanCells {...props} row={row} own={ownWork(rows, row.row)} />;
    case 'group':
      return <GroupCells {...props} row={row} />;
    case 'ghost':
    case 'missing':
      return <AbsentCells {...props} row={row} />;
  }
}
