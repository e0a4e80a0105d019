// The URL of the diagrams page: /diagrams?kind=&view=&cut=, of a window the conditions of a search (diagrams-filter.ts) and
// &part=&speed=, of a map &without=&split=&fold=&against=&node=&client=&server=, of others &trace=&participants=&by=; without a kind the gallery,
// &family=&find= and those conditions
import { parseNodeId } from '@spanloom/analysis';
import type { ReferenceDiagram } from '@spanloom/diagrams';
import { PASTED_DIAGRAMS, SERVER_DIAGRAMS, TRACE_DIAGRAMS, WINDOW_DIAGRAMS, z } from '@spanloom/api-schema';
import { readAgainst } from '../../lib/against.ts';
import { type FilterParameter, isReadableFilter } from '../../lib/filter-faults.ts';
import { filterUrl } from '../../lib/filter-url.ts';
import { isFold, isSplit } from '../../lib/graph-view.ts';
import { pastedTraceId } from '../../lib/pasted-trace-id.ts';
import { isPart, partUrl } from '../../lib/part-of-time.ts';
import type { TimeRangeUrl } from '../../lib/time-range.ts';
import { urlText, urlTexts } from '../../lib/search-params.ts';
import { oneOf } from '../../lib/unknown-parts.ts';
import { readCut } from '../../viz/pan-zoom-layout.ts';
import { SPEEDS } from '../../viz/playback.ts';

export const diagramsUrl = z.object({
  /** One of DIAGRAM_KINDS; absent: the gallery. */
  kind: urlText,
  /** One of REFERENCES: a diagram of the reference gallery. */
  reference: urlText,
  /** Of the gallery: one of FAMILIES, or `reference`; absent or `all`: all that is live. */
  family: urlText,
  /** Of the gallery: part of a title. */
  find: urlText,
  /** The trace of every kind but the map: 32 hex digits of any case. */
  trace: urlText,
  /** `all`: every participant of the sequence; absent: as many as are readable. */
  participants: urlText,
  /** What tells the states: `events` or the key of an attribute; absent: the life of spans. */
  by: urlText,
  /** What is seen of the picture: `SCALE,X,Y`; absent: what fits. */
  cut: urlText,
  /** `text` or `table`; absent: the picture. */
  view: urlText,
  /** Only traces that have a span of which all of these hold. */
  ...filterUrl.omit({ kind: true, client: true, server: true, fold: true }).shape,
  /** The `kind` of that span. */
  spanKind: urlText,
  /** Kinds of nodes that are left out: database, queue, external. */
  without: urlTexts,
  /** Of a map: what splits a service into several nodes, and whose calls are folded. */
  split: urlText,
  fold: urlTexts,
  /** What the time of a map is compared with: `1h` earlier, or START in unix nanoseconds; of calls, the id of another trace. */
  against: urlText,
  ...partUrl,
  /** Selected node, as the API names nodes. */
  node: urlText,
  /** Ends of the selected call. */
  client: urlText,
  server: urlText,
});
export type DiagramsUrl = z.infer<typeof diagramsUrl>;

export const VIEWS = ['diagram', 'text', 'table'] as const;
export type View = (typeof VIEWS)[number];

export const DIAGRAM_KINDS = [...WINDOW_DIAGRAMS, ...TRACE_DIAGRAMS, ...SERVER_DIAGRAMS, ...PASTED_DIAGRAMS] as const;
export type DiagramKind = (typeof DIAGRAM_KINDS)[number];

/** Sections of the gallery, in their order. */
export const FAMILIES = ['architecture', 'sequence', 'states', 'pipeline', 'deployment', 'data'] as const;
export type Family = (typeof FAMILIES)[number];

/** All sections: written where the address of a gallery could be taken for an old one of the map. */
export const ALL_FAMILIES = 'all';
/** The section of what is drawn by hand. */
export const REFERENCE = 'reference';
/** In the order of that section. Their texts are not loaded with the address. */
export const REFERENCES = ['A3', 'M20', 'L4', 'S11', 'M6', 'M12'] as const satisfies readonly ReferenceDiagram[];

export function isReference(text: string | undefined): text is ReferenceDiagram {
  return REFERENCES.some((no) => no === text);
}

export function isDiagramKind(text: string | undefined): text is DiagramKind {
  return DIAGRAM_KINDS.some((kind) => kind === text);
}

const OF_A_MAP = ['service', 'namespace', 'without', 'node', 'client', 'server', 'view', 'cut'] as const;

/** Addresses of the map had no kind once. */
export function isOldMapAddress(url: DiagramsUrl): boolean {
  return url.kind === undefined && url.family === undefined && OF_A_MAP.some((part) => url[part] !== undefined);
}

export const LEAVABLE_KINDS = ['database', 'queue', 'external'] as const;
export type LeavableKind = (typeof LEAVABLE_KINDS)[number];

const isNode = (text: string): boolean => parseNodeId(text).ok;

/** Of what else stands here nothing is shown. */
const KNOWN_VALUES = {
  kind: oneOf(DIAGRAM_KINDS),
  family: oneOf([...FAMILIES, ALL_FAMILIES, REFERENCE]),
  reference: oneOf(REFERENCES),
  view: oneOf(VIEWS),
  cut: (text: string) => readCut(text) !== undefined,
  participants: oneOf(['all']),
  without: oneOf(LEAVABLE_KINDS),
  against: (text: string) => (readAgainst(text) ?? pastedTraceId(text)) !== undefined,
  part: isPart,
  speed: oneOf(SPEEDS),
  node: isNode,
  client: isNode,
  server: isNode,
};

/** Parameters of the filter by those of the address. */
export const FILTER_PARAMETERS = {
  service: 'service',
  operation: 'operation',
  spanKind: 'kind',
  status: 'status',
  minDuration: 'minDuration',
  maxDuration: 'maxDuration',
  attr: 'attr',
  spanAttr: 'spanAttr',
  resourceAttr: 'resourceAttr',
  notAttr: 'notAttr',
  notSpanAttr: 'notSpanAttr',
  notResourceAttr: 'notResourceAttr',
  text: 'text',
} as const satisfies Partial<Record<keyof DiagramsUrl, FilterParameter>>;

const KNOWN_CONDITIONS = Object.fromEntries(
  Object.entries(FILTER_PARAMETERS).map(([name, parameter]) => [
    name,
    (text: string) => isReadableFilter(parameter, text),
  ]),
) as Record<keyof typeof FILTER_PARAMETERS, (text: string) => boolean>;

/** A namespace is that of a service, and a call has two ends: alone they say nothing. Only the map is split and folded. */
export function knownIn({ kind, service, client, server }: DiagramsUrl) {
  return {
    ...KNOWN_VALUES,
    ...KNOWN_CONDITIONS,
    split: (text: string) => kind === 'map' && isSplit(text),
    fold: (text: string) => kind === 'map' && isFold(text),
    namespace: () => service !== undefined,
    client: (text: string) => isNode(text) && server !== undefined,
    server: (text: string) => isNode(text) && client !== undefined,
  };
}

export function readView(url: DiagramsUrl): View {
  return VIEWS.find((view) => view === url.view) ?? 'diagram';
}

export function readWithout(url: DiagramsUrl): ReadonlySet<LeavableKind> {
  return new Set(LEAVABLE_KINDS.filter((kind) => url.without?.includes(kind) === true));
}

/** Writes a part of the URL; `inPlace`: not as a step to go back to. */
export type ChangeDiagramsUrl = (part: Partial<DiagramsUrl & TimeRangeUrl>, inPlace?: boolean) => void;
