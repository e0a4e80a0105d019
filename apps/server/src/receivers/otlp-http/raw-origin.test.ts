import { expect, test } from 'vitest';
import { rawOrigin } from './raw-origin.ts';

const of = (text: string): string | undefined => rawOrigin(Buffer.from(text, 'latin1'));
const LINE = 'POST /v1/traces HTTP/1.1\r\n';

test.each([
  ['the header of a head', `${LINE}Origin: http://localhost:3000\r\nHost: x\r\n\r\n`],
  ['whatever its case and blanks', `${LINE}oRIGIN:\t http://localhost:3000 \t\r\n\r\n`],
  ['a head that goes on', `${LINE}Origin: http://localhost:3000\r\nX-Large: aaaa`],
  ['the rest of a head', 'aaaa\r\nOrigin: http://localhost:3000\r\nX-Large: aaaa'],
])('%s is read', (_, text) => {
  expect(of(text)).toBe('http://localhost:3000');
});

test.each([
  ['nothing', ''],
  ['no header', `${LINE}Host: x\r\n\r\n`],
  ['a value that may be cut off', `${LINE}Origin: http://localhost:30`],
  ['two of them', `${LINE}Origin: http://localhost:1\r\nOrigin: http://localhost:2\r\n\r\n`],
  ['a value with a blank within', `${LINE}Origin: http://localhost:1 http://localhost:2\r\n\r\n`],
  ['a value with a control character', `${LINE}Origin: http://localhost\n:1\r\n\r\n`],
  ['a line of a body', `${LINE}Host: x\r\n\r\nOrigin: http://localhost:1\r\n\r\n`],
  ['another header that ends like it', `${LINE}X-Origin: http://localhost:1\r\n\r\n`],
  ['TLS', '\x16\x03\x01\x00\x05'],
])('%s is no origin', (_, text) => {
  expect(of(text)).toBeUndefined();
});

test('no bytes are no origin', () => expect(rawOrigin(undefined)).toBeUndefined());
