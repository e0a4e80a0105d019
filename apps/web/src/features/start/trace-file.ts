// A file of traces as people have them: one OTLP/JSON document, or one a line as the Collector's file exporter writes them.
// https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
import { z } from '@spanloom/api-schema';
import type { TimeWindow } from '../../lib/time-range.ts';

/** One request to the server. */
export interface TraceDocument {
  readonly text: string;
  readonly spans: number;
}

export interface TraceFile {
  readonly documents: readonly TraceDocument[];
  readonly spans: number;
  readonly traceIds: ReadonlySet<string>;
  /** From the first start to the last end; undefined when no span says when it was. */
  readonly window: TimeWindow | undefined;
}

/** Why a file is none, for the reader's language. */
export type TraceFileProblem = 'not-json' | 'no-traces';

/** Only what is counted; the server judges the rest. A count that is wrong here changes nothing that is stored. */
const spanSchema = z.object({
  traceId: z.string().optional(),
  startTimeUnixNano: z.union([z.string(), z.number()]).optional(),
  endTimeUnixNano: z.union([z.string(), z.number()]).optional(),
});
const documentSchema = z.object({
  resourceSpans: z.array(
    z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema).default([]) })).default([]) }),
  ),
});

/** Reads a file. Never throws. */
export function readTraceFile(text: string): TraceFile | TraceFileProblem {
  const whole = parseJson(text);
  const parts = whole === undefined ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  const documents: TraceDocument[] = [];
  const traceIds = new Set<string>();
  let from: bigint | undefined;
  let to: bigint | undefined;
  for (const part of parts) {
    const value = whole ?? parseJson(part);
    if (value === undefined) return 'not-json';
    const parsed = documentSchema.safeParse(value);
    // A line of another signal: the Collector may write several into one file.
    if (!parsed.success) continue;
    const spans = parsed.data.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    for (const { traceId, startTimeUnixNano, endTimeUnixNano } of spans) {
      if (traceId !== undefined) traceIds.add(traceId.toLowerCase());
      const start = nanosOf(startTimeUnixNano);
      const end = nanosOf(endTimeUnixNano);
      if (start !== undefined && (from === undefined || start < from)) from = start;
      if (end !== undefined && (to === undefined || end > to)) to = end;
    }
    documents.push({ text: part, spans: spans.length });
  }
  const spans = documents.reduce((sum, document) => sum + document.spans, 0);
  if (spans === 0) return 'no-traces';
  const window = from === undefined ? undefined : { start: from, end: to === undefined || to < from ? from : to };
  return { documents, spans, traceIds, window };
}

function nanosOf(value: string | number | undefined): bigint | undefined {
  if (value === undefined || !/^\d{1,20}$/.test(String(value))) return undefined;
  const nanos = BigInt(value);
  return nanos === 0n ? undefined : nanos;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said by the caller: undefined is no JSON value.
    return undefined;
  }
}
