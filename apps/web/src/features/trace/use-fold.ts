// Which rows are folded, which row the keyboard is on, and how both follow the keys. Kept by row key, so that spans that
// arrive later change nothing of it.
import { useCallback, useMemo, useState } from 'react';
import {
  canFold,
  type FoldLevel,
  foldToLevel,
  isFolded,
  levelOf,
  turnOneLevel,
  type TurnedRows,
  unfoldTo,
  visibleRows,
  withFolded,
} from './rows-layout.ts';
import type { TraceModel } from './trace-model.ts';

/** How the row that is gone to gets the focus: `none` leaves it where it is, in the find box for instance. */
export interface Target {
  readonly key: string;
  /** Counts up: going to the row one is on scrolls to it again. */
  readonly turn: number;
  readonly focus: boolean;
}

export interface FoldState {
  /** Indices of the model's rows that are shown. */
  readonly visible: readonly number[];
  readonly turned: TurnedRows;
  readonly level: FoldLevel | undefined;
  /** Position of the current row among the visible ones. */
  readonly position: number;
  readonly currentKey: string | undefined;
  readonly target: Target | undefined;
  readonly setFolded: (key: string, fold: boolean) => void;
  readonly setLevel: (level: FoldLevel) => void;
  /** One level more or less of everything. */
  readonly turnLevel: (open: boolean) => void;
  readonly setCurrent: (key: string) => void;
  /** Goes to a row of the model, opening what hides it. Returns its key. */
  readonly goTo: (index: number, focus: boolean) => string | undefined;
  /** Moves by visible rows. Returns the key of the row that is current then. */
  readonly moveBy: (rows: number) => string | undefined;
  /** What the left and right arrow keys do. Returns the key of the row that is current then. */
  readonly foldOrMove: (direction: 'left' | 'right') => string | undefined;
}

/** `selectedIndex`: a row that folded groups never hide. `within`: only this row and what is below it. */
export function useFold(model: TraceModel, selectedIndex: number | undefined, within: number | undefined): FoldState {
  const { rows, indexOfKey } = model;
  const initialKey = selectedIndex === undefined ? undefined : rows[selectedIndex]?.key;
  const [turned, setTurned] = useState<TurnedRows>(new Set());
  const [wantedKey, setWantedKey] = useState(initialKey);
  // A link to a span leads to it, but takes no focus from where the reader is.
  const [target, setTarget] = useState<Target | undefined>(
    initialKey === undefined ? undefined : { key: initialKey, turn: 1, focus: false },
  );
  const visible = useMemo(
    () => visibleRows(rows, turned, { within, picked: selectedIndex }),
    [rows, turned, within, selectedIndex],
  );
  const level = useMemo(() => levelOf(rows, turned), [rows, turned]);
  const position = positionOf(visible, wantedKey === undefined ? 0 : (indexOfKey.get(wantedKey) ?? 0));
  const currentIndex = visible[position];
  const currentKey = currentIndex === undefined ? undefined : rows[currentIndex]?.key;

  const aim = useCallback((key: string, focus: boolean) => {
    setWantedKey(key);
    setTarget((before) => ({ key, focus, turn: (before?.turn ?? 0) + 1 }));
  }, []);
  const goTo = useCallback(
    (index: number, focus: boolean) => {
      const key = rows[index]?.key;
      if (key === undefined) return undefined;
      // What is on screen needs nothing opened: the selected span may be picked out of a folded group.
      setTurned((before) => (visible.includes(index) ? before : unfoldTo(rows, before, index)));
      aim(key, focus);
      return key;
    },
    [rows, visible, aim],
  );
  const setFolded = useCallback(
    (key: string, fold: boolean) => {
      const row = rows[indexOfKey.get(key) ?? -1];
      if (row !== undefined) setTurned((before) => withFolded(before, row, fold));
    },
    [rows, indexOfKey],
  );

  const moveBy = (by: number): string | undefined => {
    const index = visible[Math.min(Math.max(position + by, 0), visible.length - 1)];
    return index === undefined ? undefined : goTo(index, true);
  };
  const foldOrMove = (direction: 'left' | 'right'): string | undefined => {
    const row = currentIndex === undefined ? undefined : rows[currentIndex];
    if (row === undefined || currentIndex === undefined) return undefined;
    const closed = isFolded(row, turned);
    if (canFold(row) && closed === (direction === 'right')) {
      setFolded(row.key, direction === 'left');
      aim(row.key, true);
      return row.key;
    }
    const next = direction === 'left' ? row.row.parent : row.row.children[0];
    return next === undefined || (within !== undefined && next < within) ? undefined : goTo(next, true);
  };
  return {
    visible,
    turned,
    level,
    position,
    currentKey,
    target,
    setFolded,
    setLevel: useCallback((next: FoldLevel) => setTurned(foldToLevel(rows, next)), [rows]),
    turnLevel: useCallback((open: boolean) => setTurned((before) => turnOneLevel(rows, before, open)), [rows]),
    setCurrent: setWantedKey,
    goTo,
    moveBy,
    foldOrMove,
  };
}

/** Position of a row among the visible ones; of a hidden row, that of the folded one that hides it. */
function positionOf(visible: readonly number[], index: number): number {
  let low = 0;
  let high = visible.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((visible[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
