// Labels keep clear of nodes and of each other, and know how many lines they have room for.
import { expect, it } from 'vitest';
import { edgeLine } from './service-map-edges.ts';
import { labelPlaces } from './service-map-labels.ts';

const LEVEL = edgeLine({ x: 0, y: 0 }, { x: 400, y: 0 }, [], 0);
const MIDDLE = LEVEL.at(0.5).y;

it('gives two lines where there is room, one where there is less, none where there is none', () => {
  const labelled = [{ id: 'call', line: LEVEL }];
  const below = (gap: number) => [{ x: 0, y: MIDDLE + gap, width: 600, height: 40 }];
  expect(labelPlaces(labelled, below(30)).get('call')).toMatchObject({ y: MIDDLE, lines: 2 });
  expect(labelPlaces(labelled, below(12)).get('call')).toMatchObject({ y: MIDDLE, lines: 1 });
  expect(labelPlaces(labelled, below(2)).get('call')).toBeUndefined();
});

it('keeps labels of lines that run together apart', () => {
  const places = labelPlaces(
    ['a', 'b'].map((id) => ({ id, line: LEVEL })),
    [],
  );
  expect(places.size).toBe(2);
  expect(places.get('a')?.x).not.toBe(places.get('b')?.x);
});
