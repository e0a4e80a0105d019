// A function that stays the same, so that what takes it need not be drawn again whenever the page around it is.
import { useCallback, useLayoutEffect, useRef } from 'react';

/** Does what `act` of the last render does. For handlers and for what is asked for on a press: not to be called in a render. */
export function useSteady<A extends readonly unknown[], R>(act: (...parameters: A) => R): (...parameters: A) => R {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...parameters: A) => latest.current(...parameters), []);
}
