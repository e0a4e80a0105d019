// The URL of the search page.
import type { z } from '@spanloom/api-schema';
import { filterUrl } from '../../lib/filter-url.ts';
import { urlText } from '../../lib/search-params.ts';

export const searchUrl = filterUrl.extend({
  /** `spans`: what was found is listed span by span. Absent: trace by trace. */
  list: urlText,
  sort: urlText,
  /** Trace id of the row that has the focus. */
  focus: urlText,
  /** The box over the histogram, `START-END` in unix nanoseconds. */
  box: urlText,
});
export type SearchUrl = z.infer<typeof searchUrl>;
