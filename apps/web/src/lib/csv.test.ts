// What telemetry calls itself must neither break a row nor run as a formula.
import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

const line = (text: string): string => csvText([[{ foreign: text }]]).slice(1, -2);

describe('csv', () => {
  it('begins with the mark of UTF-8 and ends each row with CR LF', () => {
    expect(
      csvText([
        ['a', 1],
        [{ foreign: '订单' }, 2.5],
      ]),
    ).toBe('\uFEFFa,1\r\n订单,2.5\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['"', '""""'],
    [' padded ', '" padded "'],
    ['', ''],
  ])('quotes %j', (text, expected) => expect(line(text)).toBe(expected));

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1', "'＝1"],
    ['  =1', "'  =1"],
    ["=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['\n', '"\'\n"'],
    ['\0=1', "'\0=1"],
  ])('makes a text of %j', (text, expected) => expect(line(text)).toBe(expected));

  it.each(['GET /a=b', 'a-b', 'user@host', '1+1'])('leaves %j alone', (text) => expect(line(text)).toBe(text));
});
