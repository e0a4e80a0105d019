// The one tooltip of the app: it shows the words of whatever has `data-tip` and lies under the mouse. A tooltip of its own for
// each button would cost more than the buttons.
import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';

/** How long the mouse rests on something before its words come. */
const REST_MS = 300;

interface Tip {
  readonly target: HTMLElement;
  readonly words: string;
  readonly shown: boolean;
}

export function Tooltips() {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    const listening = new AbortController();
    let under: Element | null = null;
    let timer: number | undefined;
    const hide = (): void => {
      // Asked with every turn of the wheel.
      if (timer === undefined) return;
      window.clearTimeout(timer);
      timer = undefined;
      setTip((before) => before && { ...before, shown: false });
    };
    const enter = (target: Element | null): void => {
      if (target === under) return;
      under = target;
      hide();
      const words = target instanceof HTMLElement ? target.dataset['tip'] : undefined;
      if (!(target instanceof HTMLElement) || words === undefined) return;
      timer = window.setTimeout(() => {
        setTip({ target, words, shown: false });
        // It is placed before it is shown.
        timer = window.setTimeout(() => setTip({ target, words, shown: true }));
      }, REST_MS);
    };
    const on = (type: 'pointerover' | 'pointerout', take: (event: PointerEvent) => void): void =>
      document.addEventListener(type, take, { signal: listening.signal });
    on('pointerover', ({ pointerType, target }) => {
      if (pointerType === 'mouse') enter(target instanceof Element ? target.closest('[data-tip]') : null);
    });
    on('pointerout', ({ relatedTarget }) => {
      if (relatedTarget === null) enter(null);
    });
    // Who presses knows what it is, but not why nothing happened. It stays away until the mouse comes anew.
    const leave = (): void => {
      if (under?.ariaDisabled !== 'true') hide();
    };
    for (const type of ['pointerdown', 'keydown', 'wheel'])
      document.addEventListener(type, leave, { signal: listening.signal, capture: true, passive: true });
    return () => {
      listening.abort();
      window.clearTimeout(timer);
    };
  }, []);
  return tip && <Tooltip label={tip.words} target={tip.target} opened={tip.shown} />;
}
