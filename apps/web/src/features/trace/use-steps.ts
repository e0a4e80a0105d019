// Going through a trace by what matters: the next error, the slowest span, the longest gap, and again for the one after.
import { useRef } from 'react';
import { clampWindow } from '../../viz/zoom-window-layout.ts';
import { longestGaps, nextPlace, slowestRows } from './landmarks.ts';
import { nextError } from './rows-layout.ts';
import type { TraceModel } from './trace-model.ts';
import type { Zoom } from './use-zoom.ts';

export interface TraceSteps {
  readonly nextError: () => void;
  readonly nextSlowest: () => void;
  readonly nextGap: () => void;
}

type Kind = 'slowest' | 'gap';

/** `current`: index of the row one is on. */
export function useSteps(model: TraceModel, current: number, zoom: Zoom, goTo: (index: number) => void): TraceSteps {
  // Whoever comes from elsewhere begins with the first; whoever has just been led here goes on.
  const led = useRef<{ readonly kind: Kind; readonly index: number }>(undefined);
  const take = <T extends { readonly index: number }>(kind: Kind, places: readonly T[]): T | undefined => {
    const goesOn = led.current?.kind === kind && led.current.index === current;
    const place = nextPlace(places, goesOn ? current : -1);
    led.current = place === undefined ? undefined : { kind, index: place.index };
    return place;
  };
  return {
    nextError: () => {
      const index = nextError(model.rows, current);
      if (index !== undefined) goTo(index);
    },
    nextSlowest: () => {
      const place = take(
        'slowest',
        slowestRows(model.rows).map((index) => ({ index })),
      );
      if (place !== undefined) goTo(place.index);
    },
    nextGap: () => {
      const gap = take('gap', longestGaps(model.rows));
      if (gap === undefined) return;
      const margin = (gap.to - gap.from) / 4;
      zoom.set(clampWindow({ from: gap.from - margin, to: gap.to + margin }, model.extent));
      goTo(gap.index);
    },
  };
}
