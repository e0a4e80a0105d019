// A Mermaid text drawn off screen when its structure changes, while the old picture stays until the new one is here.
import { takesLong } from '@spanloom/diagrams';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { painted } from '../../../lib/after-paint.ts';
import { drawsPicture } from '../../../lib/picture-moves.ts';
import { createMermaidRenderer, isMermaidLoaded, type MermaidPicture } from '../../../viz/mermaid-renderer.ts';

/** A picture with what it was drawn from. */
export interface Drawn<S> {
  readonly picture: MermaidPicture;
  readonly subject: S;
  readonly dark: boolean;
  readonly asked: string;
  /** `performance.now()` when it was ready. */
  readonly at: number;
}

interface Wanted<S> {
  /** Prefix of the picture's ids. */
  readonly name: string;
  readonly subject: S;
  readonly textOf: (subject: S) => string;
  /** Equal for subjects that need no new drawing. */
  readonly structure: string;
  readonly dark: boolean;
  /** What the reader chose to see: another choice is drawn at once. */
  readonly asked?: string;
  readonly onDrawn: (elapsedMs: number) => void;
}

export interface Drawing<S> {
  readonly drawn: Drawn<S> | undefined;
  /** Why what is wanted now could not be drawn. */
  readonly failure: string | undefined;
  /** Of an element where Mermaid measures, laid out like the page and never seen. */
  readonly stage: RefObject<HTMLDivElement | null>;
}

/** Drawing stops everything else on the page, so a large picture whose structure keeps changing is drawn less often. */
const REST_PER_DRAWING = 10;
/** What has changed is not kept back for longer, however slow the machine. */
const LONGEST_REST_MS = 5000;

export function useDrawing<S>({ name, subject, textOf, structure, dark, asked = '', onDrawn }: Wanted<S>): Drawing<S> {
  const stage = useRef<HTMLDivElement>(null);
  const [renderer] = useState(() => createMermaidRenderer(name));
  const [drawn, setDrawn] = useState<Drawn<S>>();
  const [failure, setFailure] = useState<{ readonly structure: string; readonly message: string }>();

  const drawnOf = async (text: string, place: HTMLElement, isCurrent: () => boolean) => {
    if (takesLong(text)) await painted();
    return isCurrent() ? await renderer.draw(text, place, dark) : undefined;
  };
  const draw = useEffectEvent(async (isCurrent: () => boolean) => {
    if (stage.current === null) return;
    try {
      const drawing = drawnOf(textOf(subject), stage.current, isCurrent);
      const picture = await (isMermaidLoaded() ? drawsPicture(drawing) : drawing);
      if (picture === undefined || !isCurrent()) return;
      setDrawn({ picture, subject, dark, asked, at: performance.now() });
      setFailure(undefined);
      onDrawn(picture.elapsedMs);
    } catch (error) {
      if (isCurrent()) setFailure({ structure, message: error instanceof Error ? error.message : String(error) });
    }
  });
  const restMs = useEffectEvent(() => {
    // Another theme is no reason to wait: the old picture would stand out.
    if (drawn === undefined || drawn.dark !== dark || drawn.asked !== asked) return 0;
    const rest = Math.min(drawn.picture.elapsedMs * REST_PER_DRAWING, LONGEST_REST_MS);
    return drawn.at + rest - performance.now();
  });
  useEffect(() => {
    let current = true;
    const rest = restMs();
    // Without a timer where there is nothing to wait for: the browser has its turn with other things first.
    const timer = rest > 0 ? setTimeout(() => void draw(() => current), rest) : undefined;
    if (timer === undefined) void draw(() => current);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [structure, dark]);

  return { drawn, failure: failure?.structure === structure ? failure.message : undefined, stage };
}
