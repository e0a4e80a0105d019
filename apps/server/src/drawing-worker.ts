// Entry of the drawing thread and its composition root: Mermaid on a page without a browser. It is started when the first
// picture is asked for, and ends when none was for a while.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { DiagramTheme, Picture } from '@spanloom/diagrams';
import { ok, type Result } from '@spanloom/otlp-model';
import files from './drawing/assets.json' with { type: 'json' };
import { createPngDrawer, type PngDrawer } from './drawing/draw-png.ts';
import { drawResults } from './drawing/draw-results.ts';
import { createSvgDrawer } from './drawing/draw-svg.ts';
import { drawWaterfall } from './drawing/draw-waterfall.ts';
import type { Serialised } from './drawing/serialise.ts';
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

async function drawSvg(job: Picture & { readonly theme: DiagramTheme }): Promise<Result<Serialised, string>> {
  if ('waterfall' in job) return ok(drawWaterfall(job.waterfall, job.theme, fonts.metrics));
  if ('results' in job) return ok(drawResults(job.results, job.theme, fonts.metrics));
  return svgDrawer.draw(job);
}

serveDrawings(parentPort, async ({ format, ...job }) => {
  const picture = await drawSvg(job);
  if (!picture.ok) return picture;
  if (format === 'svg') return ok({ format, svg: picture.value.svg });
  pngDrawer ??= await createPngDrawer(readAsset, fonts);
  return ok({ format, png: pngDrawer.draw(picture.value) });
});
