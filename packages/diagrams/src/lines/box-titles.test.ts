import { expect, test } from 'vitest';
import { placeTitles } from './box-titles.ts';
import type { PictureElement } from './picture-element.ts';

function element(localName: string, given: Record<string, string>, ...children: PictureElement[]): PictureElement {
  const attributes = new Map(Object.entries(given));
  return {
    localName,
    children,
    getAttribute: (name) => attributes.get(name) ?? null,
    setAttribute: (name, value) => void attributes.set(name, value),
    querySelectorAll: () => [],
  };
}

/** A box of 200 by 100 at 0,0 with a title of 60 by 16 in the middle of its top, and lines. */
function placed(...lines: string[]): string | null {
  const text = element('foreignObject', { width: '60', height: '16' });
  const title = element('g', { class: 'cluster-label', transform: 'translate(70, 2)' }, text);
  const frame = element('rect', { x: '0', y: '0', width: '200', height: '100' });
  const cluster = element('g', { class: 'cluster', id: 'c' }, frame, title);
  const paths = lines.map((d) => element('path', { d }));
  const groups = [element('g', { class: 'clusters' }, cluster), element('g', { class: 'edgePaths' }, ...paths)];
  placeTitles(element('g', { class: 'root' }, ...groups));
  return title.getAttribute('transform');
}

function leftOf(transform: string | null): number {
  return Number(/translate\(([-\d.]+)/.exec(transform ?? '')?.[1]);
}

test('a title stays in the middle when no line crosses it', () => {
  expect(placed('M0,50L200,50', 'M20,-40L20,90')).toBe('translate(70, 2)');
});

test('it goes as far aside as it must', () => {
  const left = leftOf(placed('M90,-40L90,90'));
  // To the right of the line, which is nearer than its left.
  expect(left).toBeGreaterThanOrEqual(93);
  expect(left).toBeLessThan(93 + 5);
  expect(leftOf(placed('M110,-40L110,90'))).toBeLessThanOrEqual(110 - 60 - 3);
});

test('it stays within its box, and in the middle when nothing is free', () => {
  expect(leftOf(placed('M90,-40L90,90', 'M160,-40L160,90', 'M120,-40L120,90'))).toBeGreaterThanOrEqual(12);
  const everywhere = Array.from({ length: 10 }, (_, i) => `M${i * 20},-40L${i * 20},90`);
  expect(placed(...everywhere)).toBe('translate(70, 2)');
});
