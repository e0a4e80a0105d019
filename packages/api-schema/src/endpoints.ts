// Every endpoint of the UI's port in one table: the OpenAPI document is made from it, and a test holds it against the routes.
import {
  deletedResponse,
  deleteEverythingParameters,
  deleteServiceParameters,
  importResponse,
  testTraceResponse,
} from './actions.ts';
import {
  attributeKeysParameters,
  attributeKeysResponse,
  attributeValuesParameters,
  attributeValuesResponse,
  operationsParameters,
  operationsResponse,
  servicesResponse,
  windowParameters,
} from './catalogue.ts';
import {
  diagramFormats,
  type DiagramFormat,
  mapDiagramParameters,
  SERVER_DIAGRAMS,
  type ServerDiagramKind,
  serverDiagramParameters,
  TRACE_DIAGRAMS,
  type TraceDiagramKind,
  traceDiagramParameters,
  waterfallParameters,
} from './diagrams.ts';
import { edgesParameters, edgesResponse } from './edges.ts';
import type { z } from './jitless.ts';
import { knocksResponse } from './knocks.ts';
import { liveDiagramResponse } from './live-diagram.ts';
import { redParameters, redResponse } from './red.ts';
import {
  histogramParameters,
  histogramResponse,
  searchParameters,
  searchResponse,
  spanSearchResponse,
} from './search.ts';
import { deleteShareParameters, shareDeletedResponse, sharedResponse, sharesResponse } from './shares.ts';
import { demoStatus, readyResponse, statusResponse } from './status.ts';
import { traceParameters, traceResponse } from './trace.ts';
import { traceOutlineResponse } from './trace-outline.ts';

export interface Endpoint {
  readonly method: 'get' | 'post' | 'delete';
  /** With `{traceId}` for the one parameter that a path may have. */
  readonly path: string;
  readonly tag: 'Search' | 'Traces' | 'Catalogue' | 'Service graph' | 'Diagrams' | 'Shares' | 'Server' | 'Sending';
  readonly summary: string;
  readonly description?: string;
  /** Of the query string. */
  readonly parameters?: z.ZodObject;
  /** `text` answers with plain text, `json` with JSON that is described elsewhere, `file` with something of that media type. */
  readonly answer:
    | { readonly schema: z.ZodType }
    | { readonly text: string }
    | { readonly json: string }
    | { readonly file: string };
  /** What the body is, for endpoints that take one: JSON that is described elsewhere. */
  readonly body?: string;
  /** Refusals beside those that every endpoint may give. */
  readonly errors?: readonly (400 | 404 | 409 | 413 | 422)[];
  /** Answers in lines with progress to `Accept: application/x-ndjson`. */
  readonly lines?: true;
  /** Answers without the token, and while the server starts or stops. */
  readonly open?: true;
}

const API = '/api/v1';
const BAD_PARAMETERS = [400] as const;
const NO_SUCH_TRACE = [400, 404] as const;

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

export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'get',
    path: `${API}/search`,
    tag: 'Search',
    summary: 'Find traces',
    description:
      'All span conditions must hold on one span of a trace. Later pages answer as of the moment of the first: pass `nextCursor` as `cursor` with the same filters.',
    parameters: searchParameters,
    answer: { schema: searchResponse },
    errors: BAD_PARAMETERS,
    lines: true,
  },
  {
    method: 'get',
    path: `${API}/search/spans`,
    tag: 'Search',
    summary: 'Find spans',
    description:
      'The spans that match themselves, of the traces that `/search` finds for the same parameters; newest or longest by the span. Later pages answer as of the moment of the first.',
    parameters: searchParameters,
    answer: { schema: spanSearchResponse },
    errors: BAD_PARAMETERS,
    lines: true,
  },
  {
    method: 'get',
    path: `${API}/search/histogram`,
    tag: 'Search',
    summary: 'Count traces over time, exactly',
    parameters: histogramParameters,
    answer: { schema: histogramResponse },
    errors: BAD_PARAMETERS,
    lines: true,
  },
  {
    method: 'get',
    path: `${API}/traces/{traceId}`,
    tag: 'Traces',
    summary: 'One trace with all of its spans, or one of them',
    parameters: traceParameters,
    answer: { schema: traceResponse },
    errors: NO_SUCH_TRACE,
  },
  {
    method: 'get',
    path: `${API}/traces/{traceId}/outline`,
    tag: 'Traces',
    summary: 'One trace as a waterfall draws it, in columns',
    description: 'Without what is read only when a span is opened: ask for that by its id.',
    answer: { schema: traceOutlineResponse },
    errors: NO_SUCH_TRACE,
  },
  {
    method: 'get',
    path: `${API}/traces/{traceId}/otlp`,
    tag: 'Traces',
    summary: 'One trace as OTLP/JSON, all of what is stored',
    answer: { json: 'TracesData of opentelemetry/proto/trace/v1/trace.proto, as OTLP/JSON.' },
    errors: NO_SUCH_TRACE,
  },
  {
    method: 'delete',
    path: `${API}/traces/{traceId}`,
    tag: 'Traces',
    summary: 'Delete one trace',
    answer: { schema: deletedResponse },
    errors: NO_SUCH_TRACE,
  },
  {
    method: 'get',
    path: `${API}/services`,
    tag: 'Catalogue',
    summary: 'Services with their spans, errors and colour',
    parameters: windowParameters,
    answer: { schema: servicesResponse },
    errors: BAD_PARAMETERS,
  },
  {
    method: 'delete',
    path: `${API}/services`,
    tag: 'Catalogue',
    summary: 'Delete the spans that one service sent',
    description: 'Their traces stay, without those spans.',
    parameters: deleteServiceParameters,
    answer: { schema: deletedResponse },
    errors: NO_SUCH_TRACE,
  },
  {
    method: 'get',
    path: `${API}/operations`,
    tag: 'Catalogue',
    summary: 'Operations, for completion',
    parameters: operationsParameters,
    answer: { schema: operationsResponse },
    errors: BAD_PARAMETERS,
  },
  {
    method: 'get',
    path: `${API}/attributes/keys`,
    tag: 'Catalogue',
    summary: 'Attribute keys, for completion',
    parameters: attributeKeysParameters,
    answer: { schema: attributeKeysResponse },
    errors: BAD_PARAMETERS,
  },
  {
    method: 'get',
    path: `${API}/attributes/values`,
    tag: 'Catalogue',
    summary: 'Values of an attribute, for completion',
    parameters: attributeValuesParameters,
    answer: { schema: attributeValuesResponse },
    errors: BAD_PARAMETERS,
  },
  {
    method: 'get',
    path: `${API}/edges`,
    tag: 'Service graph',
    summary: 'Who calls whom, how often, how fast',
    description:
      'Calls are joined as the servicegraph connector of the OpenTelemetry Collector does, with queues as nodes; messages also through span links, between traces too.',
    parameters: edgesParameters,
    answer: { schema: edgesResponse },
    errors: BAD_PARAMETERS,
    lines: true,
  },
  {
    method: 'get',
    path: `${API}/red`,
    tag: 'Service graph',
    summary: 'Rate, error share and durations over time',
    description:
      'Of all matching traces, weighted by sampling. A service is measured by its server and consumer spans, a call by the span of the caller.',
    parameters: redParameters,
    answer: { schema: redResponse },
    errors: BAD_PARAMETERS,
    lines: true,
  },
  ...diagram('map', 'The architecture map of a window', { parameters: mapDiagramParameters, errors: BAD_PARAMETERS }),
  ...SERVER_DIAGRAMS.flatMap((kind) => [
    modelOf(kind, SERVER_SUMMARIES[kind], { parameters: serverDiagramParameters }),
    ...diagram(kind, SERVER_SUMMARIES[kind], { parameters: serverDiagramParameters, errors: BAD_PARAMETERS }),
  ]),
  ...diagram('waterfall', 'A trace as a waterfall, its spans as a tree with their bars', {
    parameters: waterfallParameters,
    errors: NO_SUCH_TRACE,
  }),
  ...TRACE_DIAGRAMS.flatMap((kind) =>
    diagram(kind, TRACE_SUMMARIES[kind], { parameters: traceDiagramParameters(kind), errors: NO_SUCH_TRACE }),
  ),
  {
    method: 'post',
    path: `${API}/shares`,
    tag: 'Shares',
    summary: 'Keep a diagram as it is, and make a link to it',
    description:
      'It stays when its traces are deleted. Token and delete key are told here and never again. The link is `/s/TOKEN`, also with `.svg`, `.png`, `.mmd`, `.html` and `.json`, and `/embed/TOKEN`; with `window` it is `/live/TOKEN.svg`, a map of the last so many seconds that is drawn anew at most once a minute. They need no token of the server.',
    body: '`{"kind", "query", "title", "days"?, "window"?}`: kind and query string as `GET /api/v1/diagrams/KIND.svg` takes them, a title, after how many days the link ends, and of a living map the seconds that it shows.',
    answer: { schema: sharedResponse },
    errors: [400, 404, 409, 413, 422],
  },
  {
    method: 'get',
    path: `${API}/shares`,
    tag: 'Shares',
    summary: 'What is shared, newest first',
    answer: { schema: sharesResponse },
  },
  {
    method: 'delete',
    path: `${API}/shares`,
    tag: 'Shares',
    summary: 'End a share: its link answers 410, what it showed is deleted',
    parameters: deleteShareParameters,
    answer: { schema: shareDeletedResponse },
    errors: NO_SUCH_TRACE,
  },
  {
    method: 'delete',
    path: `${API}/data`,
    tag: 'Server',
    summary: 'Delete everything that was stored',
    parameters: deleteEverythingParameters,
    answer: { schema: deletedResponse },
    errors: BAD_PARAMETERS,
  },
  {
    method: 'get',
    path: `${API}/status`,
    tag: 'Server',
    summary: 'Version, ports, store and counters',
    answer: { schema: statusResponse },
  },
  {
    method: 'get',
    path: `${API}/openapi.json`,
    tag: 'Server',
    summary: 'This document',
    answer: { json: 'OpenAPI 3.1.' },
  },
  {
    method: 'get',
    path: '/metrics',
    tag: 'Server',
    summary: 'Counters and latencies for Prometheus',
    answer: { text: '# TYPE ...' },
  },
  {
    method: 'get',
    path: '/healthz',
    tag: 'Server',
    summary: 'Answers as long as the process lives',
    answer: { text: 'ok' },
    open: true,
  },
  {
    method: 'get',
    path: '/readyz',
    tag: 'Server',
    summary: 'Whether every port is open; 503 while the server starts or stops',
    answer: { schema: readyResponse },
    open: true,
  },
  {
    method: 'get',
    path: `${API}/knocks`,
    tag: 'Sending',
    summary: 'The last requests to the OTLP ports, newest first',
    answer: { schema: knocksResponse },
  },
  {
    method: 'post',
    path: `${API}/import`,
    tag: 'Sending',
    summary: 'Store the traces of a document',
    description: 'It goes through the OTLP port: it is answered once it is stored, and by the same rules.',
    body: 'OTLP/JSON: TracesData as `/traces/{traceId}/otlp` gives it, or an ExportTraceServiceRequest.',
    answer: { schema: importResponse },
    errors: [400, 413],
  },
  {
    method: 'post',
    path: `${API}/test-trace`,
    tag: 'Sending',
    summary: 'Send a small trace through the OTLP port',
    description: 'Answers once the trace is stored.',
    answer: { schema: testTraceResponse },
  },
  {
    method: 'post',
    path: `${API}/demo`,
    tag: 'Sending',
    summary: 'Start the demo data',
    description: 'Nothing happens when it runs already.',
    answer: { schema: demoStatus },
  },
  {
    method: 'delete',
    path: `${API}/demo`,
    tag: 'Sending',
    summary: 'Stop the demo data',
    description: 'What was sent stays.',
    answer: { schema: demoStatus },
  },
];
