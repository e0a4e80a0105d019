import { expect, test } from 'vitest';
import { hideEntities, NEXT_LINE, showEntities } from './placeholders.ts';

test.each([
  ['a#60;b#62;', 'a<b>'],
  ['#35;35;', '#35;'],
  ['#99999; stays, no such private character', '#99999; stays, no such private character'],
  ['1\u00a0ms', '1\u00a0ms'],
  ['a\u{f0041}b', 'ab'],
  ['#; #a; #12', '#; #a; #12'],
  ['one<br/>two<br>three', 'one<br/>two<br>three'],
  ['a\u{fffff}b#65535;', 'ab#65535;'],
])('%j is shown as %j', (written, shown) => {
  expect(showEntities(hideEntities(written))).toBe(shown);
});

test('what is hidden means nothing to Mermaid', () => {
  expect(hideEntities('#60;#59;#35;\u00a0\u2007')).toMatch(/^[\u{f0000}-\u{fffff}]{5}$/u);
});

test('lines that the text begins are told', () => {
  expect(hideEntities('one<br/>two')).toBe(`one<br/>${NEXT_LINE}two`);
});
