// Which part of a scrolled picture is on screen, in steps: so that what is far away need not exist, and a step costs little.
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { Size } from './pan-zoom-layout.ts';

/** Pixels of the screen; that much beyond the edges counts as seen too. */
const STEP = 160;

/** In pixels of the unscaled picture, from its top left corner. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Seen {
  /** On screen, up to the next step. */
  readonly near: Sides;
  /** A step more on each side. */
  readonly wide: Sides;
}

const NOTHING = '0 0 0 0';

export function useSeen(
  view: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
  scale: number,
  viewSize: Size,
): Seen {
  // As text: the same part is the same state, and nothing is drawn again.
  const [seen, setSeen] = useState(NOTHING);
  useEffect(() => {
    const [outer, inner] = [view.current, box.current];
    if (outer === null || inner === null) return undefined;
    const look = (): void => {
      const [place, content] = [outer.getBoundingClientRect(), inner.getBoundingClientRect()];
      setSeen(seenOf(place.left - content.left, place.top - content.top, viewSize, scale));
    };
    look();
    outer.addEventListener('scroll', look, { passive: true });
    return () => outer.removeEventListener('scroll', look);
  }, [view, box, scale, viewSize]);
  return useMemo(() => {
    const [left = 0, top = 0, right = 0, bottom = 0] = seen.split(' ').map(Number);
    const step = STEP / scale;
    return {
      near: { left: left + step, top: top + step, right: right - step, bottom: bottom - step },
      wide: { left, top, right, bottom },
    };
  }, [seen, scale]);
}

/** `x`, `y`: how far the picture is scrolled. */
export function seenOf(x: number, y: number, { width, height }: Size, scale: number): string {
  const before = (at: number): number => (Math.floor(at / STEP) - 1) * STEP;
  const after = (at: number): number => (Math.ceil(at / STEP) + 1) * STEP;
  return [before(x), before(y), after(x + width), after(y + height)].map((at) => Math.round(at / scale)).join(' ');
}
