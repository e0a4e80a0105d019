// Finds the parts of a diagram that Mermaid 12 drew, by the keys of the text it was drawn from. What carries which hook is
// Mermaid's own and was read from its output.
import type { DiagramPart } from '@spanloom/diagrams';
import { flowchartParts } from './mermaid-flowchart.ts';
import { sequenceParts } from './mermaid-sequence.ts';

/** What Mermaid drew for a part. */
export interface DrawnPart {
  /** Elements that may stand together; the first keeps its place. Empty when it was not found, or has no label. */
  readonly elements: readonly SVGElement[];
  /** Of an edge or a transition: its arrow. */
  readonly line: SVGPathElement | undefined;
}

type MarkedPart = Pick<DiagramPart, 'mark' | 'key'>;

/** In the order of `parts`. `id` is the prefix of the picture's ids. */
export function drawnParts(svg: SVGSVGElement, id: string, parts: readonly MarkedPart[]): DrawnPart[] {
  const edges = parts.filter(({ mark }) => mark === 'edge');
  const flowchart = flowchartParts(
    svg,
    id,
    parts.filter(({ mark }) => mark === 'node').map(({ key }) => key),
    edges.map(({ key }) => ends(key)),
  );
  const sequence = sequenceParts(svg);
  const transitions = parts.filter(({ mark }) => mark === 'transition');
  return parts.map((part): DrawnPart => {
    switch (part.mark) {
      case 'node':
        return alone(flowchart.nodes.get(part.key));
      case 'edge': {
        const edge = flowchart.edges[edges.indexOf(part)];
        return { ...alone(edge?.label), line: edge?.path };
      }
      case 'bar':
        return {
          elements: [...found(byId(svg, `${id}-${part.key}`)), ...found(byId(svg, `${id}-${part.key}-text`))],
          line: undefined,
        };
      case 'entity':
        // Its fields are no part of the link's name.
        return alone(startingWith(svg, `${id}-entity-${part.key}-`)?.querySelector<SVGElement>('g.label.name'));
      case 'state':
        return alone(startingWith(svg, `${id}-state-${part.key}-`));
      case 'participant':
        return alone(sequence.participants.get(part.key));
      case 'message':
        return { elements: sequence.messages[Number(part.key)]?.texts ?? [], line: undefined };
      case 'note':
        return alone(sequence.notes[Number(part.key)]);
      case 'transition': {
        const hook = `[data-id="edge${transitions.indexOf(part)}"]`;
        return {
          ...alone(svg.querySelector<SVGElement>(`g.edgeLabel > g.label${hook}`)),
          line: svg.querySelector<SVGPathElement>(`path[data-et="edge"]${hook}`) ?? undefined,
        };
      }
    }
  });
}

/** The note beside a state, by the key of the state. */
export function stateNote(svg: SVGSVGElement, id: string, key: string): SVGElement | undefined {
  return startingWith(svg, `${id}-state-${key}----note-`);
}

function alone(element: SVGElement | null | undefined): DrawnPart {
  return { elements: found(element), line: undefined };
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
