import { type SearchParameters, searchParameters } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { spanIdOf, traceIdOf } from '../../test/support/spans.ts';
import type { PagePosition, SpanPosition } from '../storage/trace-store.ts';
import { type Cursor, decodeCursor, encodeCursor, SPAN_PLACE, TRACE_PLACE } from './cursor.ts';

const parameters: SearchParameters = searchParameters.parse({ service: 'checkout', attr: ['a=b'], limit: '10' });
const cursor: Cursor<PagePosition> = { watermark: 7, after: { value: (1n << 64n) - 1n, traceId: traceIdOf(5) } };

describe('cursors', () => {
  test('come back as they went, for another page size too', () => {
    const text = encodeCursor(cursor, parameters, TRACE_PLACE);
    expect(decodeCursor(text, parameters, TRACE_PLACE)).toEqual({ ok: true, value: cursor });
    expect(decodeCursor(text, { ...parameters, limit: 500, cursor: text }, TRACE_PLACE)).toEqual({
      ok: true,
      value: cursor,
    });
  });

  test('of spans hold all that orders them, and are none of traces', () => {
    const after: SpanPosition = { value: 5n, traceId: traceIdOf(5), spanId: spanIdOf(7), contentHash: '0af9' };
    const text = encodeCursor({ watermark: 7, after }, parameters, SPAN_PLACE);
    expect(decodeCursor(text, parameters, SPAN_PLACE)).toEqual({ ok: true, value: { watermark: 7, after } });
    expect(decodeCursor(text, parameters, TRACE_PLACE)).toMatchObject({ ok: false });
    expect(decodeCursor(encodeCursor(cursor, parameters, TRACE_PLACE), parameters, SPAN_PLACE)).toMatchObject({
      ok: false,
    });
  });

  test.each([
    ['service', { service: 'payment' }],
    ['order', { sort: 'longest' as const }],
    ['attributes', { attr: ['a=c'] }],
    ['window', { start: '5' }],
  ])('belong to one %s', (_, change) => {
    const text = encodeCursor(cursor, parameters, TRACE_PLACE);
    expect(decodeCursor(text, { ...parameters, ...change }, TRACE_PLACE)).toMatchObject({
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
    ['no ids', forged({ v: 1, w: 1, p: ['1'], q: 'x' })],
    ['nothing to go on from', forged({ v: 1, w: 1, p: [], q: 'x' })],
    ['a wrong value', forged({ v: 1, w: 1, p: ['1e9', traceIdOf(1)], q: 'x' })],
  ])('are refused when forged: %s', (_, text) => {
    expect(decodeCursor(text, parameters, TRACE_PLACE)).toMatchObject({
      ok: false,
      error: expect.stringContaining('no cursor of ours'),
    });
  });
});
