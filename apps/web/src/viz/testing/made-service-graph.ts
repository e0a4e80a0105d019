// Service graphs of any size, as systems are: entries, layers of services in teams, their databases, queues, hubs that everybody
// calls, hosts outside, a cycle here and there. Everything follows from size and seed.
import type { CallNumbers, EdgesResponse, GraphEdge, GraphNode } from '@spanloom/api-schema';

const TEAMS = ['checkout', 'catalog', 'payments', 'fulfilment', 'identity', 'search', 'ads', 'billing'];
const WORDS = [
  'api',
  'worker',
  'gateway',
  'pricing',
  'ledger',
  'index',
  'profile',
  'stock',
  'quote',
  'audit',
  'mailer',
];
const PER_TEAM = 25;

/** About `size` nodes, two in three of them services. */
export function madeServiceGraph(size: number, seed = 1): EdgesResponse {
  const random = randomOf(seed);
  const nodes = Array.from({ length: size }, (_, index) => madeNode(index, size, random));
  const services = nodes.filter((node) => node.kind === 'service');
  const leaves = nodes.filter((node) => node.kind !== 'service');
  const layers = Math.max(3, Math.round(Math.log2(size)));
  const layerOf = (index: number): number => Math.floor((index / services.length) * layers);
  const edges = new Map<string, GraphEdge>();
  const call = (client: GraphNode, server: GraphNode, rate: number, async = false): void => {
    const failing = random() < 0.04;
    const p50 = Math.round(1e6 * 10 ** (random() * 3));
    edges.set(`${client.id}\n${server.id}`, {
      client: client.id,
      server: server.id,
      async,
      inferred: server.kind !== 'service',
      calls: Math.max(1, Math.round(rate * 3600)),
      rate,
      errorShare: failing ? 0.01 + random() * 0.2 : random() < 0.3 ? random() * 0.005 : 0,
      p50: String(p50),
      p95: String(p50 * 4),
      p99: String(p50 * 9),
    });
  };
  for (const [index, service] of services.entries()) {
    const layer = layerOf(index);
    const deeper = services.filter((_, other) => layerOf(other) === layer + 1);
    const rate = 10 ** (random() * 3.5 - 0.5);
    for (let calls = layer === layers - 1 ? 0 : 1 + Math.floor(random() * 3); calls > 0; calls--) {
      const server = deeper[Math.floor(random() ** 2 * deeper.length)];
      if (server !== undefined) call(service, server, rate * (0.2 + random()));
    }
    // A call back, as a cache that is warmed by its readers.
    const earlier = services[Math.floor(random() * index)];
    if (random() < 0.03 && earlier !== undefined && earlier !== service) call(service, earlier, rate / 10);
  }
  for (const leaf of leaves) {
    const owner = services[Math.floor(random() * services.length)];
    if (owner === undefined) continue;
    call(owner, leaf, 10 ** (random() * 3), leaf.kind === 'queue');
    const reader = services[Math.floor(random() * services.length)];
    if (leaf.kind === 'queue' && reader !== undefined && reader !== owner)
      call(leaf, reader, 10 ** (random() * 2), true);
  }
  const into = Map.groupBy(edges.values(), (edge) => edge.server);
  const received = nodes.map((node) => ({ ...node, requests: sumOf(into.get(node.id) ?? []) }));
  return { nodes: received, edges: [...edges.values()], sampled: false, cost: { elapsedMs: 3, watermark: 1 } };
}

function sumOf(edges: readonly GraphEdge[]): CallNumbers | undefined {
  const [first] = edges;
  if (first === undefined) return undefined;
  const { p50, p95, p99 } = first;
  const rate = edges.reduce((sum, edge) => sum + edge.rate, 0);
  const failed = edges.reduce((sum, edge) => sum + edge.rate * edge.errorShare, 0);
  const calls = edges.reduce((sum, edge) => sum + edge.calls, 0);
  return { calls, rate, errorShare: failed / rate, p50, p95, p99 };
}

function madeNode(index: number, size: number, random: () => number): GraphNode {
  const chance = random();
  const kind =
    index < size / 2 || chance < 0.35 ? 'service' : chance < 0.7 ? 'database' : chance < 0.85 ? 'queue' : 'external';
  const namespace = kind === 'service' ? (TEAMS[Math.floor(index / PER_TEAM) % TEAMS.length] ?? '') : '';
  const word = WORDS[index % WORDS.length] ?? 'service';
  const names = {
    service: `${namespace}-${word}-${index}`,
    database: `${word}-db-${index}`,
    queue: `${word}.events.${index}`,
    external: `${word}-${index}.example`,
  };
  const name = names[kind];
  return { id: `${kind}:${namespace}/${name}`, kind, name, namespace, color: (index * 7) % 18 };
}

/** mulberry32: uniform in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
