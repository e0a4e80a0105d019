// The URL of a trace: /trace/<id>?span=&zoom=&find=
import { z } from '@spanloom/api-schema';
import { urlText } from '../../lib/search-params.ts';

export const traceUrl = z.object({
  /** Selected span: its id, with `.` and the start of its content hash where another span has the same id. */
  span: urlText,
  /** `FROM-TO` in nanoseconds from the trace's start. Absent: the whole trace. */
  zoom: urlText,
  /** What is looked for in the trace. */
  find: urlText,
});
export type TraceUrl = z.infer<typeof traceUrl>;
