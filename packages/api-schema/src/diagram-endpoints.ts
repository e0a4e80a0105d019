// Endpoints of the diagrams that the server draws.
import {
  diagramFormats,
  type DiagramFormat,
  LIVE_WINDOW_DIAGRAMS,
  mapDiagramParameters,
  resultsParameters,
  SERVER_DIAGRAMS,
  type ServerDiagramKind,
  serverDiagramParameters,
  TRACE_DIAGRAMS,
  type TraceDiagramKind,
  traceDiagramParameters,
  waterfallParameters,
  type WindowDiagramKind,
  windowDiagramParameters,
} from './diagrams.ts';
import { API, BAD_PARAMETERS, type Endpoint, NO_SUCH_TRACE } from './endpoint.ts';
import { liveDiagramResponse } from './live-diagram.ts';

const MEDIA_TYPES: Readonly<Record<DiagramFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  mmd: 'text/plain',
  html: 'text/html',
};
const FORMAT_NAMES: Readonly<Record<DiagramFormat, string>> = {
  svg: 'SVG',
  png: 'PNG',
  mmd: 'Mermaid text',
  html: 'a page that opens without a server',
};
const DRAWN =
  'The same data and theme are the same bytes, and the same ETag. Drawn by the server itself, without a browser; text in it is IBM Plex Sans and Noto Sans SC.';
const WRITTEN = 'What the page copies: it parses on Mermaid 10, 11 and 12.';

const TRACE_SUMMARIES: Readonly<Record<TraceDiagramKind, string>> = {
  sequence: 'A trace as a sequence of calls',
  gantt: 'A trace as bars over time',
  entities: 'A trace as entities and their relations',
  propagation: 'Whether the context of a trace arrived, hop by hop',
  states: 'The states that spans of a trace went through',
  calls: 'The call graph of a trace',
};

const SERVER_SUMMARIES: Readonly<Record<ServerDiagramKind, string>> = {
  pipeline: 'What comes in and where it goes, in this server',
  layers: 'The layers of this server, from the senders to who reads',
  'data-path': 'What became of what was sent: stored, there already, rejected, refused, broken off',
  transport: 'By which protocol and encoding traces come in, compressed or not',
  ingest: 'The stages of a request for traces, with their times',
  'span-life': 'The states of a span until it is stored',
  health: 'The states of the ingest pipeline and their changes',
};

const WINDOW_SUMMARIES: Readonly<Record<WindowDiagramKind, string>> = {
  deployment: 'What runs where, by resource attributes, and the calls between',
  workflows: 'Who starts workflows, over which task queues, and who runs them',
  'workflow-states': 'What became of workflows and their activities, as states that follow one another',
  hops: 'Whether the trace context arrived, from service to service over many traces',
  'context-states': 'The states of trace contexts over the spans of many traces',
  sdks: 'By which SDKs, probes and proxies spans are made',
};

/** An endpoint for each format of a kind of diagram. */
function diagram(kind: string, summary: string, rest: Pick<Endpoint, 'parameters' | 'errors'>): Endpoint[] {
  return diagramFormats(kind).map((format) => ({
    method: 'get',
    path: `${API}/diagrams/${kind}.${format}`,
    tag: 'Diagrams',
    summary: `${summary}, as ${FORMAT_NAMES[format]}`,
    description: format === 'mmd' ? WRITTEN : DRAWN,
    answer: { file: MEDIA_TYPES[format] },
    ...rest,
    errors: [...(rest.errors ?? []), ...(format === 'mmd' ? [] : [422 as const])],
  }));
}

/** The model of a live diagram: text, picture and table of it are made from this. */
function modelOf(kind: string, summary: string, rest: Pick<Endpoint, 'parameters'>): Endpoint {
  return {
    method: 'get',
    path: `${API}/diagrams/${kind}.json`,
    tag: 'Diagrams',
    summary: `${summary}, as the model that it is drawn from`,
    answer: { schema: liveDiagramResponse },
    errors: BAD_PARAMETERS,
    ...rest,
  };
}

export const DIAGRAM_ENDPOINTS: readonly Endpoint[] = [
  ...diagram('map', 'The architecture map of a window', { parameters: mapDiagramParameters, errors: BAD_PARAMETERS }),
  ...LIVE_WINDOW_DIAGRAMS.flatMap((kind) => [
    modelOf(kind, WINDOW_SUMMARIES[kind], { parameters: windowDiagramParameters }),
    ...diagram(kind, WINDOW_SUMMARIES[kind], { parameters: windowDiagramParameters, errors: BAD_PARAMETERS }),
  ]),
  ...SERVER_DIAGRAMS.flatMap((kind) => [
    modelOf(kind, SERVER_SUMMARIES[kind], { parameters: serverDiagramParameters }),
    ...diagram(kind, SERVER_SUMMARIES[kind], { parameters: serverDiagramParameters, errors: BAD_PARAMETERS }),
  ]),
  ...diagram('results', 'What a search of a window found, as a table', {
    parameters: resultsParameters,
    errors: BAD_PARAMETERS,
  }),
  ...diagram('waterfall', 'A trace as a waterfall, its spans as a tree with their bars', {
    parameters: waterfallParameters,
    errors: NO_SUCH_TRACE,
  }),
  ...TRACE_DIAGRAMS.flatMap((kind) =>
    diagram(kind, TRACE_SUMMARIES[kind], { parameters: traceDiagramParameters(kind), errors: NO_SUCH_TRACE }),
  ),
];
