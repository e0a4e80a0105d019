// What sent the spans of matching traces, and the calls between those senders, taken in one trace at a time.
import type { Call } from '@spanloom/analysis';
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
  lastEnd: UnixNano;
}

export class ResourceGraphBuilder {
  readonly #keys: readonly string[];
  readonly #names: SenderNames;
  /** By what tells them apart, as text. */
  readonly #sums = new Map<string, ResourceSum>();
  readonly #ofPlace = new Map<number, string | undefined>();
  readonly #edges = new EdgeSums();

  constructor(keys: readonly string[], names: SenderNames) {
    this.#keys = keys;
    this.#names = names;
  }

  /** Takes in one trace. */
  add({ senders, calls }: TraceGraph): void {
    for (const sender of senders) this.#addSender(sender);
    for (const { edge, call } of calls) this.#edges.add(this.#edgeKey(edge, call), call);
  }

  finish(): ResourceGraph {
    const sorted = [...this.#sums].filter(([, { spans }]) => spans > 0).sort(([a], [b]) => compareText(a, b));
    const places = new Map(sorted.map(([key], place) => [key, place]));
    const edges = this.#edges.finish().map(({ key, stats }): ResourceEdge => {
      const [, client, server] = JSON.parse(key) as [string, string, string];
      return { ...stats, clientResource: places.get(client), serverResource: places.get(server) };
    });
    return { resources: sorted.map(([, sum]) => statsOf(sum)), edges };
  }

  #addSender({ place, scope, spans, errors, lastEnd }: Sender): void {
    const key = this.#keyOf(place);
    const sum = key === undefined ? undefined : this.#sums.get(key);
    if (sum === undefined) return;
    sum.spans += spans;
    sum.errors += errors;
    if (lastEnd > sum.lastEnd) sum.lastEnd = lastEnd;
    const name = this.#names.scopeName(scope);
    if (name !== undefined) sum.scopes.set(name, (sum.scopes.get(name) ?? 0) + spans);
  }

  #edgeKey(edge: string, { places: { client, server } }: Call): string {
    const keyOf = (place: number | undefined): string => (place === undefined ? '' : (this.#keyOf(place) ?? ''));
    return JSON.stringify([edge, keyOf(client), keyOf(server)]);
  }

  /** What tells its resource from others; undefined when that is gone. */
  #keyOf(place: number): string | undefined {
    if (this.#ofPlace.has(place)) return this.#ofPlace.get(place);
    const resource = this.#names.resource(place);
    const key = resource && this.#keyOfResource(resource);
    this.#ofPlace.set(place, key);
    return key;
  }

  #keyOfResource(resource: Resource): string {
    const service = serviceOf(resource);
    const attributes = asked(resource.attributes, this.#keys);
    const key = JSON.stringify([service.name, service.namespace, attributes]);
    if (!this.#sums.has(key)) {
      const none = { spans: 0, errors: 0, lastEnd: 0n as UnixNano };
      this.#sums.set(key, { service, attributes, scopes: new Map(), ...none });
    }
    return key;
  }
}

function asked(attributes: Attributes, keys: readonly string[]): ResourceStats['attributes'] {
  return keys.flatMap((key) => {
    const value = attributeOf(attributes, key);
    return value === undefined ? [] : [{ key, value: valueText(value) }];
  });
}

function statsOf({ scopes, ...sum }: ResourceSum): ResourceStats {
  const named = [...scopes].map(([name, spans]) => ({ name, spans }));
  return { ...sum, scopes: named.sort((a, b) => compareText(a.name, b.name)) };
}
