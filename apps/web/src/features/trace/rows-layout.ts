// Which rows of a trace are visible: folding is skipping. Works on indices of the model's rows, which come depth first.
import type { ModelRow } from './trace-model.ts';

/** Levels that the control offers; `all` opens everything. */
export type FoldLevel = 1 | 2 | 3 | 'all';
export const FOLD_LEVELS: readonly FoldLevel[] = [1, 2, 3, 'all'];

/** Indices of the rows to show, in order: a folded row stays, all that is below it goes. */
export function visibleRows(rows: readonly ModelRow[], folded: ReadonlySet<string>): readonly number[] {
  const visible: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined) break;
    visible.push(index);
    if (isFolded(row, folded)) index += row.row.descendants;
  }
  return visible;
}

/** Lines that tell of a missing parent cannot be folded: they carry no chevron. */
export function canFold(row: ModelRow): boolean {
  return row.kind !== 'missing' && row.row.children.length > 0;
}

export function isFolded(row: ModelRow, folded: ReadonlySet<string>): boolean {
  return canFold(row) && folded.has(row.key);
}

/** What to fold so that `level` levels are open. */
export function foldToLevel(rows: readonly ModelRow[], level: FoldLevel): ReadonlySet<string> {
  if (level === 'all') return new Set();
  return new Set(rows.filter((row) => canFold(row) && row.depth >= level - 1).map((row) => row.key));
}

/** Opens or folds one row. */
export function withFolded(folded: ReadonlySet<string>, key: string, fold: boolean): ReadonlySet<string> {
  if (folded.has(key) === fold) return folded;
  const next = new Set(folded);
  if (fold) next.add(key);
  else next.delete(key);
  return next;
}

/** Opens all that hides the row at `index`. */
export function unfoldTo(rows: readonly ModelRow[], folded: ReadonlySet<string>, index: number): ReadonlySet<string> {
  let next = folded;
  for (let at = rows[index]?.row.parent; at !== undefined; at = rows[at]?.row.parent) {
    const key = rows[at]?.key;
    if (key !== undefined) next = withFolded(next, key, false);
  }
  return next;
}

/** Errors that folding hides: those below the row. */
export function hiddenErrors(row: ModelRow): number {
  return row.row.errors - (row.kind === 'span' && row.row.span.error ? 1 : 0);
}

/** The level that the folding amounts to; undefined when rows were folded by hand. */
export function levelOf(rows: readonly ModelRow[], folded: ReadonlySet<string>): FoldLevel | undefined {
  return FOLD_LEVELS.toReversed().find((level) => {
    const wanted = foldToLevel(rows, level);
    return wanted.size === folded.size && [...wanted].every((key) => folded.has(key));
  });
}

/** Index of the next error after `from` (-1 = before the first row) in the order of rows, round the end. */
export function nextError(rows: readonly ModelRow[], from: number): number | undefined {
  for (let step = 1; step <= rows.length; step++) {
    const index = (from + step + rows.length) % rows.length;
    const row = rows[index];
    if (row?.kind === 'span' && row.row.span.error) return index;
  }
  return undefined;
}

/** How far a level is set in, px, and how many levels are: deeper ones stay there. Their level is still told in words. */
export interface Indent {
  readonly step: number;
  readonly levels: number;
}

const WIDEST_STEP = 14;
const NARROWEST_STEP = 5;
/** What the name must keep, with chevron, tick and self time beside it, px. */
const NAME_ROOM = 260;

/** The indent at which a tree of `depth` levels leaves room for names in a column `width` pixels wide. */
export function indentFor(depth: number, width: number): Indent {
  const room = Math.max(width - NAME_ROOM, 3 * NARROWEST_STEP);
  const step = Math.min(Math.max(Math.floor(room / Math.max(depth - 1, 1)), NARROWEST_STEP), WIDEST_STEP);
  return { step, levels: Math.floor(room / step) };
}
