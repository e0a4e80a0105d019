// GET /api/v1/diagrams/KIND.FORMAT: diagrams drawn by the server.
import { diagramLanguage } from './diagram-language.ts';
import { splitParameter } from './edges.ts';
import { z } from './jitless.ts';
import { nanos } from './primitives.ts';
import { filterParameters } from './search.ts';

/** Endings of the address, and what is answered. */
export const DIAGRAM_FORMATS = ['svg', 'png', 'mmd', 'html'] as const;
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number];

/** Kinds that are drawn of the server itself, from the traces of a window, and from one trace. The map has a page of its own. */
export const SERVER_DIAGRAMS = [
  'pipeline',
  'layers',
  'data-path',
  'transport',
  'ingest',
  'span-life',
  'health',
] as const;
export type ServerDiagramKind = (typeof SERVER_DIAGRAMS)[number];
export const isServerDiagram = (kind: string): kind is ServerDiagramKind => SERVER_DIAGRAMS.some((one) => one === kind);
export const LIVE_WINDOW_DIAGRAMS = [
  'deployment',
  'workflows',
  'workflow-states',
  'hops',
  'context-states',
  'sdks',
] as const;
export type WindowDiagramKind = (typeof LIVE_WINDOW_DIAGRAMS)[number];
export const WINDOW_DIAGRAMS = ['map', ...LIVE_WINDOW_DIAGRAMS] as const;
export const TRACE_DIAGRAMS = ['sequence', 'gantt', 'entities', 'propagation', 'states', 'calls'] as const;
export type TraceDiagramKind = (typeof TRACE_DIAGRAMS)[number];

/** Drawn in the page from what is pasted there, which the server never sees. */
export const PASTED_DIAGRAMS = ['collector'] as const;

/** What the server lays out itself, without Mermaid: it has no text. */
const SHEETS = ['waterfall', 'results'] as const;

/** Everything that the server draws. */
export const DRAWN_KINDS = [...WINDOW_DIAGRAMS, ...SERVER_DIAGRAMS, ...TRACE_DIAGRAMS, ...SHEETS] as const;

export function diagramFormats(kind: string): readonly DiagramFormat[] {
  return SHEETS.some((one) => one === kind) ? DIAGRAM_FORMATS.filter((format) => format !== 'mmd') : DIAGRAM_FORMATS;
}

const theme = z.enum(['light', 'dark']).default('light');

const language = diagramLanguage
  .optional()
  .describe(
    'Language of the words that are not telemetry: in the picture (English unless said), and of an `html` file around it (as `Accept-Language` wishes unless said). Names, operations and values stay as they were sent.',
  );

const REDACTABLE = ['services', 'labels'] as const;
const isRedactable = (part: string): part is (typeof REDACTABLE)[number] => REDACTABLE.some((one) => one === part);

const redact = z
  .string()
  .refine(
    (list) => list.split(',').every(isRedactable),
    `expected some of ${REDACTABLE.join(',')}, with commas between`,
  )
  .optional()
  .describe(
    'What is replaced before it is drawn: `services` numbers services, databases, queues and hosts, in diagrams of a window all parts and boxes; `labels` numbers operations, events and values, and leaves out what stands at the arrows of a map, in other diagrams of a window also below the names. In diagrams of the server itself there is nothing to replace.',
  );

/** What `redact` asks for. */
export function redactionOf(parameters: { readonly redact?: string | undefined }) {
  const parts = new Set(parameters.redact?.split(','));
  return { services: parts.has('services'), labels: parts.has('labels') };
}

const LEAVABLE = ['database', 'queue', 'external'] as const;
const isLeavable = (kind: string): kind is (typeof LEAVABLE)[number] => LEAVABLE.some((one) => one === kind);

export const windowDiagramParameters = filterParameters.extend({ start: nanos, end: nanos, theme, language, redact });
export type WindowDiagramParameters = z.infer<typeof windowDiagramParameters>;

const AGAINST = /^(\d{1,20}),(\d{1,20})$/;

export const mapDiagramParameters = windowDiagramParameters.extend({
  against: z
    .string()
    .regex(AGAINST, 'expected START,END in unix nanoseconds')
    .optional()
    .describe(
      'START,END of another window, best of the same length: what differs from it is marked (new, gone, slower, more errors).',
    ),
  without: z
    .string()
    .refine((list) => list.split(',').every(isLeavable), `expected some of ${LEAVABLE.join(',')}, with commas between`)
    .optional()
    .describe(`Kinds of nodes to leave out: some of ${LEAVABLE.join(', ')}, with commas between.`),
  split: splitParameter,
});
export type MapDiagramParameters = z.infer<typeof mapDiagramParameters>;

/** The window that `against` names. */
export function againstWindow({ against }: Pick<MapDiagramParameters, 'against'>) {
  const [, start, end] = AGAINST.exec(against ?? '') ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The kinds that `without` lists. */
export function leftOut({ without }: Pick<MapDiagramParameters, 'without'>): ReadonlySet<(typeof LEAVABLE)[number]> {
  return new Set(without?.split(',').filter(isLeavable));
}

const traceIdText = z.string().regex(/^[\da-fA-F]{32}$/, 'expected a trace id of 32 hex digits');

const commonParameters = z.object({
  trace: traceIdText.describe('Id of the trace.'),
  theme,
  language,
  redact,
});

export const resultsParameters = filterParameters.extend({
  start: nanos,
  end: nanos,
  sort: z.enum(['newest', 'longest']).default('newest'),
  list: z
    .enum(['traces', 'spans'])
    .default('traces')
    .describe('What is listed: traces, or the spans that match themselves.'),
  theme,
  language,
  redact,
});
export type ResultsParameters = z.infer<typeof resultsParameters>;

export const waterfallParameters = commonParameters;
export type WaterfallParameters = z.infer<typeof waterfallParameters>;

/** What is drawn of the server is as of now. */
export const serverDiagramParameters = z.object({ theme, language, redact });
export type ServerDiagramParameters = z.infer<typeof serverDiagramParameters>;

const sequenceParameters = commonParameters.extend({
  participants: z
    .enum(['all'])
    .optional()
    .describe('With `all`, every participant is drawn; else as many as are readable.'),
});

const callsParameters = commonParameters.extend({
  against: traceIdText
    .optional()
    .describe(
      'Id of another trace: what differs from it is marked (new, gone, slower, failing). Not together with `redact`.',
    ),
});

const statesParameters = commonParameters.extend({
  by: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .describe(
      'What tells the states: `events`, `workflow` (runs of Temporal workflows), or the key of an attribute; else the life of spans.',
    ),
});
export type TraceDiagramParameters = z.infer<typeof commonParameters> &
  Partial<
    Pick<z.infer<typeof sequenceParameters>, 'participants'> &
      Pick<z.infer<typeof statesParameters>, 'by'> &
      Pick<z.infer<typeof callsParameters>, 'against'>
  >;

/** What a kind of diagram of a trace understands. */
export function traceDiagramParameters(kind: TraceDiagramKind): z.ZodType<TraceDiagramParameters> & z.ZodObject {
  if (kind === 'sequence') return sequenceParameters;
  if (kind === 'calls') return callsParameters;
  return kind === 'states' ? statesParameters : commonParameters;
}
