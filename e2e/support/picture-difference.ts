// How far the SVG and the PNG of one picture are apart where they are furthest: a head of an arrow that is turned round, and
// letters that are bold in one of them, are little of a picture and much of the place where they stand.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

/** Side of the squares whose ink is compared, in pixels of the picture: readers smooth edges in their own ways. */
const BLOCK = 8;
/** Pixels of the PNG for one of the picture. */
const SCALE = 2;

const FONT_FILES = {
  400: '@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
  600: '@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf',
};

/** The fonts of pictures, which the browser has not. */
async function fontFaces(): Promise<string> {
  const { resolve } = createRequire(new URL('../../apps/server/package.json', import.meta.url));
  const faces = Object.entries(FONT_FILES).map(async ([weight, file]) => {
    const source = (await readFile(resolve(file))).toString('base64');
    return `@font-face { font-family: 'IBM Plex Sans'; font-weight: ${weight}; src: url(data:font/ttf;base64,${source}); }`;
  });
  return (await Promise.all(faces)).join('\n');
}

/**
 * The most by which the ink of a place differs, as a share of a place that is black in one picture and white in the other.
 * `page` has as many pixels for one of the picture as the PNG; it loses what it shows.
 */
export async function greatestDifference(page: Page, svg: string, png: Buffer): Promise<number> {
  await page.setContent(`<style>${await fontFaces()} body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.evaluate(async () => {
    await Promise.all([...document.fonts].map(async (font) => font.load()));
  });
  const shown = await page.screenshot({ fullPage: true });
  const pictures = [shown, png].map((picture) => `data:image/png;base64,${picture.toString('base64')}`);
  return page.evaluate(
    async ({ sources, block }) => {
      const { width = 0, height = 0 } = document.querySelector('svg')?.getBoundingClientRect() ?? {};
      const scale = window.devicePixelRatio;
      const [columns, rows] = [Math.floor((width * scale) / block), Math.floor((height * scale) / block)];
      const inkOf = async (source: string): Promise<readonly (readonly [number, number, number])[]> => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), {
          width: columns * block,
          height: rows * block,
        });
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        const sums = Array.from({ length: columns * rows }, (): [number, number, number] => [0, 0, 0]);
        for (let at = 0; at < data.length; at += 4) {
          const [x, y] = [(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)];
          const sum = sums[Math.floor(y / block) * columns + Math.floor(x / block)];
          if (sum === undefined) throw new Error('a pixel outside');
          for (const channel of [0, 1, 2] as const) sum[channel] += (data[at + channel] ?? 0) / 255 / block ** 2;
        }
        return sums;
      };
      const [one = [], other = []] = await Promise.all(sources.map(inkOf));
      const differences = one.flatMap((sum, place) =>
        sum.map((light, channel) => Math.abs(light - (other[place]?.[channel] ?? 0))),
      );
      return differences.reduce((most, difference) => Math.max(most, difference), 0);
    },
    { sources: pictures, block: BLOCK * SCALE },
  );
}
