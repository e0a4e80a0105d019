// What a search found, as a table to be kept.
import { redactionOf, type ResultsParameters } from '@spanloom/api-schema';
import { MAX_RESULTS, resultsOfSpans, resultsOfTraces } from '@spanloom/diagrams';
import { ok, type Result } from '@spanloom/otlp-model';
import type { DiagramAnswer, QueryFailure } from '../threads/messages.ts';
import { nothingToDraw } from './answers.ts';
import { traceFilter } from './filter.ts';
import type { QueryContext } from './queries.ts';
import { apiSummary } from './search.ts';
import { toldQuery } from './told-query.ts';
import { apiSpan } from './span-search.ts';

export async function resultsDiagram(
  parameters: ResultsParameters,
  context: QueryContext,
): Promise<Result<DiagramAnswer, QueryFailure>> {
  const { sort: order, list, start, end, language } = parameters;
  const filter = traceFilter(parameters);
  if (!filter.ok) return filter;
  const redaction = redactionOf(parameters);
  const query = toldQuery(parameters, redaction);
  const snapshot = context.reader.snapshot(context.scope);
  const wanted = { filter: filter.value, order, limit: MAX_RESULTS, after: undefined };
  const colors = context.colors();
  if (list === 'spans') {
    const { spans, next } = await snapshot.findSpanPage(wanted, context.read);
    if (spans.length === 0) return nothingToDraw('No span of this window matches');
    const found = spans.map((span) => apiSpan(span, colors));
    const results = resultsOfSpans(found, { language, order, query, more: next !== undefined }, redaction);
    return ok({ text: '', picture: { results }, start, end });
  }
  const { traces, next } = await snapshot.findTraces(wanted, context.read);
  if (traces.length === 0) return nothingToDraw('No trace of this window matches');
  const found = traces.map((trace) => apiSummary(trace, colors));
  const results = resultsOfTraces(found, { language, order, query, more: next !== undefined }, redaction);
  return ok({ text: '', picture: { results }, start, end });
}
