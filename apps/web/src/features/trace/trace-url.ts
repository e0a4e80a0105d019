// The URL of a trace: /trace/<id>?span=&zoom=&find=&within=&similar=open&skew=raw
import { z } from '@spanloom/api-schema';
import { urlText } from '../../lib/search-params.ts';
import { parseZoom } from '../../viz/zoom-window-layout.ts';
import { oneOf } from '../../lib/unknown-parts.ts';

export const traceUrl = z.object({
  /** Selected span: its id, with `.` and the start of its content hash where another span has the same id. */
  span: urlText,
  /** `FROM-TO` in nanoseconds from the trace's start. Absent: the whole trace. */
  zoom: urlText,
  /** What is looked for in the trace. */
  find: urlText,
  /** The span whose tree alone is shown, written as `span` is. */
  within: urlText,
  /** `open`: similar siblings stand in rows of their own. */
  similar: urlText,
  /** `raw`: times as they were sent, also where clocks of hosts differ. */
  skew: urlText,
});
export type TraceUrl = z.infer<typeof traceUrl>;

/** `span` and `within` are held against the trace. Of what else stands here nothing is shown. */
export const KNOWN_VALUES = {
  // What cannot be read gives all of a trace, however long it is.
  zoom: (text: string) => parseZoom(text, Number.POSITIVE_INFINITY).to < Number.POSITIVE_INFINITY,
  similar: oneOf(['open']),
  skew: oneOf(['raw']),
};
