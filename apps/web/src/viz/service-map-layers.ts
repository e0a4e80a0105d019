// Layers of a large graph, in a few passes over its edges: dagre's cost grows with every layer that an edge passes, and a
// thousand services take it twenty seconds.

type Link = readonly [client: string, server: string];

/** More changes nothing that one would see. */
const SWEEPS = 8;

/** Ids by layer, each layer in the order from the top. `ids` and `links` sorted: the same input gives the same layers. */
export function graphLayers(ids: readonly string[], links: readonly Link[]): readonly (readonly string[])[] {
  const layers = bySteps(ids, links);
  const neighbours = neighboursOf(links);
  let ordered = layers.map((layer) => layer.toSorted());
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = placesIn(ordered);
    const middle = (id: string): number => {
      const around = neighbours.get(id) ?? [];
      return around.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / Math.max(around.length, 1);
    };
    ordered = ordered.map((layer) =>
      layer
        .map((id) => ({ id, middle: middle(id) }))
        .sort((a, b) => a.middle - b.middle || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id),
    );
  }
  return ordered;
}

/** 0 .. 1 from the top of its layer. */
function placesIn(layers: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(layers.flatMap((layer) => layer.map((id, index) => [id, (index + 0.5) / layer.length] as const)));
}

function neighboursOf(links: readonly Link[]): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (id: string, other: string): void => {
    const list = neighbours.get(id);
    if (list === undefined) neighbours.set(id, [other]);
    else list.push(other);
  };
  for (const [client, server] of links) {
    add(client, server);
    add(server, client);
  }
  return neighbours;
}

/**
 * Steps from the entries, which nobody calls; what only cycles reach begins at its first id. Whoever calls nobody stands
 * behind the last of its callers: databases to the right of their services.
 */
function bySteps(ids: readonly string[], links: readonly Link[]): string[][] {
  const callees = Map.groupBy(links, ([client]) => client);
  const callers = Map.groupBy(links, ([, server]) => server);
  const steps = new Map<string, number>();
  const spread = (starts: readonly string[]): void => {
    for (const id of starts) steps.set(id, 0);
    const queue = [...starts];
    for (const id of queue) {
      for (const [, server] of callees.get(id) ?? []) {
        if (steps.has(server)) continue;
        steps.set(server, (steps.get(id) ?? 0) + 1);
        queue.push(server);
      }
    }
  };
  spread(ids.filter((id) => !callers.has(id)));
  for (const id of ids) if (!steps.has(id)) spread([id]);

  const layers: string[][] = [];
  for (const id of ids) {
    const last = (callers.get(id) ?? []).reduce((most, [client]) => Math.max(most, steps.get(client) ?? 0), -1);
    const layer = callees.has(id) ? (steps.get(id) ?? 0) : last + 1;
    (layers[layer] ??= []).push(id);
  }
  // An array with holes where the only nodes of a layer went on.
  return layers.filter((layer) => layer !== undefined);
}
