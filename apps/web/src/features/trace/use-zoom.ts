// The window of a trace that is shown, with the URL as its memory.
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ZoomWindow } from '../../viz/time-scale-layout.ts';
import { clampWindow, formatZoom, panBy, parseZoom, wholeWindow, zoomAround } from '../../viz/zoom-window-layout.ts';
import type { TraceModel } from './trace-model.ts';
import { useUrlDraft } from './use-url-draft.ts';

export interface Zoom {
  readonly window: ZoomWindow;
  readonly set: (window: ZoomWindow) => void;
  /** `factor` below 1 = closer; `around`: nanoseconds from the trace's start, else the middle. */
  readonly by: (factor: number, around?: number) => void;
  /** Share of the window's length; negative = towards the start. */
  readonly pan: (share: number) => void;
  readonly fit: () => void;
}

export function useZoom(model: TraceModel, text: string | undefined, commit: (text: string | undefined) => void): Zoom {
  const { extent, startNanos } = model;
  const [draft, setDraft] = useUrlDraft(text, commit);
  const window = useMemo(() => parseZoom(draft, extent), [draft, extent]);
  const set = useCallback((next: ZoomWindow) => setDraft(formatZoom(next, extent)), [setDraft, extent]);

  // An earlier span came in: the same stretch of time now lies further from the start.
  const seenStart = useRef(startNanos);
  useEffect(() => {
    const shift = Number(seenStart.current - startNanos);
    seenStart.current = startNanos;
    if (shift === 0 || draft === undefined) return;
    set(clampWindow({ from: window.from + shift, to: window.to + shift }, extent));
  }, [startNanos, draft, window, extent, set]);

  const by = useCallback(
    (factor: number, around?: number) =>
      set(zoomAround(window, extent, factor, around ?? (window.from + window.to) / 2)),
    [set, window, extent],
  );
  const pan = useCallback((share: number) => set(panBy(window, extent, share)), [set, window, extent]);
  const fit = useCallback(() => set(wholeWindow(extent)), [set, extent]);
  return { window, set, by, pan, fit };
}
