import { expect, test } from 'vitest';
import { isFold, isSplit, readGraphView, withFold } from './graph-view.ts';

test('an address is read as far as it can be', () => {
  expect(readGraphView({})).toEqual({});
  expect(readGraphView({ split: 'version', fold: ['proxies', 'service:a', 'proxies'] })).toEqual({
    split: 'version',
    fold: ['proxies', 'service:a'],
  });
  expect(readGraphView({ split: 'toString', fold: ['envoy', 'service:/a/version=1'] })).toEqual({});
  expect([isSplit('cluster'), isSplit('constructor'), isFold('queue:orders'), isFold('')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('one fold more or less', () => {
  expect(withFold(undefined, 'proxies', true)).toEqual(['proxies']);
  expect(withFold(['proxies'], 'service:a', true)).toEqual(['proxies', 'service:a']);
  expect(withFold(['proxies', 'service:a'], 'proxies', true)).toEqual(['service:a', 'proxies']);
  expect(withFold(['proxies', 'service:a'], 'proxies', false)).toEqual(['service:a']);
  expect(withFold(['proxies'], 'proxies', false)).toBeUndefined();
});
