// The newest traces of a window, read one by one: what is drawn of whole traces cannot be made of all that a day may have.
import type { TraceId } from '@spanloom/otlp-model';
import type { TimeWindow, TraceFilter, SpanOutline } from '../storage/trace-store.ts';
import type { QueryContext } from './queries.ts';

/** As many as are read within a second or two. */
const MOST = 500;

export interface NewestTraces {
  readonly traces: readonly (readonly SpanOutline[])[];
  /** All that match, read or not. */
  readonly found: number;
}

/** With the attributes of these keys. */
export async function newestTraces(
  filter: TraceFilter & { readonly window: TimeWindow },
  keys: readonly string[],
  { reader, scope, read }: QueryContext,
): Promise<NewestTraces> {
  const snapshot = reader.snapshot(scope);
  const page = await snapshot.findTraces({ filter, order: 'newest', limit: MOST, after: undefined }, read);
  const traces: SpanOutline[][] = [];
  for (const { traceId } of page.traces) traces.push(await outlineOf(traceId));
  const more = page.next !== undefined;
  const found = more ? await snapshot.aggregate({ kind: 'histogram', filter, buckets: 1 }, read) : undefined;
  return { traces, found: found?.traces ?? traces.length };

  async function outlineOf(traceId: TraceId): Promise<SpanOutline[]> {
    const spans: SpanOutline[] = [];
    for await (const batch of snapshot.getTraceOutline(traceId, keys, read)) spans.push(...batch);
    return spans;
  }
}
