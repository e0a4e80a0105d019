// Which rows of a trace are visible: folding is skipping. Works on indices of the model's rows, which come depth first.
// What is remembered are the rows that are not as they come: spans come open, groups of similar ones come folded.
import type { ModelRow } from './model-row.ts';

/** Levels that the control offers; `all` opens everything but groups. */
export type FoldLevel = 1 | 2 | 3 | 'all';
export const FOLD_LEVELS: readonly FoldLevel[] = [1, 2, 3, 'all'];

/** Keys of the rows that were folded, and of the groups that were opened. */
export type TurnedRows = ReadonlySet<string>;

/** What is shown besides the folding. */
export interface VisibleOptions {
  /** Only this row and what is below it. */
  readonly within?: number | undefined;
  /** A row that no group hides: it is picked out, while the others stay folded. */
  readonly picked?: number | undefined;
}

/** Indices of the rows to show, in order: a folded row stays, all that is below it goes. */
export function visibleRows(
  rows: readonly ModelRow[],
  turned: TurnedRows,
  { within, picked }: VisibleOptions = {},
): readonly number[] {
  const visible: number[] = [];
  const last = within === undefined ? rows.length - 1 : within + (rows[within]?.row.descendants ?? 0);
  for (let index = within ?? 0; index <= last; index++) {
    const row = rows[index];
    if (row === undefined) break;
    visible.push(index);
    if (!isFolded(row, turned)) continue;
    const end = index + row.row.descendants;
    if (row.kind === 'group' && picked !== undefined && picked > index && picked <= end) {
      visible.push(...pathTo(rows, index, picked));
    }
    index = end;
  }
  return visible;
}

/** Rows below `above` on the way down to `picked`, which is the last of them. */
function pathTo(rows: readonly ModelRow[], above: number, picked: number): readonly number[] {
  const path: number[] = [];
  for (let at: number | undefined = picked; at !== undefined && at > above; at = rows[at]?.row.parent) path.push(at);
  return path.toReversed();
}

/** Of the rows shown, the groups of similar spans that are folded, and how many spans they stand for. */
export function foldedSimilar(
  rows: readonly ModelRow[],
  visible: readonly number[],
  turned: TurnedRows,
): { readonly groups: number; readonly spans: number } {
  let groups = 0;
  let spans = 0;
  for (const index of visible) {
    const row = rows[index];
    if (row?.kind !== 'group' || !isFolded(row, turned)) continue;
    groups++;
    spans += row.spans.length;
  }
  return { groups, spans };
}

export function canFold(row: ModelRow): boolean {
  return row.row.children.length > 0;
}

export function isFolded(row: ModelRow, turned: TurnedRows): boolean {
  return canFold(row) && turned.has(row.key) !== (row.kind === 'group');
}

/** What to fold so that `level` levels are open. */
export function foldToLevel(rows: readonly ModelRow[], level: FoldLevel): TurnedRows {
  if (level === 'all') return new Set();
  return new Set(rows.filter((row) => isSpanTree(row) && row.depth >= level - 1).map((row) => row.key));
}

/** Opens the folded rows of the topmost level that has any, or folds the open ones of the deepest. Groups stay. */
export function turnOneLevel(rows: readonly ModelRow[], turned: TurnedRows, open: boolean): TurnedRows {
  const candidates = visibleRows(rows, turned).flatMap((index) => {
    const row = rows[index];
    return row !== undefined && isSpanTree(row) && isFolded(row, turned) === open ? [row] : [];
  });
  const level = candidates.reduce(
    (best, { depth }) => (open ? Math.min(best, depth) : Math.max(best, depth)),
    open ? Number.POSITIVE_INFINITY : -1,
  );
  return candidates
    .filter((row) => row.depth === level)
    .reduce<TurnedRows>((before, row) => withFolded(before, row, !open), turned);
}

function isSpanTree(row: ModelRow): boolean {
  return row.kind !== 'group' && canFold(row);
}

/** Opens or folds one row. */
export function withFolded(turned: TurnedRows, row: Pick<ModelRow, 'key' | 'kind'>, fold: boolean): TurnedRows {
  const turn = fold !== (row.kind === 'group');
  if (turned.has(row.key) === turn) return turned;
  const next = new Set(turned);
  if (turn) next.add(row.key);
  else next.delete(row.key);
  return next;
}

/** Opens all that hides the row at `index`. */
export function unfoldTo(rows: readonly ModelRow[], turned: TurnedRows, index: number): TurnedRows {
  let next = turned;
  for (let at = rows[index]?.row.parent; at !== undefined; at = rows[at]?.row.parent) {
    const row = rows[at];
    if (row !== undefined) next = withFolded(next, row, false);
  }
  return next;
}

/** Errors that folding hides: those below the row. */
export function hiddenErrors(row: ModelRow): number {
  return row.row.errors - (row.kind === 'span' && row.row.span.error ? 1 : 0);
}

/** The level that the folding amounts to; undefined when rows were folded by hand. */
export function levelOf(rows: readonly ModelRow[], turned: TurnedRows): FoldLevel | undefined {
  return FOLD_LEVELS.toReversed().find((level) => {
    const wanted = foldToLevel(rows, level);
    return wanted.size === turned.size && [...wanted].every((key) => turned.has(key));
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
