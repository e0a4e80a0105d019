import { type SearchParameters, searchParameters } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { traceIdOf } from '../../test/support/spans.ts';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.ts';

const parameters: SearchParameters = searchParameters.parse({ service: 'checkout', attr: ['a=b'], limit: '10' });
const cursor: Cursor = { watermark: 7, after: { value: (1n << 64n) - 1n, traceId: traceIdOf(5) } };

describe('cursors', () => {
  test('come back as they went, for another page size too', () => {
    const text = encodeCursor(cursor, parameters);
    expect(decodeCursor(text, parameters)).toEqual({ ok: true, value: cursor });
    expect(decodeCursor(text, { ...parameters, limit: 500, cursor: text })).toEqual({ ok: true, value: cursor });
  });

  test.each([
    ['service', { service: 'payment' }],
    ['order', { sort: 'longest' as const }],
    ['attributes', { attr: ['a=c'] }],
    ['window', { start: '5' }],
  ])('belong to one %s', (_, change) => {
    const text = encodeCursor(cursor, parameters);
    expect(decodeCursor(text, { ...parameters, ...change })).toMatchObject({
      ok: false,
      error: expect.stringContaining('another search'),
    });
  });

  const forged = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  test.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['JSON of another kind', forged({ a: 1 })],
    ['null', forged(null)],
    ['a wrong version', forged({ v: 2, w: 1, p: ['1', traceIdOf(1)], q: 'x' })],
    ['a negative watermark', forged({ v: 1, w: -1, p: ['1', traceIdOf(1)], q: 'x' })],
    ['a wrong trace id', forged({ v: 1, w: 1, p: ['1', 'zz'], q: 'x' })],
    ['a wrong value', forged({ v: 1, w: 1, p: ['1e9', traceIdOf(1)], q: 'x' })],
  ])('are refused when forged: %s', (_, text) => {
    expect(decodeCursor(text, parameters)).toMatchObject({
      ok: false,
      error: expect.stringContaining('no cursor of ours'),
    });
  });
});
