// A window that a hand moves: seen at once, told of when the hand rests, so that a drag asks no server at each pixel.
import { useEffect, useRef, useState } from 'react';
import { useSteady } from '../ui/use-steady.ts';
import type { ZoomWindow } from './time-scale-layout.ts';

const REST_MS = 120;

export interface Rested {
  readonly window: ZoomWindow;
  readonly move: (window: ZoomWindow) => void;
  /** What was moved and not told of yet is let go. */
  readonly drop: () => void;
}

interface Moved {
  readonly window: ZoomWindow;
  /** What was given when it was moved, and what was told of since. */
  readonly over: ZoomWindow;
  readonly told: ZoomWindow | undefined;
}

/** `given`: the window as whoever is told has it; one from elsewhere takes the place of what was moved. */
export function useRested(given: ZoomWindow, onRest: (window: ZoomWindow) => void): Rested {
  const [moved, setMoved] = useState<Moved>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useSteady(onRest);
  const isHeld = moved !== undefined && (moved.over === given || isSame(moved.told, given));
  useEffect(() => {
    if (!isHeld) clearTimeout(timer.current);
  }, [isHeld]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    window: isHeld ? moved.window : given,
    move(window) {
      setMoved((before) => ({ window, over: given, told: before?.told }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        setMoved((before) => before && { ...before, told: window });
        tell(window);
      }, REST_MS);
    },
    drop() {
      setMoved(undefined);
      clearTimeout(timer.current);
    },
  };
}

/** Who is told keeps whole nanoseconds. */
function isSame(one: ZoomWindow | undefined, { from, to }: ZoomWindow): boolean {
  return one !== undefined && Math.round(one.from) === Math.round(from) && Math.round(one.to) === Math.round(to);
}
