// The most that can be drawn of a live diagram: Mermaid refuses longer texts, and more edges.
import type { LiveDiagram } from '@spanloom/api-schema';
import { liveText } from '../live/live-text.ts';
import { MAX_TEXT } from '../text-limits.ts';

/** What a window and a theme may add. */
const ROOM = 2000;

/** Mermaid's own limit, as it is set where nobody changed it. */
const MAX_EDGES = 499;

/** `make` with the most parts, halved until the text is short enough. */
export function fitLive<D extends LiveDiagram>(make: (most: number) => D, most: number): D {
  for (let parts = most; ; parts = Math.floor(parts / 2)) {
    const diagram = make(parts);
    const edges = diagram.type === 'sequence' ? 0 : diagram.flows.length;
    const fits = edges <= MAX_EDGES && liveText(diagram, { start: '', end: '' }, 'light').length <= MAX_TEXT - ROOM;
    if (parts <= 1 || fits) return diagram;
  }
}
