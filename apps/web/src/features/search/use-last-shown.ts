// The chart and the window that it counts in, kept together: until a question is answered the last answer stays, over its
// own time. To take it away would throw the focus out of it.
import type { HistogramResponse } from '@spanloom/api-schema';
import { useState } from 'react';
import type { TimeWindow } from '../../lib/time-range.ts';

export interface ShownHistogram {
  readonly window: TimeWindow;
  /** undefined while nothing has been read: the place is held. */
  readonly histogram: HistogramResponse | undefined;
}

/** `next`: undefined while there is no answer to what is asked. */
export function useLastShown(next: ShownHistogram | undefined): ShownHistogram | undefined {
  const [last, setLast] = useState(next);
  if (next === undefined) return last;
  if (next.window !== last?.window || next.histogram !== last.histogram) setLast(next);
  return next;
}
