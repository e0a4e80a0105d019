// The URL of the search page.
import { z } from '@spanloom/api-schema';
import { urlText, urlTexts } from '../../lib/search-params.ts';

/** The conditions, named as the API names its parameters; durations in nanoseconds. */
export const filterUrl = z.object({
  service: urlText,
  namespace: urlText,
  operation: urlText,
  kind: urlText,
  status: urlText,
  minDuration: urlText,
  maxDuration: urlText,
  attr: urlTexts,
  spanAttr: urlTexts,
  resourceAttr: urlTexts,
  notAttr: urlTexts,
  notSpanAttr: urlTexts,
  notResourceAttr: urlTexts,
  text: urlText,
  client: urlText,
  server: urlText,
  /** How calls are seen: `proxies` and ids of nodes whose calls are folded. */
  fold: urlTexts,
});

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
