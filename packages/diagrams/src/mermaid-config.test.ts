import { expect, test } from 'vitest';
import { takesLong } from './mermaid-config.ts';

const BOX_IN_BOX = ['flowchart LR', 'subgraph eu', 'subgraph shop', 'a --> b', 'end', 'end'];

test('whoever waits is told first of what ELK lays out, and of a large text', () => {
  expect(takesLong(BOX_IN_BOX.join('\n'))).toBe(true);
  expect(takesLong(BOX_IN_BOX.toSpliced(2, 1).toSpliced(-1, 1).join('\n'))).toBe(false);
  const edges = (count: number): string => Array.from({ length: count }, (_, i) => `n${i} --> n${i + 1}`).join('\n');
  expect(takesLong(`flowchart LR\n${edges(120)}`)).toBe(false);
  expect(takesLong(`flowchart LR\n${edges(1000)}`)).toBe(true);
});
