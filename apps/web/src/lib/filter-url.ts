// The conditions of a search as an address holds them.
import { z } from '@spanloom/api-schema';
import { urlText, urlTexts } from './search-params.ts';

/** Named as the API names its parameters; durations in nanoseconds. */
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
export type FilterUrl = z.infer<typeof filterUrl>;
