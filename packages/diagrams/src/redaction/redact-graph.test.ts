import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { redactGraph } from './redact-graph.ts';

const node = (name: string, value: string): GraphNode => ({
  id: `service:/${name}/version=${value}`,
  kind: 'service',
  name,
  namespace: '',
  split: { by: 'version', value },
  color: 1,
});

test('neither the value of a part nor the name of a folded node is told', () => {
  const nodes = [node('secret-web', 'secret-1'), node('secret-web', 'secret-2')];
  const edge: GraphEdge = {
    client: nodes[0]?.id ?? '',
    server: nodes[1]?.id ?? '',
    async: false,
    inferred: false,
    folded: { calls: 3, through: ['service:secret-envoy'] },
    calls: 3,
    rate: 1,
    errorShare: 0,
    p50: '1',
    p95: '2',
    p99: '3',
  };
  const redacted = redactGraph({ nodes, edges: [edge] });
  expect(JSON.stringify(redacted)).not.toContain('secret');
  expect(redacted.nodes.map(({ name }) => name)).toEqual(['service-1', 'service-2']);
  expect(redacted.edges).toEqual([
    { ...edge, client: 'service:service-1', server: 'service:service-2', folded: { calls: 3, through: [] } },
  ]);
});
