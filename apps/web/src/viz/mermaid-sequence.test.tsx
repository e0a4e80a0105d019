import { expect, test } from 'vitest';
import { sequenceParts } from './mermaid-sequence.ts';

// The hooks as Mermaid 12.3 writes them, with what else it writes near them.
const DRAWN = `
<svg id="m-1" xmlns="http://www.w3.org/2000/svg">
  <g><line data-et="life-line" data-id="p1"/><g id="root-1" data-et="participant" data-type="participant" data-id="p1"><rect class="actor actor-top"/><text class="actor actor-box"><tspan>shop</tspan></text></g></g>
  <g><g id="root-0" data-et="participant" data-type="participant" data-id="p0"><rect class="actor actor-top"/></g></g>
  <g data-et="control-structure" data-id="i4"><text class="loopText"><tspan>[times 3]</tspan></text></g>
  <g data-et="note" data-id="i5"><rect class="note"/><text class="noteText"><tspan>work</tspan></text></g>
  <text class="messageText">GET</text>
  <line class="messageLine0" data-et="message" data-id="i0" data-from="p0" data-to="p1"/>
  <text class="messageText">two</text><text class="messageText">lines</text>
  <path class="messageLine0" data-et="message" data-id="i3" data-from="p1" data-to="p1"/>
  <line class="messageLine1" data-et="message" data-id="i7" data-from="p1" data-to="p0"/>
</svg>`;

test('participants, notes, and each arrow with the lines of its own label', () => {
  const holder = document.createElement('div');
  holder.innerHTML = DRAWN;
  const svg = holder.querySelector('svg');
  if (svg === null) throw new Error('no svg');
  const { participants, messages, notes } = sequenceParts(svg);
  expect([...participants].map(([key, group]) => [key, group.id])).toEqual([
    ['p1', 'root-1'],
    ['p0', 'root-0'],
  ]);
  expect(messages.map(({ line, texts }) => [line.dataset['id'], texts.map((text) => text.textContent)])).toEqual([
    ['i0', ['GET']],
    ['i3', ['two', 'lines']],
    ['i7', []],
  ]);
  expect(notes.map((note) => note.textContent)).toEqual(['work']);
});
