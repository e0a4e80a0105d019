// GET /api/v1/search/histogram: matching traces over time, with exact totals.
import type { HistogramParameters, HistogramResponse } from '@spanloom/api-schema';
import type { Result } from '@spanloom/otlp-model';
import type { QueryFailure } from '../threads/messages.ts';
import { badRequest, elapsedMs, jsonAnswer } from './answers.ts';
import { windowedTraceFilter } from './filter.ts';
import type { JsonPieces, QueryContext } from './queries.ts';

export async function answerHistogram(
  parameters: HistogramParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const filter = windowedTraceFilter(parameters);
  if (!filter.ok) return filter;
  const { asOf } = parameters;
  let snapshot = context.reader.snapshot(context.scope);
  if (asOf !== undefined) {
    if (asOf > snapshot.watermark) return badRequest('asOf', 'nothing has been committed under this number yet');
    snapshot = context.reader.snapshot(context.scope, asOf);
  }
  const histogram = await snapshot.aggregate(
    { kind: 'histogram', filter: filter.value, buckets: parameters.buckets },
    context.read,
  );
  const response: HistogramResponse = {
    buckets: [...histogram.buckets],
    startedBefore: histogram.startedBefore,
    traces: histogram.traces,
    errorTraces: histogram.errorTraces,
    spans: histogram.spans,
    weight: histogram.weight,
    cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
  };
  return jsonAnswer(response);
}
