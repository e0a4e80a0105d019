import { expect, test } from 'vitest';
import { readAttributeCondition, writeAttributeCondition } from './attribute-condition.ts';

test.each([
  ['http.route=/cart', 'http.route', '/cart'],
  ['a=b=c', 'a', 'b=c'],
  ['=b', '', 'b'],
  ['a=', 'a', ''],
  ['say "hi"=x', 'say "hi"', 'x'],
  ['"a=b"=c', 'a=b', 'c'],
  ['"a=b"="c"=d', 'a=b', '"c"=d'],
  ['"a"=b', 'a', 'b'],
  ['""=b', '', 'b'],
  ['""===', '', '=='],
  ['"\\"="=b', '"=', 'b'],
  ['"a\\\\=b"=c', 'a\\=b', 'c'],
  ['"a\n=b"=c\nd', 'a\n=b', 'c\nd'],
])('%j is %j with %j', (text, key, value) => {
  expect(readAttributeCondition(text)).toEqual({ key, value });
});

test.each(['', 'a', '==', '===', '==b', '"a=b', '"a=b"', '"a=b"c=d', '"a\\x"=b', '"a\\"=b'])('%j is none', (text) => {
  expect(readAttributeCondition(text)).toBeUndefined();
});

test('every key and value comes back as it was written', () => {
  const parts = ['', 'a', '=', '"', '\\', 'a=b', '"a"', '\\"', '=\\', '"=', ' = ', '订单=', '\n'];
  const texts = parts.flatMap((one) => parts.flatMap((two) => parts.map((three) => one + two + three)));
  for (const key of texts) {
    for (const value of ['', 'v', '="v"', '==']) {
      expect(readAttributeCondition(writeAttributeCondition({ key, value }))).toEqual({ key, value });
    }
  }
});
