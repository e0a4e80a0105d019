// Places of a trace worth going to: where the time went, and where it went without anyone saying on what.
import { type ModelRow, ownWork } from './model-row.ts';

/** A stretch of a row in which it waited for none of its children, nanoseconds from the trace's start. */
export interface Gap {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** How many are gone through before it begins again with the first. */
const MOST = 10;

/** Indices of the rows with the most time of their own, most first. */
export function slowestRows(rows: readonly ModelRow[]): readonly number[] {
  return rows
    .flatMap((row, index) => (row.kind === 'span' && row.row.selfTime > 0 ? [{ index, self: row.row.selfTime }] : []))
    .toSorted((a, b) => b.self - a.self || a.index - b.index)
    .slice(0, MOST)
    .map(({ index }) => index);
}

/** The longest gap of each span that has children, longest first: what happened in it was not recorded. */
export function longestGaps(rows: readonly ModelRow[]): readonly Gap[] {
  return rows
    .flatMap((row, index): readonly Gap[] => {
      if (row.kind !== 'span' || row.row.children.length === 0) return [];
      const [first, ...others] = ownWork(rows, row.row);
      if (first === undefined) return [];
      const longest = others.reduce((best, own) => (own.to - own.from > best.to - best.from ? own : best), first);
      return [{ index, ...longest }];
    })
    .toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.index - b.index)
    .slice(0, MOST);
}

/** The place after the one at `current`; the first when it is none of them, or the last. */
export function nextPlace<T extends { readonly index: number }>(places: readonly T[], current: number): T | undefined {
  return places[places.findIndex(({ index }) => index === current) + 1] ?? places[0];
}
