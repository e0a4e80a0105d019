// GET /api/v1/search: one page of trace summaries.
import type { SearchParameters, SearchResponse, TraceSummary as ApiTraceSummary } from '@spanloom/api-schema';
import type { Result } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { TraceSummary } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, jsonAnswer } from './answers.ts';
import { encodeCursor, TRACE_PLACE } from './cursor.ts';
import { traceFilter } from './filter.ts';
import { pageStart } from './paging.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { serviceRef } from './service-colors.ts';

export async function answerSearch(
  parameters: SearchParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const filter = traceFilter(parameters);
  if (!filter.ok) return filter;

  const start = pageStart(parameters, context, TRACE_PLACE);
  if (!start.ok) return start;
  const { snapshot, after } = start.value;

  const page = await snapshot.findTraces(
    { filter: filter.value, order: parameters.sort, limit: parameters.limit, after },
    context.read,
  );
  const colors = context.colors();
  const response: SearchResponse = {
    traces: page.traces.map((trace) => apiSummary(trace, colors)),
    nextCursor:
      page.next === undefined
        ? undefined
        : encodeCursor({ watermark: snapshot.watermark, after: page.next }, parameters, TRACE_PLACE),
    cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
  };
  return jsonAnswer(response);
}

export function apiSummary(trace: TraceSummary, colors: ServiceSlots): ApiTraceSummary {
  const { root } = trace;
  return {
    traceId: trace.traceId,
    start: trace.start.toString(),
    duration: trace.duration.toString(),
    spans: trace.spans,
    errors: trace.errors,
    weight: trace.weight,
    root: root === undefined ? undefined : { ...root, service: serviceRef(root.service, colors) },
    complete: trace.complete,
    services: trace.services.map((share) => ({
      ...serviceRef(share, colors),
      spans: share.spans,
      errors: share.errors,
    })),
  };
}
