// The columns of the table, and its rows in the order of one of them.
import { loudness } from '@spanloom/analysis';
import type { MapEdge, MapNode } from './service-map-model.ts';

export const EDGE_COLUMNS = [
  'caller',
  'called',
  'way',
  'rate',
  'errors',
  'p50',
  'p95',
  'p99',
  'against',
  'calls',
] as const;
export const NODE_COLUMNS = [
  'name',
  'kind',
  'rate',
  'errors',
  'p95',
  'callers',
  'callees',
  'against',
  'calls',
] as const;
export type EdgeColumn = (typeof EDGE_COLUMNS)[number];
export type NodeColumn = (typeof NODE_COLUMNS)[number];

const TEXT_COLUMNS: ReadonlySet<string> = new Set(['caller', 'called', 'way', 'name', 'kind']);

export interface Sort<C extends string> {
  readonly column: C;
  readonly descending: boolean;
}

export function isNumber(column: string): boolean {
  return !TEXT_COLUMNS.has(column);
}

/** The most called first, unless the address says otherwise. */
export function readSort<C extends string>(text: string | undefined, columns: readonly C[], usual: C): Sort<C> {
  const descending = text?.startsWith('-') ?? true;
  const column = columns.find((known) => known === text?.replace(/^-/, ''));
  return column === undefined ? { column: usual, descending: true } : { column, descending };
}

/** What a press on the head of a column asks for: numbers begin with the largest, texts with the first. */
export function nextSort<C extends string>(before: Sort<C>, column: C): string {
  const descending = before.column === column ? !before.descending : isNumber(column);
  return `${descending ? '-' : ''}${column}`;
}

export interface NodeRow {
  readonly node: MapNode;
  /** How many call it, how many it calls, of those that are shown. */
  readonly callers: number;
  readonly callees: number;
}

export function nodeRows(nodes: readonly MapNode[], edges: readonly MapEdge[]): NodeRow[] {
  const others = (of: 'client' | 'server', end: 'client' | 'server'): ReadonlyMap<MapNode, ReadonlySet<MapNode>> => {
    const sets = new Map<MapNode, Set<MapNode>>();
    for (const edge of edges) sets.set(edge[of], (sets.get(edge[of]) ?? new Set()).add(edge[end]));
    return sets;
  };
  const [callers, callees] = [others('server', 'client'), others('client', 'server')];
  return nodes.map((node) => ({
    node,
    callers: callers.get(node)?.size ?? 0,
    callees: callees.get(node)?.size ?? 0,
  }));
}

export function sortEdges(edges: readonly MapEdge[], sort: Sort<EdgeColumn>): MapEdge[] {
  return sorted(edges, sort, edgeValue, (edge) => edge.id);
}

export function sortNodes(rows: readonly NodeRow[], sort: Sort<NodeColumn>): NodeRow[] {
  return sorted(rows, sort, nodeValue, (row) => row.node.source.id);
}

function edgeValue({ source, client, server }: MapEdge, column: EdgeColumn): number | string {
  switch (column) {
    case 'caller':
      return client.label;
    case 'called':
      return server.label;
    case 'way':
      return source.async ? 'async' : 'sync';
    case 'against':
      return source.difference === undefined ? -1 : loudness(source.difference);
    case 'errors':
      return source.errorShare;
    case 'p50':
    case 'p95':
    case 'p99':
      return Number(source[column]);
    case 'rate':
    case 'calls':
      return source[column];
  }
}

function nodeValue({ node, callers, callees }: NodeRow, column: NodeColumn): number | string {
  switch (column) {
    case 'name':
      return node.label;
    case 'kind':
      return node.source.kind;
    case 'callers':
      return callers;
    case 'callees':
      return callees;
    case 'against':
      return node.source.difference === undefined ? -1 : loudness(node.source.difference);
    case 'errors':
      return node.numbers?.errorShare ?? -1;
    case 'p95':
      return Number(node.numbers?.p95 ?? -1);
    case 'rate':
    case 'calls':
      return node.numbers?.[column] ?? -1;
  }
}

/** Equal values by their ids, in either direction. */
function sorted<T, C extends string>(
  rows: readonly T[],
  { column, descending }: Sort<C>,
  valueOf: (row: T, column: C) => number | string,
  idOf: (row: T) => string,
): T[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a, column), valueOf(b, column)];
    const order = typeof x === 'string' && typeof y === 'string' ? x.localeCompare(y) : Number(x) - Number(y);
    return order * sign || (idOf(a) < idOf(b) ? -1 : 1);
  });
}
