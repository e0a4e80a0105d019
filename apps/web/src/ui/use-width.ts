// The width of an element, known before anything that depends on it is painted.
import { useCallback, useState } from 'react';

interface MeasuredWidth {
  /** To be given to the element. */
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
  /** Of its border box, px; undefined before it is on the page. */
  readonly width: number | undefined;
}

export function useWidth(): MeasuredWidth {
  const [width, setWidth] = useState<number>();
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    setWidth(element.getBoundingClientRect().width);
    const observer = new ResizeObserver(() => setWidth(element.getBoundingClientRect().width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
