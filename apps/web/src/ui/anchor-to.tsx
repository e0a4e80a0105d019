// Stands as the target of a Mantine overlay for an element that exists already: draws nothing, hands the element on.
import { type Ref, useLayoutEffect } from 'react';

interface AnchorToProps {
  readonly element: HTMLElement | null;
  /** Given by the overlay. */
  readonly ref?: Ref<HTMLElement>;
}

export function AnchorTo({ element, ref }: AnchorToProps) {
  useLayoutEffect(() => {
    if (typeof ref !== 'function') return;
    ref(element);
    return () => void ref(null);
  }, [element, ref]);
  return null;
}
