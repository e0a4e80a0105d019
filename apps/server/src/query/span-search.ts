// GET /api/v1/search/spans: one page of spans.
import type { FoundSpan as ApiFoundSpan, SearchParameters, SpanSearchResponse } from '@spanloom/api-schema';
import type { Result } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { FoundSpan } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, jsonAnswer } from './answers.ts';
import { encodeCursor, SPAN_PLACE } from './cursor.ts';
import { traceFilter } from './filter.ts';
import { pageStart } from './paging.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { serviceRef } from './service-colors.ts';

export async function answerSpanSearch(
  parameters: SearchParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const filter = traceFilter(parameters);
  if (!filter.ok) return filter;
  const start = pageStart(parameters, context, SPAN_PLACE);
  if (!start.ok) return start;
  const { snapshot, after } = start.value;
  const page = await snapshot.findSpanPage(
    { filter: filter.value, order: parameters.sort, limit: parameters.limit, after },
    context.read,
  );
  const { watermark } = snapshot;
  const colors = context.colors();
  const response: SpanSearchResponse = {
    spans: page.spans.map((span) => apiSpan(span, colors)),
    nextCursor:
      page.next === undefined ? undefined : encodeCursor({ watermark, after: page.next }, parameters, SPAN_PLACE),
    cost: { elapsedMs: elapsedMs(context.clock, started), watermark },
  };
  return jsonAnswer(response);
}

export function apiSpan(span: FoundSpan, colors: ServiceSlots): ApiFoundSpan {
  return {
    ...span,
    service: serviceRef(span.service, colors),
    start: span.start.toString(),
    duration: span.duration.toString(),
  };
}
