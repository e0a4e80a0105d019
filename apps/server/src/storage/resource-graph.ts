// What sent the spans of matching traces, and the calls between those senders, taken in one trace at a time.
import { type Call, nodeId, type ServiceRequest } from '@spanloom/analysis';
import {
  attributeOf,
  type Attributes,
  type Resource,
  type ServiceName,
  serviceOf,
  type UnixNano,
  valueText,
} from '@spanloom/otlp-model';
import { EdgeSums } from './edge-sums.ts';
import { compareText } from './text-order.ts';
import type { ResourceEdge, ResourceGraph, ResourceStats } from './trace-aggregates.ts';
import type { Sender, TraceGraph } from './trace-graph.ts';

/** What the numbers of an adapter stand for; undefined for what has been deleted meanwhile. */
export interface SenderNames {
  readonly resource: (place: number) => Resource | undefined;
  readonly scopeName: (scope: number) => string | undefined;
}

interface ResourceSum {
  readonly service: ServiceName;
  readonly attributes: ResourceStats['attributes'];
  readonly scopes: Map<string, number>;
  spans: number;
  errors: number;
  weight: number;
  errorWeight: number;
  requestWeight: number;
  requestErrorWeight: number;
  firstStart: UnixNano;
  lastEnd: UnixNano;
}

/** Before its first span. */
const NO_TIME = { firstStart: 0n as UnixNano, lastEnd: 0n as UnixNano };

export class ResourceGraphBuilder {
  readonly #keys: readonly string[];
  readonly #names: SenderNames;
  readonly #sums: ResourceSum[] = [];
  /** Places in the sums: by what tells resources apart, and by the numbers of the adapter. */
  readonly #byKey = new Map<string, number>();
  readonly #byPlace = new Map<number, number | undefined>();
  readonly #edges = new EdgeSums();

  constructor(keys: readonly string[], names: SenderNames) {
    this.#keys = keys;
    this.#names = names;
  }

  /** Takes in one trace. */
  add({ senders, calls, requests }: TraceGraph): void {
    for (const sender of senders) this.#addSender(sender);
    for (const { request } of requests) this.#addRequest(request);
    for (const { edge, call } of calls) this.#edges.add(this.#edgeKey(edge, call), call);
  }

  finish(): ResourceGraph {
    const sorted = [...this.#byKey].sort(([a], [b]) => compareText(a, b)).map(([, sum]) => sum);
    const places = new Map(sorted.map((sum, place) => [String(sum), place]));
    const edges = this.#edges.finish().map(({ key, stats }): ResourceEdge => {
      const [client = '', server = ''] = key.split(' ', 2);
      return { ...stats, clientResource: places.get(client), serverResource: places.get(server) };
    });
    return { resources: sorted.flatMap((sum) => statsOf(this.#sums[sum])), edges: edges.sort(compareEdges) };
  }

  #addSender({ place, scope, spans, errors, weight, errorWeight, firstStart, lastEnd }: Sender): void {
    const sum = this.#sums[this.#placeOf(place) ?? -1];
    if (sum === undefined) return;
    if (sum.spans === 0 || firstStart < sum.firstStart) sum.firstStart = firstStart;
    sum.spans += spans;
    sum.errors += errors;
    sum.weight += weight;
    sum.errorWeight += errorWeight;
    if (lastEnd > sum.lastEnd) sum.lastEnd = lastEnd;
    const name = this.#names.scopeName(scope);
    if (name !== undefined) sum.scopes.set(name, (sum.scopes.get(name) ?? 0) + spans);
  }

  #addRequest({ place, weight, error }: ServiceRequest): void {
    const sum = place === undefined ? undefined : this.#sums[this.#placeOf(place) ?? -1];
    if (sum === undefined) return;
    sum.requestWeight += weight;
    if (error) sum.requestErrorWeight += weight;
  }

  #edgeKey(edge: string, { places: { client, server } }: Call): string {
    const of = (place: number | undefined) => (place === undefined ? '' : (this.#placeOf(place) ?? ''));
    return `${of(client)} ${of(server)} ${edge}`;
  }

  /** undefined when the resource is gone. */
  #placeOf(place: number): number | undefined {
    if (this.#byPlace.has(place)) return this.#byPlace.get(place);
    const resource = this.#names.resource(place);
    const sum = resource && this.#sumOf(resource);
    this.#byPlace.set(place, sum);
    return sum;
  }

  #sumOf(resource: Resource): number {
    const service = serviceOf(resource);
    const attributes = asked(resource.attributes, this.#keys);
    const key = JSON.stringify([service.name, service.namespace, attributes]);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const none = {
      spans: 0,
      errors: 0,
      weight: 0,
      errorWeight: 0,
      requestWeight: 0,
      requestErrorWeight: 0,
      ...NO_TIME,
    };
    const sum = this.#sums.push({ service, attributes, scopes: new Map(), ...none }) - 1;
    this.#byKey.set(key, sum);
    return sum;
  }
}

function compareEdges(a: ResourceEdge, b: ResourceEdge): number {
  return (
    compareText(nodeId(a.client), nodeId(b.client)) ||
    compareText(nodeId(a.server), nodeId(b.server)) ||
    (a.clientResource ?? -1) - (b.clientResource ?? -1) ||
    (a.serverResource ?? -1) - (b.serverResource ?? -1)
  );
}

function asked(attributes: Attributes, keys: readonly string[]): ResourceStats['attributes'] {
  return keys.flatMap((key) => {
    const value = attributeOf(attributes, key);
    return value === undefined ? [] : [{ key, value: valueText(value) }];
  });
}

function statsOf(sum: ResourceSum | undefined): ResourceStats[] {
  if (sum === undefined) return [];
  const scopes = [...sum.scopes].map(([name, spans]) => ({ name, spans }));
  return [{ ...sum, scopes: scopes.sort((a, b) => compareText(a.name, b.name)) }];
}
