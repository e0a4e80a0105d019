import type { UnixNano } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { deploysIn } from './deploys.ts';

const WINDOW = { start: 1000n, end: 7000n };

function seen(name: string, version: string | undefined, first: number, spans = 10, key = 'service.version') {
  const attributes = version === undefined ? [] : [{ key, value: version }];
  return { service: { name, namespace: '' }, attributes, spans, firstStart: BigInt(first) as UnixNano };
}

const told = (...resources: ReturnType<typeof seen>[]) =>
  deploysIn(resources, WINDOW).map(({ service, from, to, at }) => `${service.name} ${from} -> ${to} at ${at}`);

test('a version that comes later than another of its service is a deploy, by its first span', () => {
  expect(told(seen('pay', '1.0', 1100), seen('pay', '1.1', 4000), seen('web', '7', 1100))).toEqual([
    'pay 1.0 -> 1.1 at 4000',
  ]);
  expect(told(seen('pay', '1.0', 500), seen('pay', '1.1', 4000), seen('pay', '1.1', 3000))).toEqual([
    'pay 1.0 -> 1.1 at 3000',
  ]);
});

test('neither is one that was there before the window, nor two that run side by side, nor one without another', () => {
  expect(told(seen('pay', '1.0', 300), seen('pay', '1.1', 999))).toEqual([]);
  expect(told(seen('pay', '1.0', 1100), seen('pay', '1.1', 1200))).toEqual([]);
  expect(told(seen('pay', undefined, 1100), seen('pay', '1.1', 4000))).toEqual([]);
  expect(told(seen('pay', '1.0', 1100), seen('web', '1.1', 4000))).toEqual([]);
});

test('the old version is that of most spans; without service.version the tags of the image tell; by time', () => {
  expect(told(seen('a', '1', 500, 2), seen('a', '2', 600, 9), seen('a', '3', 5000))).toEqual(['a 2 -> 3 at 5000']);
  const tags = 'container.image.tags';
  const a = [seen('a', 'x', 500, 1, tags), seen('a', 'y', 2000, 1, tags)];
  expect(told(seen('b', '1', 500), seen('b', '2', 3000), ...a)).toEqual(['a x -> y at 2000', 'b 1 -> 2 at 3000']);
});
