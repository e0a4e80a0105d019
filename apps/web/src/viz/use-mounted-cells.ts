// Which cells of a map are in the document. Those on screen at once; those around them a few in each frame while it is moved;
// all others once it rests, nearest first and as long as there are not too many: who moves it then moves what is there already.
import { useEffect, useMemo, useState } from 'react';
import { idleAtRest } from '../lib/picture-moves.ts';
import type { MapCell } from './map-cells.ts';
import type { Box, Point } from './service-map-shape.ts';
import type { Seen, Sides } from './use-seen.ts';

/** Nodes and lines. */
const PARTS_PER_FRAME = 8;
const PARTS_AT_REST = 40;
const MOST_PARTS = 6000;

const NONE: ReadonlySet<string> = new Set();

export interface MountedCells {
  readonly cells: readonly MapCell[];
  /** On screen or about to be. */
  readonly near: ReadonlySet<MapCell>;
}

/** `corner`: of the picture, from which `seen` is told. `needed`: ids of parts that are there even where nobody looks. */
export function useMountedCells(
  cells: readonly MapCell[],
  seen: Seen,
  corner: Point,
  needed: ReadonlySet<string>,
): MountedCells {
  const [mounted, setMounted] = useState(NONE);
  // Apart from what is on screen: all parts of the map are looked through, which is too much for each step of a movement.
  const always = useMemo(() => {
    const isNeeded = (id: string): boolean => needed.has(id);
    return new Set(cells.filter(({ nodes, edges }) => nodes.some(isNeeded) || edges.some(isNeeded)));
  }, [cells, needed]);
  const wanted = useMemo(
    (): WantedCells => ({
      now: cells.filter((cell) => far(cell.box, seen.near, corner) === 0 || always.has(cell)),
      soon: cells.filter((cell) => far(cell.box, seen.wide, corner) === 0),
      later: () => nearestFirst(cells, seen.wide, corner),
    }),
    [cells, seen, corner, always],
  );
  useEffect(() => {
    const left = new AbortController();
    void nextCells(mounted, wanted, left.signal).then((keys) => {
      if (keys !== undefined && !left.signal.aborted) setMounted(keys);
    });
    return () => left.abort();
  }, [mounted, wanted]);
  const shown = useMemo(() => {
    const now = new Set(wanted.now);
    return cells.filter((cell) => now.has(cell) || mounted.has(cell.key));
  }, [cells, wanted, mounted]);
  // The same list while there are the same cells, wherever one looks.
  const [kept, setKept] = useState(shown);
  if (kept !== shown && !hasSame(kept, shown)) setKept(shown);
  return { cells: kept, near: useMemo(() => new Set([...wanted.now, ...wanted.soon]), [wanted]) };
}

function hasSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((one, place) => one === others[place]);
}

export interface WantedCells {
  readonly now: readonly MapCell[];
  readonly soon: readonly MapCell[];
  /** Nearest first, as many as may be there. */
  readonly later: () => readonly MapCell[];
}

/** Keys, when it is time for them; undefined when all is there, or when `signal` says that something else is wanted. */
export async function nextCells(
  mounted: ReadonlySet<string>,
  wanted: WantedCells,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const moving = nextWhileMoved(mounted, wanted);
  if (moving !== mounted) {
    await new Promise(requestAnimationFrame);
    return moving;
  }
  try {
    await idleAtRest(signal);
  } catch (reason) {
    if (signal.aborted) return undefined;
    throw reason;
  }
  const resting = nextAtRest(mounted, wanted);
  return resting === mounted ? undefined : resting;
}

/** Keys; the same set when nothing is left to do. */
export function nextWhileMoved(mounted: ReadonlySet<string>, { now, soon }: WantedCells): ReadonlySet<string> {
  const keys = new Set([...mounted, ...now.map(({ key }) => key)]);
  addSome(keys, soon, PARTS_PER_FRAME);
  return keys.size === mounted.size ? mounted : keys;
}

/** The same. What is too far away goes. */
export function nextAtRest(mounted: ReadonlySet<string>, { now, soon, later }: WantedCells): ReadonlySet<string> {
  const all = [...now, ...soon, ...later()];
  const known = new Set(all.map(({ key }) => key));
  const keys = new Set([...mounted].filter((key) => known.has(key)));
  const gone = keys.size < mounted.size;
  const before = keys.size;
  addSome(keys, all, PARTS_AT_REST);
  return gone || keys.size > before ? keys : mounted;
}

/** As many as have so many parts; one at least. */
function addSome(keys: Set<string>, cells: readonly MapCell[], most: number): void {
  let parts = 0;
  for (const cell of cells) {
    if (keys.has(cell.key)) continue;
    keys.add(cell.key);
    parts += partsOf(cell);
    if (parts >= most) return;
  }
}

function nearestFirst(cells: readonly MapCell[], sides: Sides, corner: Point): MapCell[] {
  const sorted = cells
    .map((cell) => ({ cell, distance: far(cell.box, sides, corner) }))
    .toSorted((a, b) => a.distance - b.distance);
  let parts = 0;
  return sorted.flatMap(({ cell }) => {
    parts += partsOf(cell);
    return parts > MOST_PARTS ? [] : [cell];
  });
}

function partsOf({ nodes, edges }: MapCell): number {
  return nodes.length + edges.length;
}

/** 0: some of it lies between the sides. */
function far({ x, y, width, height }: Box, { left, top, right, bottom }: Sides, corner: Point): number {
  const [fromLeft, fromTop] = [x - corner.x, y - corner.y];
  const across = Math.max(left - (fromLeft + width), fromLeft - right, 0);
  return across + Math.max(top - (fromTop + height), fromTop - bottom, 0);
}
