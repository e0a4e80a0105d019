// Random service graphs with hostile names: circles, calls to oneself, nodes without calls, more edges than a picture holds.
import { type NodeKind, nodeId } from '@spanloom/analysis';
import type { MapSource, MapSourceEdge, MapSourceNode } from '../architecture-map.ts';
import type { ServiceColor } from '../picture.ts';
import { hostileLabels } from './hostile-labels.ts';

const KINDS: readonly NodeKind[] = ['service', 'service', 'service', 'database', 'queue', 'external', 'user'];

export function randomGraph(random: () => number): MapSource<MapSourceNode & ServiceColor> {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[], otherwise: T): T => items[below(items.length)] ?? otherwise;
  const labels = hostileLabels(200, random);
  const size = random() < 0.1 ? 200 : below(40);
  const nodes = new Map<string, MapSourceNode & ServiceColor>();
  for (let i = 0; i < size; i++) {
    const ref = {
      kind: pick(KINDS, 'service'),
      name: `${pick(labels, '')}${random() < 0.5 ? i : ''}`,
      namespace: random() < 0.2 ? pick(labels, '') : '',
    };
    const id = nodeId(ref);
    const requests = random() < 0.5 ? { requests: { errorShare: random() < 0.7 ? 0 : random() } } : {};
    nodes.set(id, { id, ...ref, ...requests, color: below(18), secondLap: random() < 0.2 });
  }
  const ids = [...nodes.keys()];
  const edges = new Map<string, MapSourceEdge>();
  for (let i = 0; i < (random() < 0.1 ? 900 : size * 2) && size > 0; i++) {
    const [client, server] = [pick(ids, ''), pick(ids, '')];
    const [async, inferred] = [random() < 0.2, random() < 0.2];
    edges.set(`${client} ${server} ${async} ${inferred}`, {
      client,
      server,
      async,
      inferred,
      calls: 1 + below(1000),
      rate: random() * 10 ** below(6),
      errorShare: random() < 0.7 ? 0 : random(),
      p95: String(Math.floor(random() * 10 ** below(14))),
    });
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], sampled: random() < 0.2 };
}
