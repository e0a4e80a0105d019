// The graph of dagre as `patches/` has it against the one of Mermaid 10, which nobody patched: whatever is done to both, they answer
// alike, in the same order.
import { createRequire } from 'node:module';
import { seededRandom } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';

interface Edge {
  readonly v: string;
  readonly w: string;
}

interface Graph {
  nodes(): string[];
  edges(): Edge[];
  edge(edge: Edge): unknown;
  setNode(id: string): unknown;
  setEdge(from: string, to: string, label: unknown, name?: string): unknown;
  removeNode(id: string): unknown;
  removeEdge(from: string, to: string, name?: string): unknown;
  setParent(id: string, parent: string): unknown;
  hasNode(id: string): boolean;
  children(id: string): string[];
  predecessors(id: string): string[];
  successors(id: string): string[];
  neighbors(id: string): string[];
  inEdges(id: string, from?: string): Edge[];
  outEdges(id: string, to?: string): Edge[];
}

type GraphClass = new (options: { readonly multigraph: boolean; readonly compound: boolean }) => Graph;

/** The one that this version of Mermaid draws with. */
async function graphOf(mermaid: string): Promise<{ readonly file: string; readonly Graph: GraphClass }> {
  const file = createRequire(createRequire(import.meta.url).resolve(mermaid)).resolve(
    'dagre-d3-es/src/graphlib/index.js',
  );
  const { Graph } = (await import(file)) as { readonly Graph: GraphClass };
  return { file, Graph };
}

/** What every object has by that name is mistaken for a part in the original one. */
const IDS = ['a', 'b', 'c', '1', '2', '10', 'size', 'get', ''];
const NAMES = [undefined, undefined, 'x', '0', ''];
const SEED = Date.now() % 1_000_000;

test(`seed ${SEED}: it is the same graph, whatever is done to it`, async () => {
  const [patched, original] = [await graphOf('mermaid'), await graphOf('mermaid-10')];
  expect(patched.file).not.toBe(original.file);
  for (let round = 0; round < 60; round++) {
    const random = seededRandom(SEED + round);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const graphs = [patched, original].map(({ Graph }) => new Graph({ multigraph: true, compound: true }));
    for (let step = 0; step < 50; step++) {
      const [v, w, name] = [pick(IDS), pick(IDS), pick(NAMES)];
      const change = pick<(graph: Graph) => unknown>([
        (graph) => graph.setNode(v),
        (graph) => graph.setEdge(v, w, step, name),
        (graph) => graph.setEdge(v, w, step, name),
        (graph) => graph.setEdge(v, w, step, name),
        (graph) => graph.removeEdge(v, w, name),
        (graph) => graph.removeNode(v),
        (graph) => graph.hasNode(v) && graph.hasNode(w) && graph.setParent(v, w),
      ]);
      const [ours, theirs] = graphs.map((graph) => [thrownBy(() => change(graph)), answersOf(graph)]);
      expect(JSON.stringify(ours), `round ${round}, step ${step}`).toBe(JSON.stringify(theirs));
    }
  }
});

test('names that every object has are names like others', async () => {
  const { Graph } = await graphOf('mermaid');
  const graph = new Graph({ multigraph: true, compound: true });
  graph.setEdge('constructor', 'toString', 1);
  graph.setEdge('constructor', 'toString', 2, 'x');
  graph.removeEdge('constructor', 'toString', 'x');
  expect(graph.nodes()).toEqual(['constructor', 'toString']);
  expect(graph.predecessors('toString')).toEqual(['constructor']);
  expect(graph.successors('constructor')).toEqual(['toString']);
});

function thrownBy(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function answersOf(graph: Graph): unknown {
  const ofNode = (id: string): unknown => [
    id,
    [graph.children(id), graph.predecessors(id), graph.successors(id), graph.neighbors(id)],
    IDS.map((other) => [graph.inEdges(id, other), graph.outEdges(id, other)]),
    [graph.inEdges(id), graph.outEdges(id)],
  ];
  return [graph.nodes().map(ofNode), graph.edges().map((edge) => [edge, graph.edge(edge)])];
}
