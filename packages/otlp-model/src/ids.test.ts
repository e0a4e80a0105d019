// Ids: what is taken and what is refused, with the words a user sees.
import { expect, test } from 'vitest';
import { parseSpanId, parseTraceId } from './ids.ts';

test('hex of any case becomes lowercase', () => {
  expect(parseTraceId('5B8EFFF798038103D269B633813FC60C')).toStrictEqual({
    ok: true,
    value: '5b8efff798038103d269b633813fc60c',
  });
  expect(parseSpanId('EEE19b7ec3c1b174')).toStrictEqual({ ok: true, value: 'eee19b7ec3c1b174' });
});

test.each([
  ['', 'a trace id is 32 hex digits'],
  ['5b8efff798038103', 'a trace id is 32 hex digits'],
  ['5b8efff798038103d269b633813fc60c0', 'a trace id is 32 hex digits'],
  ['5b8efff798038103d269b633813fc60g', 'a trace id is 32 hex digits'],
  [' 5b8efff798038103d269b633813fc60', 'a trace id is 32 hex digits'],
  ['5b8efff798038103d269b633813fc60c\n', 'a trace id is 32 hex digits'],
  ['0'.repeat(32), 'an all-zero trace id is invalid'],
])('trace id %j', (text, error) => {
  expect(parseTraceId(text)).toStrictEqual({ ok: false, error });
});

test.each([
  ['eee19b7ec3c1b17', 'a span id is 16 hex digits'],
  // K (U+212A) lowercases to an ASCII k, and other letters have lowercase forms of more than one character.
  ['\u212Aee19b7ec3c1b174', 'a span id is 16 hex digits'],
  ['0'.repeat(16), 'an all-zero span id is invalid'],
])('span id %j', (text, error) => {
  expect(parseSpanId(text)).toStrictEqual({ ok: false, error });
});
