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
import { type Ends, lineLabel } from './padded-label.ts';
import { searchIn } from './search-text.ts';
import { MAX_TEXT } from './text-limits.ts';
import type { DiagramTheme } from './tokens.ts';
import { COMMON_WORDS } from './words/common-words.ts';
import { nounFor, type Noun } from './words/counting.ts';
import { MAP_WORDS } from './words/map-words.ts';
import { NOUNS } from './words/nouns.ts';

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
  const known = structures.get(map) ?? structureOf(map);
  structures.set(map, known);
  return known;
}

/** A page asks for that of each map three times, twice when the next one is there. */
const structures = new WeakMap<ArchitectureMap, string>();

function structureOf(map: ArchitectureMap): string {
  return structureLines(
    map,
    (edge) => structureLabel(edge, map),
    ({ source: { difference } }) => (difference ? roomOf(map) : ''),
  ).join('\n');
}

/**
 * Text to lay out and draw: values in two lines, and no classes, because states are put on afterwards and change while the
 * layout stays. A map that is compared has room for what differs at every part, so that another part of the time moves nothing.
 */
export function mapLayoutText(map: ArchitectureMap): string {
  return structureLines(
    map,
    (edge) => roomyLabel(edge, map),
    ({ source: { difference } }) =>
      difference === undefined ? '' : longer(nodeChange(difference, map.language), roomOf(map)),
  ).join('\n');
}

function structureLabel(edge: AnyEdge, map: ArchitectureMap): string {
  const { difference } = edge.source;
  const through = mermaidLabel(edgeThrough(edge, map.language));
  return difference === undefined ? ` ${through}` : `${edge.tone === 'gone' ? 'gone' : roomOf(map)} ${through}`;
}

/** What differs at most parts of a map is not longer. */
function roomOf({ language }: ArchitectureMap): string {
  return MAP_WORDS[language].changes.moreErrors;
}

function longer(one: string, other: string): string {
  return one.length < other.length ? other : one;
}

function roomyLabel(edge: AnyEdge, map: ArchitectureMap): string {
  const { source, tone, values } = edge;
  if (source.difference === undefined || tone === 'gone') return stackedLabel(edge, map, 'encoded');
  const room = longer(edgeChange(source.difference, map.language), roomOf(map));
  return [...stackValues(values), edgeThrough(edge, map.language), room]
    .filter((line) => line !== '')
    .map((line) => lineLabel(line, 'encoded'))
    .join('<br/>');
}

const LABELS: Readonly<Record<MapValues, (edge: AnyEdge, map: ArchitectureMap) => string>> = {
  joined: (edge, { language }) =>
    edgeTexts(edge, [joinValues(edge.values)], language)
      .map((part) => mermaidLabel(part))
      .join(VALUE_SEPARATOR),
  stacked: (edge, map) => stackedLabel(edge, map, 'written'),
  none: () => '',
};

function stackedLabel(edge: AnyEdge, { language }: ArchitectureMap, ends: Ends): string {
  return edgeTexts(edge, stackValues(edge.values), language)
    .map((line) => lineLabel(line, ends))
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
  const [first = '', ...rest] = structureLines(map, (edge) => LABELS[values](edge, map));
  const used = new Set<DiagramClass>(map.nodes.map((node) => node.state));
  return `${[
    first,
    sourceOf(map, origin),
    `accTitle: ${MAP_WORDS[map.language].title}`,
    `accDescr: ${describe(map)}${describeChanges(map)}`,
    ...rest,
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${nodesWith(map, name).join(',')} ${name}`),
    ...LINE_TONES.flatMap((tone) => tonedLinks(theme, tone, linksOf(map, tone))),
  ].join('\n')}\n`;
}

function structureLines(
  map: ArchitectureMap,
  label: (edge: AnyEdge) => string,
  change: (node: AnyNode) => string = ({ source }) => nodeChange(source.difference, map.language),
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

function sourceOf(map: ArchitectureMap, { query, start, end, against }: MapOrigin): string {
  const [words, { source, window, list }] = [MAP_WORDS[map.language], COMMON_WORDS[map.language]];
  const compared = against === undefined ? [] : [words.against(against.start, against.end)];
  const search = mermaidLabel(searchIn(map.language, query), 400);
  return source(list([search, window(start, end), ...compared, ...countsOf(map)]));
}

/** Solid for a call that waits for its answer, dashed through a queue. `label` is encoded already. */
function edgeLine(edge: AnyEdge, label: string): string {
  const arrow = edge.source.async ? '-.->' : '-->';
  return `${edge.client.key} ${arrow}${label === '' ? '' : `|"${label}"|`} ${edge.server.key}`;
}

function nodesWith(map: ArchitectureMap, state: DiagramClass): string[] {
  return map.nodes.filter((node) => node.state === state).map((node) => node.key);
}

function describe({ nodes, edges, language }: ArchitectureMap): string {
  const [words, nouns, { list, sentence, sentences }] = [MAP_WORDS[language], NOUNS[language], COMMON_WORDS[language]];
  const count = (kind: NodeKind, noun: Noun): string => {
    const number = nodes.filter((node) => node.source.kind === kind).length;
    return `${number} ${nounFor(number, noun)}`;
  };
  const counts = list([
    count('service', nouns.services),
    count('database', nouns.databases),
    count('queue', nouns.queues),
    count('external', nouns.inferredHosts),
    ...(nodes.some(({ source }) => source.kind === 'user') ? [words.users] : []),
  ]);
  const failing = words.edgesFailing(edges.length, edges.filter((edge) => edge.failing).length);
  return sentences([sentence(counts), failing]);
}

function describeChanges({ nodes, edges, language }: ArchitectureMap): string {
  const parts = [...nodes, ...edges].flatMap(({ source }) => source.difference ?? []);
  if (parts.length === 0) return '';
  const count = (...some: readonly Change[]): number =>
    parts.filter(({ changes }) => changes.some((change) => some.includes(change))).length;
  return MAP_WORDS[language].differing({
    added: count('added'),
    gone: count('removed'),
    slower: count('slower'),
    moreErrors: count('moreErrors'),
    better: count('faster', 'fewerErrors'),
  });
}

function countsOf(map: ArchitectureMap): string[] {
  const { byOption, folded, nodes } = map.hidden;
  const words = MAP_WORDS[map.language];
  return [
    words.shown({
      nodes: map.nodes.length,
      edges: map.edges.length,
      hiddenNodes: nodes,
      hiddenEdges: byOption + folded,
    }),
    ...viewOf(map),
    ...(map.sampled ? [words.estimated] : []),
  ];
}

/** How the graph was looked at. */
function viewOf(map: ArchitectureMap): string[] {
  const words = MAP_WORDS[map.language];
  const by = map.nodes.find(({ source }) => source.split !== undefined)?.source.split?.by;
  const folded = map.edges.filter(({ source }) => source.folded !== undefined).length;
  return [...(by === undefined ? [] : [words.splitBy(by)]), ...(folded === 0 ? [] : [words.foldedOn(folded)])];
}

/** An upper bound of the length of the text to be copied: it is longer than the one that is laid out. */
function textLength(map: ArchitectureMap): number {
  const window = { start: '2026-11-20T13:25:00.000Z', end: '2026-11-20T13:25:00.000Z' };
  const origin = { query: '%'.repeat(400), ...window, against: window };
  return mapText(map, origin, 'light').length;
}

/**
 * A coarse one that costs little, for each tick of a map that is far from the limit: every character of a name encoded, and of values
 * every one that may be.
 */
export function lengthBound({ nodes, edges }: ArchitectureMap): number {
  const ofNodes = nodes.reduce((sum, { label }) => sum + 40 + 9 * label.length, 2_000);
  return edges.reduce((sum, edge) => sum + edgeBound(edge), ofNodes);
}

function edgeBound({ source, values: { rate, errors, p95 } }: AnyEdge): number {
  if (source.difference !== undefined || source.folded !== undefined) return 550;
  const values = rate + errors + p95;
  return 80 + values.length + 8 * (values.length - values.replace(/[^\dA-Za-z]/g, '').length);
}
