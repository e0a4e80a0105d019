// The browser's clock for things that grow old on screen.
import { useEffect, useState } from 'react';
import { nanosOfMillis } from '../lib/time-range.ts';

/** Unix nanoseconds, renewed every `everyMs`. */
export function useNow(everyMs: number): bigint {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nanosOfMillis(now);
}
