import { inflateSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { FONTS, readPackagedAsset } from '../../test/support/drawers.ts';
import { createPngDrawer, type PngDrawer, pngScale } from './draw-png.ts';
import { MAX_PIXELS } from './drawing-limits.ts';

let drawer: PngDrawer;
beforeAll(async () => {
  drawer = await createPngDrawer(readPackagedAsset, FONTS);
});

const picture = (inner: string) => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30" font-family="'IBM Plex Sans'"><rect width="60" height="30" fill="#ffffff"/>${inner}</svg>`,
  width: 60,
  height: 30,
});

/** Size, and how many distinct bytes the (filtered) pixels have: one colour alone has few. */
function readPng(png: Uint8Array): { width: number; height: number; variety: number } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    variety: new Set(inflateSync(Buffer.concat(data))).size,
  };
}

test('a PNG is twice the size of its picture', () => {
  expect(readPng(drawer.draw(picture('')))).toMatchObject({ width: 120, height: 60 });
});

test('letters are drawn in the bundled fonts, Chinese ones too', () => {
  const empty = readPng(drawer.draw(picture(''))).variety;
  const latin = drawer.draw(picture('<text x="5" y="20" font-size="12">web</text>'));
  const chinese = drawer.draw(
    picture(`<text x="5" y="20" font-size="12" font-family="'Noto Sans SC', sans-serif">支付</text>`),
  );
  const missing = drawer.draw(picture('<text x="5" y="20" font-size="12">\u{10fffd}\u{10fffd}</text>'));
  expect(readPng(latin).variety).toBeGreaterThan(empty + 20);
  expect(readPng(chinese).variety).toBeGreaterThan(empty + 20);
  expect(Buffer.from(chinese).equals(Buffer.from(missing))).toBe(false);
});

test('a cross that the fonts have in its other form alone is no empty box', () => {
  const text = (cross: string) => drawer.draw(picture(`<text x="5" y="20" font-size="12">${cross}</text>`));
  expect(Buffer.from(text('\u2717')).equals(Buffer.from(text('\u{10fffd}')))).toBe(false);
  expect(Buffer.from(text('\u2717')).equals(Buffer.from(text('\u274c')))).toBe(true);
});

test('the same picture is the same bytes', () => {
  const svg = picture('<text x="5" y="20" font-size="12">支付 web</text>');
  expect(Buffer.from(drawer.draw(svg)).equals(Buffer.from(drawer.draw(svg)))).toBe(true);
});

test('a huge picture is drawn smaller, to the pixel limit', () => {
  expect(pngScale(60, 30)).toBe(2);
  const scale = pngScale(20_000, 10_000);
  expect(scale).toBeLessThan(1);
  expect(20_000 * scale * 10_000 * scale).toBeLessThanOrEqual(MAX_PIXELS * 1.001);
});
