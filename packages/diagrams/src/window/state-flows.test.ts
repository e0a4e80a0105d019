// Which transitions are drawn when not all have room.
import { seededRandom } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { statesDiagram, type WindowStep } from './state-flows.ts';

const ORDER = Array.from({ length: 12 }, (_, place) => `state ${place}`);
const WORDS = { order: ORDER, bad: new Set<string>(), warn: new Set<string>() };
const TOLD = {
  language: 'en',
  names: {},
  title: 'States',
  source: 'all traces',
  direction: 'LR',
  facts: [],
  notes: [],
} as const;

test('a few more or fewer steps do not change which transitions are drawn; what went wrong always is', () => {
  const random = seededRandom(41);
  const shown = (): string => {
    const steps = ORDER.flatMap((from, row) =>
      ORDER.map(
        (to, column): WindowStep => ({
          from,
          to,
          took: undefined,
          wrong: row === 11 && column === 11 ? 'error' : '',
          weight: 1500 * (0.97 + random() * 0.06),
          traceId: '1',
          spanId: `${row} ${column}`,
        }),
      ),
    );
    const { flows } = statesDiagram(steps, WORDS, { ...TOLD, facts: [], notes: [] });
    expect(flows).toHaveLength(60);
    expect(flows.some(({ failing }) => failing)).toBe(true);
    return JSON.stringify(flows.map(({ from, to }) => [from, to]));
  };
  expect(new Set(Array.from({ length: 20 }, shown)).size).toBe(1);
});
