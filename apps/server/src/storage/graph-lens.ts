// How the service graph is looked at: services as one node for each value of an attribute of their resources, and calls
// through proxies as one call. Follows from what a trace adds to the graph, so that what is kept of a trace serves all of it.
import {
  foldCalls,
  isProxy,
  nodeId,
  serviceNode,
  SPLIT_KEYS,
  wholeNode,
  type Call,
  type NodeRef,
  type SplitBy,
} from '@spanloom/analysis';
import { attributeOf, type Resource, serviceOf, valueText } from '@spanloom/otlp-model';
import type { GraphView } from './trace-aggregates.ts';
import { edgeName, type GraphCall, type NamedNode, type TraceGraph } from './trace-graph.ts';
import type { EdgeFilter } from './trace-store.ts';

/** What the number of a resource stands for; undefined for what has been deleted meanwhile. */
export type ResourceOf = (place: number) => Resource | undefined;

/** What of a trace is seen. */
export type SeenGraph = Pick<TraceGraph, 'services' | 'calls' | 'requests'>;

/** Longer values are cut: a name is read, and stands in every address that leads to it. */
const MAX_VALUE = 256;

export class GraphLens {
  readonly #users: boolean;
  readonly #split: SplitBy | undefined;
  readonly #proxies: boolean;
  readonly #folded: ReadonlySet<string>;
  readonly #resourceOf: ResourceOf;
  readonly #valueOfPlace = new Map<number, string>();
  readonly #proxyPlaces = new Map<number, boolean>();
  readonly #names = new Map<string, Map<string, NamedNode>>();

  /** `users`: with the calls of users. */
  constructor({ users = false, split, fold }: GraphView, resourceOf: ResourceOf) {
    this.#users = users;
    this.#split = split;
    this.#proxies = fold?.proxies ?? false;
    this.#folded = new Set(fold?.nodes.map(nodeId));
    this.#resourceOf = resourceOf;
  }

  /** Without anything to do the graph itself: a live page looks at thousands of kept ones. */
  see(graph: TraceGraph): SeenGraph {
    const calls = this.#calls(graph);
    const by = this.#split;
    if (by === undefined) return calls === graph.calls ? graph : { ...graph, calls };
    const alone = this.#onlyValues(graph);
    const split = (node: NodeRef, place: number | undefined): NamedNode => {
      const value = place === undefined ? (alone.get(nodeId(node)) ?? '') : this.#valueAt(place, by);
      return this.#named(node, by, value);
    };
    return {
      services: this.#splitServices(graph, by),
      calls: calls.map((seen) => splitCall(seen, split)),
      requests: graph.requests.map(({ node: { node }, request }) => ({ node: split(node, request.place), request })),
    };
  }

  #calls({ calls, userCalls }: TraceGraph): readonly GraphCall[] {
    const all = this.#users && userCalls.length > 0 ? [...calls, ...userCalls] : calls;
    if (!this.#proxies && this.#folded.size === 0) return all;
    return foldCalls(all, {
      client: ({ client, places }) => this.#isFolded(client, places.client),
      server: ({ server, places }) => this.#isFolded(server, places.server),
    }).map(({ call, through }) => {
      const server = nodeId(call.server);
      return { call, through, server, edge: edgeName(nodeId(call.client), server), cause: undefined };
    });
  }

  #isFolded(node: NodeRef, place: number | undefined): boolean {
    if (this.#folded.has(nodeId(node))) return true;
    if (!this.#proxies || place === undefined || node.kind !== 'service') return false;
    return kept(this.#proxyPlaces, place, () => {
      const attributes = this.#resourceOf(place)?.attributes ?? [];
      return isProxy(attributes.map(({ key, value }) => ({ key, text: valueText(value) })));
    });
  }

  #splitServices({ senders }: TraceGraph, by: SplitBy): NamedNode[] {
    const services = new Map<string, NamedNode>();
    for (const { place } of senders) {
      const resource = this.#resourceOf(place);
      if (resource === undefined) continue;
      const named = this.#named(serviceNode(serviceOf(resource)), by, this.#valueAt(place, by));
      services.set(named.id, named);
    }
    return [...services.values()];
  }

  /** By service, the value that all of its spans of the trace have: also that of a call which knows its name alone. */
  #onlyValues({ senders }: TraceGraph): ReadonlyMap<string, string> {
    const by = this.#split;
    const values = new Map<string, string>();
    if (by === undefined) return values;
    for (const { place } of senders) {
      const resource = this.#resourceOf(place);
      if (resource === undefined) continue;
      const id = nodeId(serviceNode(serviceOf(resource)));
      const value = this.#valueAt(place, by);
      const known = values.get(id);
      values.set(id, known === undefined || known === value ? value : '');
    }
    return values;
  }

  #valueAt(place: number, by: SplitBy): string {
    return kept(this.#valueOfPlace, place, () => {
      const resource = this.#resourceOf(place);
      const value = resource && attributeOf(resource.attributes, SPLIT_KEYS[by]);
      return value === undefined ? '' : shortened(valueText(value));
    });
  }

  #named(node: NodeRef, by: SplitBy, value: string): NamedNode {
    if (node.kind !== 'service') return { id: nodeId(node), node };
    const values = kept(this.#names, nodeId(node), () => new Map<string, NamedNode>());
    return kept(values, value, () => {
      const part: NodeRef = { ...node, split: { by, value } };
      return { id: nodeId(part), node: part };
    });
  }
}

/** Looks for a call in what traces add to the graph. */
export class EdgeMatcher {
  readonly #client: NodeRef | undefined;
  readonly #server: NodeRef | undefined;
  readonly #lens: GraphLens;

  constructor({ client, server, fold }: EdgeFilter, resourceOf: ResourceOf) {
    this.#client = client;
    this.#server = server;
    const split = client?.split?.by ?? server?.split?.by;
    this.#lens = new GraphLens({ users: client?.kind === 'user', split, fold }, resourceOf);
  }

  matches(graph: TraceGraph): boolean {
    return this.#lens
      .see(graph)
      .calls.some(({ call }) => isNode(call.client, this.#client) && isNode(call.server, this.#server));
  }
}

/** One that is wanted whole is also each of its parts. */
function isNode(node: NodeRef, wanted: NodeRef | undefined): boolean {
  if (wanted === undefined) return true;
  return nodeId(wanted.split === undefined ? wholeNode(node) : node) === nodeId(wanted);
}

function splitCall(seen: GraphCall, split: (node: NodeRef, place: number | undefined) => NamedNode): GraphCall {
  const { places } = seen.call;
  const client = split(seen.call.client, places.client);
  const server = split(seen.call.server, places.server);
  const call: Call = { ...seen.call, client: client.node, server: server.node };
  return { ...seen, call, server: server.id, edge: edgeName(client.id, server.id) };
}

/** No character is cut in two. */
function shortened(value: string): string {
  if (value.length <= MAX_VALUE) return value;
  const cut = value.slice(0, MAX_VALUE);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

function kept<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
