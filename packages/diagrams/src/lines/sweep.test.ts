import { seededRandom } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { crossings, neighbourOf, type Sweep } from './sweep.ts';

const SEED = 11;
const PAIRS = 4000;

test(`a sweep that is told to be crossed is, however the one that crosses it bends (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  // Few places, so that sweeps begin, end and bend where others do.
  const place = (): number => Math.floor(random() * 9) * 10;
  const sweep = (): Sweep => {
    const [from, to, first, last] = [place(), place() + 90, random(), random()];
    const at = (share: number): number => from + (to - from) * share;
    const [bendsAt, bentAt] = [at(Math.min(first, last)), at(Math.max(first, last))];
    return { a: { u: from, v: place() }, bendsAt, bentAt, b: { u: to, v: place() } };
  };
  let crossed = 0;
  let open = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const [one, other] = [sweep(), sweep()];
    const neighbour = neighbourOf(one, other);
    if (neighbour === undefined) continue;
    const count = crossings(one, neighbour);
    if (neighbour.isCrossed) {
      crossed += 1;
      expect(count, JSON.stringify({ pair, one, other })).toBeGreaterThan(0);
    } else if (count > 0) open += 1;
  }
  // Some are crossed by the way they bend alone.
  expect(crossed).toBeGreaterThan(PAIRS / 20);
  expect(open).toBeGreaterThan(0);
});
