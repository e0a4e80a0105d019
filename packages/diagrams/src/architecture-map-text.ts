// An architecture map as a Mermaid flowchart, in the portable dialect: GitHub, GitLab and editors draw it as we do.
// https://mermaid.js.org/syntax/flowchart.html
import type { Change, NodeKind } from '@spanloom/analysis';
import {
  architectureMap,
  MAX_EDGES,
  type ArchitectureMap,
  type MapEdge,
  type MapNode,
  type MapOptions,
  type MapSource,
  type MapSourceEdge,
  type MapSourceNode,
} from './architecture-map.ts';
import { classDefinitions, type DiagramClass, tonedLinks } from './classes.ts';
import { joinValues, stackValues, VALUE_SEPARATOR } from './fixed-width.ts';
import { edgeChange, edgeTexts, edgeThrough, LINE_TONES, type LineTone, nodeChange } from './map-changes.ts';
import { mermaidLabel } from './mermaid-label.ts';
import { MAX_TEXT } from './text-limits.ts';
import type { DiagramTheme } from './tokens.ts';

/** Where a map came from: goes into the comment of its text. */
export interface MapOrigin {
  /** The search that selected the traces, in words or as a query. */
  readonly query: string;
  /** The window, as `2026-11-20T13:25:00Z`. */
  readonly start: string;
  readonly end: string;
  /** The time that it is compared with. */
  readonly against?: { readonly start: string; readonly end: string } | undefined;
}

type AnyNode = MapNode<MapSourceNode>;
type AnyEdge = MapEdge<MapSourceNode, MapSourceEdge>;

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  service: ['[', ']'],
  database: ['[(', ')]'],
  queue: ['[/', '/]'],
  external: ['[', ']'],
  user: ['([', '])'],
};

/**
 * The map of a service graph, small enough to be drawn: when its text would be over mermaid's limit, more of the least
 * called edges are folded.
 */
export function drawableMap<N extends MapSourceNode, E extends MapSourceEdge>(
  source: MapSource<N, E>,
  options: MapOptions,
): ArchitectureMap<N, E> {
  let map = architectureMap(source, options);
  let fits = 0;
  let tooMany = Math.min(map.edges.length, MAX_EDGES);
  if (lengthBound(map) <= MAX_TEXT || textLength(map) <= MAX_TEXT) return map;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (textLength(architectureMap(source, options, middle)) <= MAX_TEXT) fits = middle;
    else tooMany = middle;
  }
  map = architectureMap(source, options, fits);
  return map;
}

/**
 * What must be laid out: nodes, shapes, edges, and what was in another time alone. Two maps of equal structure differ in values
 * only: patch, do not redraw.
 */
export function mapStructure(map: ArchitectureMap): string {
  return structureLines(map, structureLabel, ({ source: { difference } }) => (difference ? ROOM : '')).join('\n');
}

/**
 * Text to lay out and draw: values in two lines, and no classes, because states are put on afterwards and change while the
 * layout stays. A map that is compared has room for what differs at every part, so that another part of the time moves nothing.
 */
export function mapLayoutText(map: ArchitectureMap): string {
  return structureLines(map, roomyLabel, ({ source: { difference } }) =>
    difference === undefined ? '' : longer(nodeChange(difference), ROOM),
  ).join('\n');
}

function structureLabel(edge: AnyEdge): string {
  const { difference } = edge.source;
  const through = mermaidLabel(edgeThrough(edge));
  return difference === undefined ? ` ${through}` : `${edge.tone === 'gone' ? 'gone' : ROOM} ${through}`;
}

/** What differs at most parts of a map is not longer. */
const ROOM = 'more errors';

function longer(one: string, other: string): string {
  return one.length < other.length ? other : one;
}

function roomyLabel(edge: AnyEdge): string {
  const { source, tone, values } = edge;
  if (source.difference === undefined || tone === 'gone') return stackedLabel(edge);
  const room = longer(edgeChange(source.difference), ROOM);
  return [...stackValues(values), edgeThrough(edge), room]
    .filter((line) => line !== '')
    .map((line) => mermaidLabel(line))
    .join('<br/>');
}

const LABELS: Readonly<Record<MapValues, (edge: AnyEdge) => string>> = {
  joined: (edge) =>
    edgeTexts(edge, [joinValues(edge.values)])
      .map((part) => mermaidLabel(part))
      .join(VALUE_SEPARATOR),
  stacked: stackedLabel,
  none: () => '',
};

function stackedLabel(edge: AnyEdge): string {
  return edgeTexts(edge, stackValues(edge.values))
    .map((line) => mermaidLabel(line))
    .join('<br/>');
}

/** How values stand at the arrows: in one line, to be copied; in two, to be drawn; not at all. */
export type MapValues = 'joined' | 'stacked' | 'none';

/** The whole text, to be copied: with its source, an accessible description and the classes of the theme. */
export function mapText(
  map: ArchitectureMap,
  origin: MapOrigin,
  theme: DiagramTheme,
  values: MapValues = 'joined',
): string {
  const [first = '', ...rest] = structureLines(map, LABELS[values]);
  const used = new Set<DiagramClass>(map.nodes.map((node) => node.state));
  return `${[
    first,
    `%% source: ${mermaidLabel(origin.query, 400)}, ${origin.start} to ${origin.end}${againstOf(origin)}, ${countsOf(map)}`,
    'accTitle: Architecture map',
    `accDescr: ${describe(map)}`,
    ...rest,
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${nodesWith(map, name).join(',')} ${name}`),
    ...LINE_TONES.flatMap((tone) => tonedLinks(theme, tone, linksOf(map, tone))),
  ].join('\n')}\n`;
}

function structureLines(
  map: ArchitectureMap,
  label: (edge: AnyEdge) => string,
  change: (node: AnyNode) => string = ({ source }) => nodeChange(source.difference),
): string[] {
  return [
    'flowchart LR',
    ...map.nodes.map((node) => nodeLine(node, change(node))),
    ...map.edges.map((edge) => edgeLine(edge, label(edge))),
  ];
}

/** `change`: below its name; empty: nothing. */
function nodeLine(node: AnyNode, change: string): string {
  const [open, close] = SHAPES[node.source.kind];
  const lines = [node.label, ...(change === '' ? [] : [change])];
  return `${node.key}${open}"${lines.map((line) => mermaidLabel(line)).join('<br/>')}"${close}`;
}

function linksOf(map: ArchitectureMap, tone: LineTone): number[] {
  return map.edges.flatMap((edge, position) => (edge.tone === tone ? [position] : []));
}

function againstOf({ against }: MapOrigin): string {
  return against === undefined ? '' : `, against ${against.start} to ${against.end}`;
}

/** Solid for a call that waits for its answer, dashed through a queue. `label` is encoded already. */
function edgeLine(edge: AnyEdge, label: string): string {
  const arrow = edge.source.async ? '-.->' : '-->';
  return `${edge.client.key} ${arrow}${label === '' ? '' : `|"${label}"|`} ${edge.server.key}`;
}

function nodesWith(map: ArchitectureMap, state: DiagramClass): string[] {
  return map.nodes.filter((node) => node.state === state).map((node) => node.key);
}

function describe(map: ArchitectureMap): string {
  const count = (kind: NodeKind, one: string, many: string): string => {
    const number = map.nodes.filter((node) => node.source.kind === kind).length;
    return `${number} ${number === 1 ? one : many}`;
  };
  const nodes = [
    count('service', 'service', 'services'),
    count('database', 'database', 'databases'),
    count('queue', 'queue', 'queues'),
    count('external', 'inferred host', 'inferred hosts'),
    ...(map.nodes.some(({ source }) => source.kind === 'user') ? ['users'] : []),
  ].join(', ');
  const failing = map.edges.filter((edge) => edge.failing).length;
  return `${nodes}. Edges: ${map.edges.length}, of them with errors of 1 percent or more: ${failing}.${describeChanges(map)}`;
}

function describeChanges({ nodes, edges }: ArchitectureMap): string {
  const parts = [...nodes, ...edges].flatMap(({ source }) => source.difference ?? []);
  if (parts.length === 0) return '';
  const count = (...some: readonly Change[]): number =>
    parts.filter(({ changes }) => changes.some((change) => some.includes(change))).length;
  const told = [
    `new ${count('added')}`,
    `gone ${count('removed')}`,
    `slower ${count('slower')}`,
    `with more errors ${count('moreErrors')}`,
    `faster or with fewer errors ${count('faster', 'fewerErrors')}`,
  ];
  return ` Nodes and edges that differ from the time before: ${told.join(', ')}.`;
}

function countsOf(map: ArchitectureMap): string {
  const { byOption, folded, nodes } = map.hidden;
  const sampled = map.sampled ? ', rates estimated from sampled traces' : '';
  return `shown ${map.nodes.length} nodes and ${map.edges.length} edges, hidden ${nodes} nodes and ${byOption + folded} edges${viewOf(map)}${sampled}`;
}

/** How the graph was looked at. */
function viewOf(map: ArchitectureMap): string {
  const by = map.nodes.find(({ source }) => source.split !== undefined)?.source.split?.by;
  const folded = map.edges.filter(({ source }) => source.folded !== undefined).length;
  const split = by === undefined ? '' : `, services split by ${by}`;
  return folded === 0 ? split : `${split}, folded nodes on the way of ${folded} edges`;
}

/** An upper bound of the length of the text to be copied: it is longer than the one that is laid out. */
function textLength(map: ArchitectureMap): number {
  const window = { start: '2026-11-20T13:25:00.000Z', end: '2026-11-20T13:25:00.000Z' };
  const origin = { query: '%'.repeat(400), ...window, against: window };
  return mapText(map, origin, 'light').length;
}

/** A coarse one that costs nothing, for each tick of a map that is far from the limit: every character of a name encoded. */
function lengthBound({ nodes, edges }: ArchitectureMap): number {
  return nodes.reduce((sum, { label }) => sum + 40 + 9 * label.length, 2_000) + edges.length * 550;
}
