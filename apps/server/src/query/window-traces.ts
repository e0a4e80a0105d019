// The newest traces of a window, read one by one: what is drawn of whole traces cannot be made of all that a day may have.
import type { ApiTrace } from '@spanloom/diagrams';
import type { TraceId } from '@spanloom/otlp-model';
import type { SpanOutline, TimeWindow, TraceFilter, TracePage } from '../storage/trace-store.ts';
import type { QueryContext } from './queries.ts';
import { readTrace } from './trace-view.ts';

/** As many as are read within a second or two. */
const MOST = 500;
/** A trace that has no room among these is passed over. */
const MOST_SPANS = 50_000;

export interface NewestTraces {
  readonly traces: readonly (readonly SpanOutline[])[];
  /** All that match, read or not. */
  readonly found: number;
}

/** With the attributes of these keys. */
export async function newestTraces(
  filter: TraceFilter & { readonly window: TimeWindow },
  keys: readonly string[],
  context: QueryContext,
): Promise<NewestTraces> {
  const { reader, scope, read } = context;
  const snapshot = reader.snapshot(scope);
  const page = await snapshot.findTraces({ filter, order: 'newest', limit: MOST, after: undefined }, read);
  const traces: SpanOutline[][] = [];
  for (const { traceId } of page.traces) traces.push(await outlineOf(traceId));
  return { traces, found: await foundBy(filter, page, context) };

  async function outlineOf(traceId: TraceId): Promise<SpanOutline[]> {
    const spans: SpanOutline[] = [];
    for await (const batch of snapshot.getTraceOutline(traceId, keys, read)) spans.push(...batch);
    return spans;
  }
}

async function foundBy(
  filter: TraceFilter & { readonly window: TimeWindow },
  { traces, next }: TracePage,
  { reader, scope, read }: QueryContext,
): Promise<number> {
  if (next === undefined) return traces.length;
  return (await reader.snapshot(scope).aggregate({ kind: 'histogram', filter, buckets: 1 }, read)).traces;
}

export interface NewestWholeTraces {
  readonly traces: readonly ApiTrace[];
  /** All that match, read or not. */
  readonly found: number;
}

/** With all that is known of their spans. */
export async function newestWholeTraces(
  filter: TraceFilter & { readonly window: TimeWindow },
  context: QueryContext,
): Promise<NewestWholeTraces> {
  const { reader, scope, read } = context;
  const snapshot = reader.snapshot(scope);
  const page = await snapshot.findTraces({ filter, order: 'newest', limit: MOST, after: undefined }, read);
  const traces: ApiTrace[] = [];
  let room = MOST_SPANS;
  for (const { traceId, spans } of page.traces) {
    if (spans > room) continue;
    const trace = await readTrace(traceId, context);
    // Deleted meanwhile.
    if (!trace.ok) continue;
    room -= trace.value.spans.length;
    traces.push(trace.value);
  }
  return { traces, found: await foundBy(filter, page, context) };
}
