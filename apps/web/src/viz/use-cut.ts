// What is seen of a scrolled picture, with the address as its memory: taken from there at first and when it changes there,
// written there when the reader has moved it and it has come to rest. What moves it by itself, before that, is not written.
import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { type Cut, isSameCut, readCut, type Size, writeCut } from './pan-zoom-layout.ts';

const REST_MS = 200;

/** A parameter of the address. */
export interface CutMemory {
  readonly text: string | undefined;
  /** In place of what the address is now. */
  readonly onText: (text: string | undefined) => void;
}

interface CutInput {
  readonly view: RefObject<HTMLElement | null>;
  readonly box: RefObject<HTMLElement | null>;
  readonly scale: number;
  readonly viewSize: Size;
  /** The picture is there. */
  readonly ready: boolean;
  readonly memory: CutMemory;
  /** False when it is drawn at that scale already. */
  readonly onScale: (scale: number) => boolean;
}

interface CutKeeper {
  /** From now on what is seen is the reader's choice. */
  readonly keep: () => void;
  /** What is seen is what anybody sees. */
  readonly forget: () => void;
}

export function useCut({ view, box, scale, viewSize, ready, memory, onScale }: CutInput): CutKeeper {
  const { text, onText } = memory;
  /** Still to be taken: once the picture is there, at its scale. */
  const wanted = useRef(readCut(text));
  const kept = useRef(readCut(text) !== undefined);
  const seen = useRef<Cut>(undefined);
  const written = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const look = useEffectEvent((): Cut | undefined => {
    const [place, content] = [middleOf(view.current), box.current?.getBoundingClientRect()];
    if (place === undefined || content === undefined) return undefined;
    return { scale, x: (place.x - content.left) / scale, y: (place.y - content.top) / scale };
  });
  const write = useEffectEvent((next: string | undefined) => {
    if (next === written.current) return;
    written.current = next;
    onText(next);
  });
  // Nothing is measured while it moves: a measurement has the browser lay out at once what it lays out once in a frame.
  const lookAtRest = useEffectEvent(() => {
    clearTimeout(timer.current);
    const isChoice = kept.current;
    timer.current = setTimeout(() => {
      const cut = look();
      if (cut === undefined || wanted.current !== undefined) return;
      if (seen.current !== undefined && isSameCut(cut, seen.current)) return;
      seen.current = cut;
      if (isChoice) write(writeCut(cut));
    }, REST_MS);
  });

  const settle = useEffectEvent(() => {
    if (!ready || viewSize.width === 0) return;
    const cut = wanted.current;
    if (cut === undefined) return lookAtRest();
    const [place, content] = [middleOf(view.current), box.current?.getBoundingClientRect()];
    if (place === undefined || content === undefined) return;
    view.current?.scrollBy(content.left + cut.x * scale - place.x, content.top + cut.y * scale - place.y);
    wanted.current = undefined;
    seen.current = look();
  });
  useLayoutEffect(() => settle(), [ready, viewSize, scale]);

  // Another entry of the history. One that has no cut leaves what is seen, and is told of it.
  const takeFrom = useEffectEvent((given: string | undefined) => {
    if (given === written.current) return;
    written.current = given;
    const cut = readCut(given);
    if (cut === undefined) {
      if (kept.current) {
        seen.current = undefined;
        lookAtRest();
      }
      return;
    }
    clearTimeout(timer.current);
    kept.current = true;
    wanted.current = cut;
    if (!onScale(cut.scale)) settle();
  });
  useEffect(() => takeFrom(text), [text]);

  useEffect(() => {
    const element = view.current;
    const listener = (): void => lookAtRest();
    element?.addEventListener('scroll', listener, { passive: true });
    return () => {
      element?.removeEventListener('scroll', listener);
      clearTimeout(timer.current);
    };
  }, [view]);

  return {
    keep: useCallback(() => {
      kept.current = true;
    }, []),
    forget: () => {
      clearTimeout(timer.current);
      kept.current = false;
      if (written.current === undefined) return;
      written.current = undefined;
      onText(undefined);
    },
  };
}

/** In client coordinates, without its scroll bars. */
function middleOf(element: HTMLElement | null): { readonly x: number; readonly y: number } | undefined {
  if (element === null) return undefined;
  const { left, top } = element.getBoundingClientRect();
  return { x: left + element.clientWidth / 2, y: top + element.clientHeight / 2 };
}
