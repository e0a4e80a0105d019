import { expect, test } from 'vitest';
import { flowchartParts } from './mermaid-flowchart.ts';

// The hooks as Mermaid 12.3 writes them, with what else it writes near them.
const DRAWN = `
<svg id="m-1" xmlns="http://www.w3.org/2000/svg">
  <path data-et="edge" data-id="L_n0_n1_0" id="first"/>
  <path data-et="edge" data-id="L_n0_n1_2" id="second"/>
  <path data-et="edge" data-id="L_n1_n1_0" id="loop"/>
  <path data-et="message" data-id="L_n1_n0_0"/>
  <g class="edgeLabel"><g class="label" data-id="L_n0_n1_0"><foreignObject><div><span><p>one</p></span></div></foreignObject></g></g>
  <g class="edgeLabel"><g class="label" data-id="L_n0_n1_2"><foreignObject><div><span><p>two</p></span></div></foreignObject></g></g>
  <g class="edgeLabel"><g class="label" data-id="L_n1_n1_0"><foreignObject><div><span></span></div></foreignObject></g></g>
  <g class="node default" id="m-1-flowchart-n0-0"/>
  <g class="node default" id="m-1-flowchart-n1-7"/>
  <g class="node default" id="m-1-flowchart-n10-8"/>
  <g class="label edgeLabel" id="n1---n1---1"/>
</svg>`;

test('nodes, repeated edges, loops and labels are found by the keys of the text', () => {
  const holder = document.createElement('div');
  holder.innerHTML = DRAWN;
  const svg = holder.querySelector('svg');
  if (svg === null) throw new Error('no svg');
  const { nodes, edges } = flowchartParts(
    svg,
    'm-1',
    ['n0', 'n1'],
    [
      ['n0', 'n1'],
      ['n1', 'n1'],
      ['n0', 'n1'],
      ['n1', 'n0'],
    ],
  );
  expect([...nodes].map(([key, group]) => [key, group.id])).toEqual([
    ['n0', 'm-1-flowchart-n0-0'],
    ['n1', 'm-1-flowchart-n1-7'],
  ]);
  expect(edges.map((edge) => edge?.path.id)).toEqual(['first', 'loop', 'second', undefined]);
  expect(edges.map((edge) => edge?.text?.textContent)).toEqual(['one', undefined, 'two', undefined]);
});
