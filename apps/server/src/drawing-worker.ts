// Entry of the drawing thread and its composition root: Mermaid on a page without a browser. It is started when the first
// picture is asked for, and ends when none was for a while.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { ok } from '@spanloom/otlp-model';
import files from './drawing/assets.json' with { type: 'json' };
import { createPngDrawer, type PngDrawer } from './drawing/draw-png.ts';
import { createSvgDrawer } from './drawing/draw-svg.ts';
import { drawWaterfall } from './drawing/draw-waterfall.ts';
import { serveDrawings } from './drawing/drawing-service.ts';
import { type AssetName, createFonts } from './drawing/fonts.ts';

if (parentPort === null) throw new Error('this file runs as a worker of main');

/** Beside the built file; where it runs from its source, in the packages that they come from. */
function readAsset(name: AssetName): Uint8Array {
  const isSource = import.meta.url.endsWith('.ts');
  if (isSource) return readFileSync(createRequire(import.meta.url).resolve(files[name]));
  return readFileSync(new URL(`./drawing-assets/${name}`, import.meta.url));
}

const fonts = createFonts(readAsset);
const svgDrawer = await createSvgDrawer(fonts);
let pngDrawer: PngDrawer | undefined;

serveDrawings(parentPort, async ({ format, ...job }) => {
  const picture =
    'waterfall' in job ? ok(drawWaterfall(job.waterfall, job.theme, fonts.metrics)) : await svgDrawer.draw(job);
  if (!picture.ok) return picture;
  if (format === 'svg') return ok({ format, svg: picture.value.svg });
  pngDrawer ??= await createPngDrawer(readAsset, fonts);
  return ok({ format, png: pngDrawer.draw(picture.value) });
});
