// What changes something: deleting, a test trace, the demo data.
import { z } from './jitless.ts';

/** DELETE /api/v1/services: the spans that one service sent go. */
export const deleteServiceParameters = z.object({
  service: z.string().min(1).max(1024),
  /** Absent or empty = services without a namespace. */
  namespace: z.string().max(1024).default(''),
});

/** DELETE /api/v1/data: no slip of the hand empties the store. */
export const deleteEverythingParameters = z.object({ confirm: z.literal('everything') });

/** What every deletion answers. */
export const deletedResponse = z.object({
  /** Spans that were deleted. */
  spans: z.int(),
});
export type DeletedResponse = z.infer<typeof deletedResponse>;

/** POST /api/v1/test-trace */
export const testTraceResponse = z.object({ traceId: z.string() });
export type TestTraceResponse = z.infer<typeof testTraceResponse>;

/** POST /api/v1/import: what the OTLP port made of the document. */
export const importResponse = z.object({
  /** Spans that were not stored; all others of the document are. */
  rejectedSpans: z.int().min(0),
  /** Why some were not, or another remark of the server; '' when there is none. */
  message: z.string(),
});
export type ImportResponse = z.infer<typeof importResponse>;
