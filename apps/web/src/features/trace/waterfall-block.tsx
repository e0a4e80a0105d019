// Rows that stand below each other are painted together: each block of them is a layer of its own, so that a row that comes
// in while one scrolls costs the painting of its block and not of all rows.
import { memo } from 'react';
import type { TimeScale } from '../../viz/time-scale-layout.ts';
import { matchPlace } from './find-spans.ts';
import type { RowWords } from './row-words.ts';
import { type Indent, isFolded } from './rows-layout.ts';
import type { TraceModel } from './trace-model.ts';
import type { FoldState } from './use-fold.ts';
import type { SpanFinder } from './use-span-finder.ts';
import { ROW_HEIGHT, WaterfallRow } from './waterfall-row.tsx';
import styles from './waterfall.module.css';

const ROWS = 8;

/** The rows of one block that exist, as positions among the visible rows, the last one included. */
export interface Block {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** What all blocks have in common: one object, which changes when any of it does. */
export interface BlockProps extends RowWords {
  readonly model: TraceModel;
  readonly fold: Pick<FoldState, 'visible' | 'turned' | 'setFolded' | 'setCurrent'>;
  readonly scale: TimeScale;
  readonly indent: Indent;
  /** Level that stands at the left edge. */
  readonly base: number;
  readonly selectedKey: string | undefined;
  readonly find: SpanFinder;
  /** Indices of the rows that are found. */
  readonly matching: ReadonlySet<number>;
  readonly onSelect: (key: string) => void;
}

/** `positions` ascending. */
export function blocksOf(positions: readonly number[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const position of positions) {
    const number = Math.floor(position / ROWS);
    const last = blocks.at(-1);
    if (last?.number === number) blocks[blocks.length - 1] = { ...last, to: position };
    else blocks.push({ number, from: position, to: position });
  }
  return blocks;
}

interface WaterfallBlockProps extends Block {
  /** Position of the row that the keyboard is on, if it is one of these. */
  readonly current: number | undefined;
  readonly all: BlockProps;
}

export const WaterfallBlock = memo(function WaterfallBlock({ number, from, to, current, all }: WaterfallBlockProps) {
  const { model, fold, scale, indent, base, selectedKey, find, matching, t, format, onSelect } = all;
  const first = number * ROWS;
  const height = Math.min(ROWS, fold.visible.length - first) * ROW_HEIGHT;
  return (
    <div role="none" className={styles.block} style={{ top: first * ROW_HEIGHT, height }}>
      {fold.visible.slice(from, to + 1).map((index, offset) => {
        const row = model.rows[index];
        const position = from + offset;
        if (row === undefined) return undefined;
        return (
          <WaterfallRow
            key={row.key}
            row={row}
            rows={model.rows}
            level={row.depth - base}
            scale={scale}
            indent={indent}
            position={position}
            top={(position - first) * ROW_HEIGHT}
            folded={isFolded(row, fold.turned)}
            current={position === current}
            selected={row.key === selectedKey}
            match={
              row.kind === 'span' && find.needle !== undefined && matching.has(index)
                ? matchPlace(row.row.span, find.needle, find.details)
                : undefined
            }
            needle={find.needle}
            t={t}
            format={format}
            onSelect={onSelect}
            onFold={fold.setFolded}
            onFocus={fold.setCurrent}
          />
        );
      })}
    </div>
  );
});
