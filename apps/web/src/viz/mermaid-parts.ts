// Finds the parts of a diagram that Mermaid 12 drew, by the keys of the text it was drawn from. What carries which hook is
// Mermaid's own and was read from its output.
import type { DiagramPart } from '@spanloom/diagrams';
import { flowchartParts } from './mermaid-flowchart.ts';
import { sequenceParts } from './mermaid-sequence.ts';

/** Elements of one part that may stand together; the first keeps its place. Empty when it was not found. */
export type PartElements = readonly SVGElement[];

type MarkedPart = Pick<DiagramPart, 'mark' | 'key'>;

/** In the order of `parts`. `id` is the prefix of the picture's ids. */
export function partElements(svg: SVGSVGElement, id: string, parts: readonly MarkedPart[]): PartElements[] {
  const edges = parts.filter(({ mark }) => mark === 'edge');
  const flowchart = flowchartParts(
    svg,
    id,
    parts.filter(({ mark }) => mark === 'node').map(({ key }) => key),
    edges.map(({ key }) => ends(key)),
  );
  const sequence = sequenceParts(svg);
  const transitions = parts.filter(({ mark }) => mark === 'transition');
  return parts.map((part): PartElements => {
    switch (part.mark) {
      case 'node':
        return found(flowchart.nodes.get(part.key));
      case 'edge':
        return found(flowchart.edges[edges.indexOf(part)]?.label);
      case 'bar':
        return [...found(byId(svg, `${id}-${part.key}`)), ...found(byId(svg, `${id}-${part.key}-text`))];
      case 'entity':
        // Its fields are no part of the link's name.
        return found(startingWith(svg, `${id}-entity-${part.key}-`)?.querySelector<SVGElement>('g.label.name'));
      case 'state':
        return found(startingWith(svg, `${id}-state-${part.key}-`));
      case 'participant':
        return found(sequence.participants.get(part.key));
      case 'message':
        return sequence.messages[Number(part.key)]?.texts ?? [];
      case 'note':
        return found(sequence.notes[Number(part.key)]);
      case 'transition':
        return found(
          svg.querySelector<SVGElement>(`g.edgeLabel > g.label[data-id="edge${transitions.indexOf(part)}"]`),
        );
    }
  });
}

function ends(key: string): readonly [string, string] {
  const [from = '', to = ''] = key.split(' ');
  return [from, to];
}

function byId(svg: SVGSVGElement, id: string): SVGElement | null {
  return svg.querySelector<SVGElement>(`#${CSS.escape(id)}`);
}

/** Mermaid puts a number behind the key. */
function startingWith(svg: SVGSVGElement, prefix: string): SVGElement | undefined {
  return [...svg.querySelectorAll<SVGElement>(`g[id^="${CSS.escape(prefix)}"]`)].find((group) =>
    /^\d+$/.test(group.id.slice(prefix.length)),
  );
}

function found(element: SVGElement | null | undefined): SVGElement[] {
  return element === null || element === undefined ? [] : [element];
}
