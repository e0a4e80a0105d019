// Of a service that is split into very many parts, the picture has those that fail, then the most called; the table all.
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { drawnMap, failingKey, foldedParts, MAX_PARTS, partsToFold } from './folded-parts.ts';
import { type ServiceMap, serviceMap } from './service-map-model.ts';

interface Part {
  readonly name: string;
  readonly calls: number;
  readonly errors?: number;
}

/** A caller, and a service that is split into parts by its instances. */
function mapOf(parts: readonly Part[], service = 'cart'): ServiceMap {
  const numbers = ({ calls, errors = 0 }: Part) => ({
    calls,
    rate: calls,
    errorShare: errors / calls,
    p50: '1',
    p95: '2',
    p99: '3',
  });
  const idOf = ({ name }: Part): string => `service:shop/${service}/instance=${name}`;
  const nodes = parts.map(
    (part): GraphNode => ({
      id: idOf(part),
      kind: 'service',
      name: service,
      namespace: 'shop',
      color: 1,
      split: { by: 'instance', value: part.name },
      requests: numbers(part),
    }),
  );
  const web: GraphNode = { id: 'service:shop/web', kind: 'service', name: 'web', namespace: 'shop', color: 2 };
  const edges = parts.map(
    (part): GraphEdge => ({ client: web.id, server: idOf(part), async: false, inferred: false, ...numbers(part) }),
  );
  return serviceMap({ nodes: [web, ...nodes], edges, sampled: false });
}

const named = (index: number): string => `i${String(index).padStart(3, '0')}`;
const parts = (count: number, of: (index: number) => Omit<Part, 'name'>): Part[] =>
  Array.from({ length: count }, (_, index) => ({ name: named(index), ...of(index) }));
const drawnNames = ({ nodes }: ServiceMap): string[] =>
  nodes.flatMap(({ source: { split } }) => (split === undefined ? [] : [split.value])).sort();

test('as many parts as there is room for are all drawn', () => {
  const map = mapOf(parts(MAX_PARTS, () => ({ calls: 1 })));
  expect(drawnMap(map, partsToFold(map), new Set())).toBe(map);
  expect(foldedParts(map, map)).toEqual([]);
});

test('of three hundred those that fail are drawn, then the most called, and nothing is lost in the counts', () => {
  // The least called ones fail.
  const map = mapOf(parts(300, (index) => ({ calls: 10 + index, errors: index < 12 ? 1 : 0 })));
  const drawn = drawnMap(map, partsToFold(map), new Set());
  expect(drawnNames(drawn)).toEqual([
    ...Array.from({ length: 12 }, (_, index) => named(index)),
    ...Array.from({ length: MAX_PARTS - 12 }, (_, index) => named(300 - MAX_PARTS + 12 + index)),
  ]);
  expect(drawn.nodes.map(({ label }) => label)).toContain('web');
  expect(drawn.edges).toHaveLength(MAX_PARTS);
  const [told, ...others] = foldedParts(map, drawn);
  expect(others).toEqual([]);
  const received = drawn.nodes.reduce((sum, { numbers }) => sum + (numbers?.calls ?? 0), 0);
  const all = map.nodes.reduce((sum, { numbers }) => sum + (numbers?.calls ?? 0), 0);
  expect(told).toEqual({ service: 'shop/cart', parts: 300, folded: 300 - MAX_PARTS, calls: all - received, errors: 0 });
});

test('more that fail than there is room for: those with most errors are drawn, and the errors of the others told', () => {
  const map = mapOf(parts(60, (index) => ({ calls: 100, errors: index + 1 })));
  const drawn = drawnMap(map, partsToFold(map), new Set());
  expect(drawnNames(drawn)[0]).toBe(named(60 - MAX_PARTS));
  expect(foldedParts(map, drawn)).toMatchObject([{ folded: 12, calls: 1200, errors: (12 * 13) / 2 }]);
});

test('what is selected is drawn, whatever it is', () => {
  const map = mapOf(parts(60, (index) => ({ calls: 1000 - index })));
  const selected = `service:shop/cart/instance=${named(59)}`;
  const folded = partsToFold(map);
  expect(folded.has(selected)).toBe(true);
  expect(drawnNames(drawnMap(map, folded, new Set([selected])))).toContain(named(59));
});

test('the choice is made anew when others fail, not when counts grow', () => {
  const calm = (calls: number): ServiceMap => mapOf(parts(60, (index) => ({ calls: calls + index })));
  expect(failingKey(calm(7))).toBe(failingKey(calm(1)));
  expect(failingKey(mapOf(parts(60, (index) => ({ calls: 9, errors: index === 3 ? 1 : 0 }))))).not.toBe(
    failingKey(calm(1)),
  );
});
