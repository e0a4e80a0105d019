// Diagrams that the server draws: the text to copy, and the picture to draw, of a window or of a trace.
import { comparedGraph } from '@spanloom/analysis';
import {
  againstWindow,
  type EdgesResponse,
  leftOut,
  redactionOf,
  type MapDiagramParameters,
  type TraceDiagramKind,
  type TraceDiagramParameters,
  type WaterfallParameters,
} from '@spanloom/api-schema';
import {
  type ApiTrace,
  drawableMap,
  type LoneServer,
  loneServers,
  loneServerSearch,
  mapPicture,
  mapText,
  redactGraph,
  redactTrace,
  tracePicture,
  waterfallPicture,
} from '@spanloom/diagrams';
import { err, ok, type Result, type TraceId } from '@spanloom/otlp-model';
import type { DiagramAnswer, DiagramRequest, QueryFailure } from '../threads/messages.ts';
import { badRequest, jsonAnswer, nothingToDraw } from './answers.ts';
import { readEdges } from './edges.ts';
import { traceFilter } from './filter.ts';
import { isoTime } from './live-answer.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { resultsDiagram } from './results-diagram.ts';
import { isOfServer } from './server-diagrams.ts';
import { toldQuery } from './told-query.ts';
import { readTrace } from './trace-view.ts';
import { isOfWindow, windowDiagram } from './window-diagrams.ts';

export async function answerDiagram(
  request: DiagramRequest,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const answer = await diagramOf(request, context);
  return answer.ok ? jsonAnswer<DiagramAnswer>(answer.value) : answer;
}

async function diagramOf(request: DiagramRequest, context: QueryContext): Promise<Result<DiagramAnswer, QueryFailure>> {
  if (isOfServer(request)) {
    return err({ code: 'bad_request', message: 'Only a running server can tell of itself: ask it.' });
  }
  if (isOfWindow(request)) return windowDiagram(request, context);
  switch (request.kind) {
    case 'map':
      return mapDiagram(request.parameters, context);
    case 'results':
      return resultsDiagram(request.parameters, context);
    case 'waterfall':
      return waterfall(request.parameters, context);
    default:
      return traceDiagram(request.kind, request.parameters, context);
  }
}

async function mapDiagram(
  parameters: MapDiagramParameters,
  context: QueryContext,
): Promise<Result<DiagramAnswer, QueryFailure>> {
  const graph = await readEdges(parameters, context);
  if (!graph.ok) return graph;
  const against = againstWindow(parameters);
  const compared = await comparedWith(graph.value, against, parameters, context);
  if (!compared.ok) return compared;
  const redaction = redactionOf(parameters);
  const { start, end, theme, language } = parameters;
  const map = drawableMap(redaction.services ? redactGraph(compared.value) : compared.value, {
    without: leftOut(parameters),
    language,
  });
  if (map.nodes.length === 0) return nothingToDraw('No trace of this window matches');
  const query = toldQuery(parameters, redaction);
  const origin = {
    query,
    start: isoTime(start),
    end: isoTime(end),
    against: against && { start: isoTime(against.start), end: isoTime(against.end) },
  };
  return ok({
    text: mapText(map, origin, theme, redaction.labels ? 'none' : 'joined'),
    picture: mapPicture(map, origin, theme, redaction.labels ? 'none' : 'stacked'),
    start,
    end,
  });
}

type DrawnGraph = Pick<EdgesResponse, 'nodes' | 'edges' | 'sampled'>;

/** The graph with what differs from that of another window, if one is asked for. */
async function comparedWith(
  graph: DrawnGraph,
  against: ReturnType<typeof againstWindow>,
  parameters: MapDiagramParameters,
  context: QueryContext,
): Promise<Result<DrawnGraph, QueryFailure>> {
  if (against === undefined) return ok(graph);
  // What was called seldom in a long time is not gone from a short one.
  if (lengthOf(against) !== lengthOf(parameters)) return badRequest('against', 'expected a window of the same length');
  const before = await readEdges({ ...parameters, ...against }, context);
  if (!before.ok) return before;
  if (before.value.nodes.length === 0) return nothingToDraw('No trace of the window to compare with matches');
  return ok({ ...comparedGraph(before.value, graph), sampled: graph.sampled || before.value.sampled });
}

function lengthOf({ start, end }: { readonly start: string; readonly end: string }): bigint {
  return BigInt(end) - BigInt(start);
}

async function traceDiagram(
  kind: TraceDiagramKind,
  { trace: traceId, theme, language, participants, by, against, redact }: TraceDiagramParameters,
  context: QueryContext,
): Promise<Result<DiagramAnswer, QueryFailure>> {
  const trace = await readTrace(traceId.toLowerCase() as TraceId, context);
  if (!trace.ok) return trace;
  const begun = kind === 'propagation' ? await begunMeanwhile(trace.value, context) : ok([]);
  if (!begun.ok) return begun;
  const other = against === undefined ? ok(undefined) : await readTrace(against.toLowerCase() as TraceId, context);
  if (!other.ok) return other;
  const redaction = redactionOf({ redact });
  // Each trace numbers its own names: the same number would not be the same service.
  if (against !== undefined && (redaction.services || redaction.labels))
    return badRequest('redact', 'goes not together with against');
  const told = redactTrace(trace.value, begun.value, redaction);
  const options = {
    theme,
    language,
    everyParticipant: participants === 'all',
    by,
    labels: !redaction.labels,
    against: other.value,
    loneServers: told.loneServers,
  };
  const picture = tracePicture(kind, told.trace, options);
  if (picture === undefined) return nothingToDraw('The trace has nothing that such a diagram shows');
  return ok({ text: picture.text, picture, ...timeOf(trace.value) });
}

async function waterfall(
  { trace: traceId, language, redact }: WaterfallParameters,
  context: QueryContext,
): Promise<Result<DiagramAnswer, QueryFailure>> {
  const trace = await readTrace(traceId.toLowerCase() as TraceId, context);
  if (!trace.ok) return trace;
  const told = redactTrace(trace.value, [], redactionOf({ redact })).trace;
  return ok({ text: '', picture: waterfallPicture(told, language), ...timeOf(trace.value) });
}

/** Traces that a server began while this one ran. */
async function begunMeanwhile(trace: ApiTrace, context: QueryContext): Promise<Result<LoneServer[], QueryFailure>> {
  const { sort, ...search } = loneServerSearch(trace);
  const filter = traceFilter(search);
  if (!filter.ok) return filter;
  const snapshot = context.reader.snapshot(context.scope);
  const { traces } = await snapshot.findTraces(
    { filter: filter.value, order: sort, limit: search.limit, after: undefined },
    context.read,
  );
  return ok(loneServers(traces, trace.traceId));
}

function timeOf({ spans }: ApiTrace): Pick<DiagramAnswer, 'start' | 'end'> {
  const { start, end } = loneServerSearch({ spans });
  return { start, end };
}
