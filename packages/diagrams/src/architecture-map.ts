// The architecture map as a model: which nodes and edges are drawn, with which values, and what is not drawn and why.
// architecture-map-text.ts writes it as Mermaid. The structure is kept apart from the values, so that values can tick.
import type { Difference, NodeKind, NodeSplit, SplitBy } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { DiagramClass } from './classes.ts';
import { valueTexts, type ValueTexts } from './fixed-width.ts';
import { type LineTone, lineTone } from './map-changes.ts';
import { visibleLabel } from './mermaid-label.ts';
import { ambiguousNames, clearName } from './service-names.ts';
import { roughSize } from './window/rough-size.ts';
import { MAP_WORDS } from './words/map-words.ts';

/** The answer of GET /api/v1/edges, as far as the map needs it. Any order. */
export interface MapSource<N extends MapSourceNode = MapSourceNode, E extends MapSourceEdge = MapSourceEdge> {
  readonly nodes: readonly N[];
  readonly edges: readonly E[];
  /** Some span stood for more than itself. */
  readonly sampled: boolean;
}

export interface MapSourceNode {
  /** nodeId of @spanloom/analysis. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace: string;
  /** Which part of a service that is split. */
  readonly split?: NodeSplit | undefined;
  /** Of a service, what its own server and consumer spans tell; of every other node, the calls to it. Not there: none. */
  readonly requests?: { /** 0 .. 1 */ readonly errorShare: number } | undefined;
  /** From the time that the map is compared with; not there: it is compared with none. */
  readonly difference?: Difference | undefined;
}

export interface MapSourceEdge {
  readonly client: string;
  readonly server: string;
  readonly async: boolean;
  readonly inferred: boolean;
  /** Calls seen, unweighted. */
  readonly calls: number;
  /** Weighted calls a second. */
  readonly rate: number;
  /** 0 .. 1 */
  readonly errorShare: number;
  /** Nanoseconds as a decimal string. */
  readonly p95: string;
  /** Of its calls, those that go through folded nodes, and ids of these. Not there: none. */
  readonly folded?: { readonly calls: number; readonly through: readonly string[] } | undefined;
  readonly difference?: Difference | undefined;
}

export interface MapOptions {
  /** Kinds of nodes to leave out. Services are always drawn. */
  readonly without: ReadonlySet<Exclude<NodeKind, 'service'>>;
  /** English unless said. */
  readonly language?: DiagramLanguage | undefined;
  /** How the part of a split service is called that has no value; else as the language has it. */
  readonly noValue?: Readonly<Record<SplitBy, string>>;
}

/** Stands between the name of a split service and the value of its part. */
export const SPLIT_SEPARATOR = ' · ';

export interface MapNode<N extends MapSourceNode> {
  /** `n0`, `n1`, ... by first appearance from the entries of the system. */
  readonly key: string;
  readonly source: N;
  /** As drawn: the name, with its namespace when the name alone is ambiguous, and which part of it where it is split. */
  readonly label: string;
  /** Border: part of the values, not of the structure. */
  readonly state: DiagramClass;
}

export interface MapEdge<N extends MapSourceNode, E extends MapSourceEdge> {
  readonly source: E;
  readonly client: MapNode<N>;
  readonly server: MapNode<N>;
  /** The same edge keeps its id from tick to tick. */
  readonly id: string;
  readonly values: ValueTexts;
  /** Errors of 1 % or more. */
  readonly failing: boolean;
  readonly tone: LineTone;
}

/** What is not in the picture. */
export interface MapHidden {
  /** Left out by the reader's options. */
  readonly byOption: number;
  /** Folded because a picture has room for MAX_EDGES: the least called first, those with errors last. */
  readonly folded: number;
  /** Of the folded ones, those with errors. */
  readonly foldedWithErrors: number;
  /** Calls of all edges that are not drawn. */
  readonly calls: number;
  /** Nodes that lost all their edges. */
  readonly nodes: number;
}

export interface ArchitectureMap<N extends MapSourceNode = MapSourceNode, E extends MapSourceEdge = MapSourceEdge> {
  readonly nodes: readonly MapNode<N>[];
  readonly edges: readonly MapEdge<N, E>[];
  readonly hidden: MapHidden;
  /** Of the words in its text. */
  readonly language: DiagramLanguage;
  /** Labels of drawn nodes that send no spans and are known from their callers only. */
  readonly inferred: readonly string[];
  readonly sampled: boolean;
}

/** Mermaid refuses more, and nobody reads that many. */
export const MAX_EDGES = 500;
const FAILING_SHARE = 0.01;
const MAX_NAME = 48;
/** Kinds of nodes that are known from the other side of their calls alone. */
const SILENT: ReadonlySet<NodeKind> = new Set(['external', 'user']);

/**
 * The map of a service graph. The same for any order of the source. An empty source gives a map without nodes: there is
 * nothing to draw, and the page says so. `maxEdges` is for text that must stay below a length.
 */
export function architectureMap<N extends MapSourceNode, E extends MapSourceEdge>(
  source: MapSource<N, E>,
  options: MapOptions,
  maxEdges = MAX_EDGES,
): ArchitectureMap<N, E> {
  const { language = 'en' } = options;
  const byId = new Map(source.nodes.map((node) => [node.id, node]));
  const known = source.edges.filter((edge) => byId.has(edge.client) && byId.has(edge.server));
  const wanted = (id: string): boolean => isWanted(byId.get(id), options);
  const shown = known.filter((edge) => wanted(edge.client) && wanted(edge.server));
  const kept = new Set(shown.toSorted(byImportance).slice(0, maxEdges));
  const edges = shown.filter((edge) => kept.has(edge)).sort(byEnds);

  const touched = new Set(edges.flatMap((edge) => [edge.client, edge.server]));
  const connected = new Set(known.flatMap((edge) => [edge.client, edge.server]));
  // A node without any call is drawn alone; one whose calls are all hidden is hidden with them.
  const drawnNodes = source.nodes.filter(
    (node) => touched.has(node.id) || (!connected.has(node.id) && wanted(node.id)),
  );
  const ordered = byAppearance(drawnNodes, edges);
  const states = nodeStates(known, byId);
  const ambiguous = ambiguousNames(ordered.filter(({ kind }) => kind === 'service'));
  const nodes = ordered.map((node, index) => ({
    key: `n${index}`,
    source: node,
    label: labelOf(node, ambiguous, options.noValue ?? MAP_WORDS[language].noValue),
    state: stateOf(node, states),
  }));
  return {
    nodes,
    edges: drawnEdges(nodes, edges),
    language,
    hidden: hiddenOf(source, known, shown, kept, nodes.length),
    inferred: nodes.filter((node) => node.source.kind === 'external').map((node) => node.label),
    sampled: source.sampled,
  };
}

function stateOf({ id, kind, difference }: MapSourceNode, states: ReadonlyMap<string, DiagramClass>): DiagramClass {
  if (difference?.within === 'before') return 'gone';
  if (SILENT.has(kind)) return 'ghost';
  return states.get(id) ?? (difference?.changes.includes('added') === true ? 'added' : 'ok');
}

function isWanted(node: MapSourceNode | undefined, options: MapOptions): boolean {
  return node !== undefined && (node.kind === 'service' || !options.without.has(node.kind));
}

function hiddenOf(
  source: MapSource,
  known: readonly MapSourceEdge[],
  shown: readonly MapSourceEdge[],
  kept: ReadonlySet<MapSourceEdge>,
  nodes: number,
): MapHidden {
  const folded = shown.filter((edge) => !kept.has(edge));
  return {
    byOption: known.length - shown.length,
    folded: folded.length,
    foldedWithErrors: folded.filter((edge) => edge.errorShare > 0).length,
    calls: known.reduce((sum, edge) => sum + (kept.has(edge) ? 0 : edge.calls), 0),
    nodes: source.nodes.length - nodes,
  };
}

function drawnEdges<N extends MapSourceNode, E extends MapSourceEdge>(
  nodes: readonly MapNode<N>[],
  edges: readonly E[],
): MapEdge<N, E>[] {
  const byId = new Map(nodes.map((node) => [node.source.id, node]));
  const drawn = edges.flatMap((edge): MapEdge<N, E>[] => {
    const client = byId.get(edge.client);
    const server = byId.get(edge.server);
    if (client === undefined || server === undefined) return [];
    const failing = edge.errorShare >= FAILING_SHARE;
    return [
      {
        source: edge,
        client,
        server,
        id: edgeKey(edge),
        values: valueTexts(edge.rate, edge.errorShare, BigInt(edge.p95)),
        failing,
        tone: lineTone(failing, edge.difference),
      },
    ];
  });
  const position = (node: MapNode<N>): number => Number(node.key.slice(1));
  return drawn.sort(
    (a, b) =>
      position(a.client) - position(b.client) || position(a.server) - position(b.server) || compareText(a.id, b.id),
  );
}

/**
 * Where errors begin and where they are only passed on. What a node answered tells its state, whoever asked: an entry is
 * called by nobody. Incoming calls, hidden ones too, stand in where it has no numbers of its own. A call to oneself is no
 * callee. A database or queue that fails is drawn so, and its caller too: spans cannot tell whose fault it was.
 */
function nodeStates(
  edges: readonly MapSourceEdge[],
  byId: ReadonlyMap<string, MapSourceNode>,
): ReadonlyMap<string, DiagramClass> {
  const received = new Map<string, { rate: number; failed: number }>();
  const failingCallers = new Set<string>();
  for (const edge of edges) {
    const sums = received.get(edge.server) ?? { rate: 0, failed: 0 };
    sums.rate += edge.rate;
    sums.failed += edge.rate * edge.errorShare;
    received.set(edge.server, sums);
    // Databases and hosts send no spans of their own: what fails there begins, as far as we see, at the caller.
    const calleeReports = byId.get(edge.server)?.kind === 'service';
    if (calleeReports && !edge.async && edge.client !== edge.server && edge.errorShare >= FAILING_SHARE) {
      failingCallers.add(edge.client);
    }
  }
  const shareOf = ({ id, requests }: MapSourceNode): number => {
    if (requests !== undefined) return requests.errorShare;
    const { rate, failed } = received.get(id) ?? { rate: 0, failed: 0 };
    return rate > 0 ? failed / rate : 0;
  };
  const failing = [...byId.values()].filter((node) => shareOf(node) >= FAILING_SHARE);
  return new Map(failing.map(({ id }) => [id, failingCallers.has(id) ? 'warn' : 'bad'] as const));
}

/** Breadth first from the nodes that nobody calls, then whatever only cycles reach; ties by id. */
function byAppearance<N extends MapSourceNode>(nodes: readonly N[], edges: readonly MapSourceEdge[]): N[] {
  const sorted = nodes.toSorted((a, b) => compareText(a.id, b.id));
  const byId = new Map(sorted.map((node) => [node.id, node]));
  const callees = new Map<string, string[]>();
  const called = new Set<string>();
  for (const edge of edges) {
    if (edge.client !== edge.server) called.add(edge.server);
    const list = callees.get(edge.client);
    if (list === undefined) callees.set(edge.client, [edge.server]);
    else list.push(edge.server);
  }
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    const queue = [id];
    seen.add(id);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const callee of callees.get(next) ?? []) {
        if (seen.has(callee)) continue;
        seen.add(callee);
        queue.push(callee);
      }
    }
  };
  for (const node of sorted) if (!called.has(node.id)) visit(node.id);
  for (const node of sorted) visit(node.id);
  return [...seen].flatMap((id) => byId.get(id) ?? []);
}

function labelOf(
  node: MapSourceNode,
  ambiguous: ReadonlySet<string>,
  noValue: Readonly<Record<SplitBy, string>>,
): string {
  const full = clearName(node, ambiguous);
  if (node.split === undefined) return visibleLabel(full, MAX_NAME);
  const { by, value } = node.split;
  const part = value === '' ? noValue[by] : visibleLabel(value, MAX_NAME / 2);
  return `${visibleLabel(full, MAX_NAME / 2)}${SPLIT_SEPARATOR}${part}`;
}

/** Of calls in so many seconds, so that seldom ones are told apart too. */
const RATE_SECONDS = 3600;

/** Errors first, then what differs, then those that are called about the most; ties by the ends. */
function byImportance(a: MapSourceEdge, b: MapSourceEdge): number {
  const differs = ({ difference }: MapSourceEdge): number => Math.min(difference?.changes.length ?? 0, 1);
  return (
    Number(b.errorShare > 0) - Number(a.errorShare > 0) ||
    differs(b) - differs(a) ||
    roughSize(b.rate * RATE_SECONDS) - roughSize(a.rate * RATE_SECONDS) ||
    roughSize(b.calls) - roughSize(a.calls) ||
    byEnds(a, b)
  );
}

function byEnds(a: MapSourceEdge, b: MapSourceEdge): number {
  return compareText(a.client, b.client) || compareText(a.server, b.server) || compareText(edgeKey(a), edgeKey(b));
}

function edgeKey(edge: MapSourceEdge): string {
  return `${edge.client} ${edge.server} ${edge.async ? 'async' : 'sync'}${edge.inferred ? ' inferred' : ''}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
