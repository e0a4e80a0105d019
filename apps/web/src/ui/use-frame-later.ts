// A value a frame late, so that what is drawn of it is not drawn in the same frame as all else that an answer changes.
import { useEffect, useState } from 'react';

/** The first value at once; each further one in the frame after the one in which it came. */
export function useFrameLater<T extends object | undefined>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setShown(value));
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return shown;
}
