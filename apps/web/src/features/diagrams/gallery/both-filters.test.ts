import { expect, test } from 'vitest';
import { bothFilters } from './both-filters.ts';

test('conditions of both hold, lists are joined', () => {
  expect(bothFilters({ service: 'web', attr: ['a=1'] }, { kind: 'server', attr: ['a=1', 'b=2'] })).toEqual({
    service: 'web',
    kind: 'server',
    attr: ['a=1', 'b=2'],
  });
  expect(bothFilters({ kind: 'server' }, { kind: undefined })).toEqual({ kind: 'server' });
});

test('two values of one thing are no filter', () => {
  expect(bothFilters({ kind: 'server' }, { kind: 'producer' })).toBeUndefined();
  expect(bothFilters({ kind: 'server' }, { kind: 'server' })).toEqual({ kind: 'server' });
});
