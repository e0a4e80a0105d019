// Finds the parts of a flowchart that Mermaid 12 drew, by the keys of the text it was drawn from, so that values can be
// changed in place. What carries which hook is Mermaid's own and was read from its output.

export interface FlowchartEdgeParts {
  readonly path: SVGPathElement;
  /** Group of the label; undefined when the edge has none. */
  readonly label: SVGGElement | undefined;
  /** The paragraph that holds the label's text. */
  readonly text: HTMLElement | undefined;
}

export interface FlowchartParts {
  readonly nodes: ReadonlyMap<string, SVGGElement>;
  /** In the order in which the edges stand in the text; undefined for one that was not found. */
  readonly edges: readonly (FlowchartEdgeParts | undefined)[];
}

/** `nodeKeys` and `edges` (keys of both ends) as they stand in the text. */
export function flowchartParts(
  svg: SVGSVGElement,
  id: string,
  nodeKeys: readonly string[],
  edges: readonly (readonly [string, string])[],
): FlowchartParts {
  const nodes = new Map<string, SVGGElement>();
  const wanted = new Set(nodeKeys);
  for (const group of svg.querySelectorAll<SVGGElement>('g.node')) {
    const key = /^flowchart-(.+)-\d+$/.exec(group.id.slice(id.length + 1))?.[1];
    if (key !== undefined && wanted.has(key)) nodes.set(key, group);
  }
  const paths = byDataId(svg.querySelectorAll<SVGPathElement>('path[data-et="edge"]'));
  const labels = byDataId(svg.querySelectorAll<SVGGElement>('g.edgeLabel > g.label[data-id]'));
  const ids = edgeIds(edges);
  return {
    nodes,
    edges: ids.map((edgeId) => {
      const path = paths.get(edgeId);
      const label = labels.get(edgeId);
      const text = label?.querySelector('p') ?? undefined;
      return path === undefined ? undefined : { path, label, text };
    }),
  };
}

/** `L_<from>_<to>_<k>`; for the edges between the same two nodes k is 0, 2, 3, 4, ... */
function edgeIds(edges: readonly (readonly [string, string])[]): string[] {
  const seen = new Map<string, number>();
  return edges.map(([from, to]) => {
    const pair = `L_${from}_${to}`;
    const repeats = seen.get(pair) ?? 0;
    seen.set(pair, repeats + 1);
    return `${pair}_${repeats === 0 ? 0 : repeats + 1}`;
  });
}

function byDataId<E extends SVGElement>(elements: NodeListOf<E>): Map<string, E> {
  return new Map([...elements].map((element) => [element.dataset['id'] ?? '', element]));
}
