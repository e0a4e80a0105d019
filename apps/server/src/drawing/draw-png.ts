// An SVG of ours as pixels, by resvg: no browser, no system fonts, nothing loaded.
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { MAX_PIXELS, PNG_SCALE } from './drawing-limits.ts';
import type { Fonts, ReadAsset } from './fonts.ts';
import type { Serialised } from './serialise.ts';

/** A cross that the fonts have in its other form alone: without a fallback of the system it would be an empty box. */
const CROSS = '\u2717';
const HEAVY_CROSS = '\u274c';

export interface PngDrawer {
  /** PNG bytes; twice the picture's own size, less when that would be too many pixels. */
  draw(picture: Serialised): Uint8Array;
}

export async function createPngDrawer(readAsset: ReadAsset, fonts: Fonts): Promise<PngDrawer> {
  await initWasm(new Uint8Array(readAsset('resvg.wasm')));
  return {
    draw({ svg: given, width, height }) {
      const svg = given.replaceAll(CROSS, HEAVY_CROSS);
      const resvg = new Resvg(svg, {
        font: {
          fontBuffers: fonts.bytesFor(svg),
          loadSystemFonts: false,
          defaultFontFamily: 'IBM Plex Sans',
          sansSerifFamily: 'IBM Plex Sans',
        },
        fitTo: { mode: 'zoom', value: pngScale(width, height) },
      });
      const image = resvg.render();
      try {
        return image.asPng();
      } finally {
        image.free();
        resvg.free();
      }
    },
  };
}

/** Exported for its test. */
export function pngScale(width: number, height: number): number {
  return Math.min(PNG_SCALE, Math.sqrt(MAX_PIXELS / (width * height)));
}
