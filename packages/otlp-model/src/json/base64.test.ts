// Base64 against the RFC and against Node.
import { expect, test } from 'vitest';
import { base64ToBytes, bytesToBase64 } from './base64.ts';

test('the vectors of RFC 4648, both ways', () => {
  const vectors = {
    '': '',
    f: 'Zg==',
    fo: 'Zm8=',
    foo: 'Zm9v',
    foob: 'Zm9vYg==',
    fooba: 'Zm9vYmE=',
    foobar: 'Zm9vYmFy',
  };
  for (const [text, base64] of Object.entries(vectors)) {
    const bytes = new TextEncoder().encode(text);
    expect(bytesToBase64(bytes)).toBe(base64);
    expect(base64ToBytes(base64)).toStrictEqual(bytes);
    expect(base64ToBytes(base64.replaceAll('=', ''))).toStrictEqual(bytes);
  }
});

test('every byte, like Node does it', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const node = Buffer.from(bytes);
  expect(bytesToBase64(bytes)).toBe(node.toString('base64'));
  expect(base64ToBytes(node.toString('base64'))).toStrictEqual(bytes);
  expect(base64ToBytes(node.toString('base64url'))).toStrictEqual(bytes);
});

test.each(['A', 'AAAAA', '=', '====', 'A===', 'AA=A', 'Zg=', 'A A=', 'é', 'AAA\n'])('%j is refused', (text) => {
  expect(base64ToBytes(text)).toBeUndefined();
});
