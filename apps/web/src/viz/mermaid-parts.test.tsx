import type { DiagramPart } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { drawnParts, stateNote } from './mermaid-parts.ts';

// The hooks as Mermaid 12.3 writes them, with what else it writes near them.
const DRAWN = `
<svg id="m-1" xmlns="http://www.w3.org/2000/svg">
  <rect id="m-1-t1" class="task"/><rect id="m-1-t10" class="task"/>
  <text id="m-1-t1-text">one</text><text id="m-1-t10-text">ten</text>
  <g class="node" id="m-1-entity-SPAN-2"><g class="label name" id="title"/><g class="label attribute-name"/></g><g class="node" id="m-1-entity-SPAN-EVENT-3"/>
  <g class="node" id="m-1-state-s1-4"/><g class="node" id="m-1-state-s1-x-4"/>
  <g class="node statediagram-note" id="m-1-state-s1----note-5"/><g class="node" id="m-1-state-s1----parent"/>
  <path data-et="edge" data-id="edge0" id="first-line"/><path data-et="edge" data-id="edge1" id="second-line"/>
  <g class="edgeLabel"><g class="label" data-id="edge0" id="first"/></g>
  <g class="edgeLabel"><g class="label" data-id="edge1" id="second"/></g>
  <g class="node default" id="m-1-flowchart-n0-0"/><g class="node default" id="m-1-flowchart-n1-1"/>
  <path data-et="edge" data-id="L_n0_n1_0" id="call-line"/>
  <g class="edgeLabel"><g class="label" data-id="L_n0_n1_0" id="call"/></g>
</svg>`;

function part(mark: DiagramPart['mark'], key: string): DiagramPart {
  return { mark, key, name: key, spanId: 'a', failed: false };
}

test('bars, entities, states, transitions, nodes and edges are found by the keys of the text, others are not', () => {
  const holder = document.createElement('div');
  holder.innerHTML = DRAWN;
  const svg = holder.querySelector('svg');
  if (svg === null) throw new Error('no svg');
  const parts = [
    part('bar', 't1'),
    part('bar', 't2'),
    part('entity', 'SPAN'),
    part('state', 's1'),
    part('transition', 's0 s1'),
    part('node', 'n1'),
    part('transition', 's1 s1'),
    part('edge', 'n0 n1'),
    part('edge', 'n1 n0'),
  ];
  const drawn = drawnParts(svg, 'm-1', parts);
  expect(drawn.map(({ elements }) => elements.map(({ id }) => id))).toEqual([
    ['m-1-t1', 'm-1-t1-text'],
    [],
    ['title'],
    ['m-1-state-s1-4'],
    ['first'],
    ['m-1-flowchart-n1-1'],
    ['second'],
    ['call'],
    [],
  ]);
  expect(drawn.map(({ line }) => line?.id)).toEqual([
    ...Array<undefined>(4),
    'first-line',
    undefined,
    'second-line',
    'call-line',
    undefined,
  ]);
  expect(stateNote(svg, 'm-1', 's1')?.id).toBe('m-1-state-s1----note-5');
  expect(stateNote(svg, 'm-1', 's2')).toBeUndefined();
});
