// A list below an input that stands far to the right is moved to the left until all of it is on screen.
import { type RefObject, useLayoutEffect } from 'react';

const MARGIN = 8;

/** After every drawing: what is typed and chosen moves the input. */
export function useKeptOnScreen(list: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    element.style.marginLeft = '0px';
    const beyond = element.getBoundingClientRect().right - (document.documentElement.clientWidth - MARGIN);
    if (beyond > 0) element.style.marginLeft = `${-beyond}px`;
  });
}
