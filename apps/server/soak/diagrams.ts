// A round of hostile traces and a hostile graph, half of them in each language: every kind of diagram keeps its promises and is
// Mermaid; some of the pictures are drawn, by the server and in Chromium, and hold nothing that harmless names would not have made.
import { isServerDiagram, LIVE_WINDOW_DIAGRAMS, TRACE_DIAGRAMS } from '@spanloom/api-schema';
import type { DiagramTheme, MermaidPicture } from '@spanloom/diagrams';
import type { Mermaid } from 'mermaid';
import { seededRandom } from '@spanloom/analysis/testing';
import { hostileTrace } from '../../../packages/diagrams/src/testing/hostile-trace.ts';
import { hostileCollector } from '../../../packages/diagrams/src/testing/hostile-config.ts';
import { hostileWindow } from '../../../packages/diagrams/src/testing/hostile-window.ts';
import {
  promisedLivePicture,
  promisedMapPicture,
  promisedTracePicture,
  promisedWindowPicture,
  randomLanguage,
} from '../../../packages/diagrams/src/testing/promises.ts';
import { randomGraph } from '../../../packages/diagrams/src/testing/random-graph.ts';
import { SAMPLED_KINDS, samplePictures } from '../../../packages/diagrams/src/testing/sample-pictures.ts';
import { createSvgDrawer, type SvgDrawer } from '../src/drawing/draw-svg.ts';
import { FONTS, parseSvg } from '../test/support/drawers.ts';
import { harmsOf } from '../test/support/harmless-svg.ts';
import { type ChromiumDrawer, openChromiumDrawer } from './chromium-drawer.ts';
import type { Soak } from './rounds.ts';

const TRACES = 10;
/** Each with a few traces of its own. */
const WINDOWS = 2;
/** Pictures drawn in a round: kinds take turns. What the server tells of itself has no name of others. */
const DRAWN = 2;
const DRAWN_KINDS: readonly string[] = [...SAMPLED_KINDS.filter((kind) => !isServerDiagram(kind)), 'collector'];

interface Drawers {
  readonly mermaid: Mermaid;
  readonly svg: SvgDrawer;
  readonly chromium: ChromiumDrawer;
  /** Elements that Mermaid makes of harmless names. */
  readonly harmless: ReadonlySet<string>;
}

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly picture: MermaidPicture;
}

export async function openDiagramsSoak(): Promise<Soak> {
  // Mermaid parses on the page that this makes.
  const svg = await createSvgDrawer(FONTS);
  const { default: mermaid } = await import('mermaid');
  const chromium = await openChromiumDrawer();
  const harmless = new Set<string>();
  for (const { text } of SAMPLED_KINDS.flatMap((kind) => samplePictures(kind, 'light'))) {
    for (const name of (await chromium.draw(text, 'light')).names) harmless.add(name);
  }
  return {
    round: (seed) => round(seed, { mermaid, svg, chromium, harmless }),
    hasEnded: () => chromium.isClosed(),
    close: () => chromium.close(),
  };
}

async function round(seed: number, drawers: Drawers) {
  const random = seededRandom(seed);
  const pictures: Named[] = [];
  const take = async (kind: string, name: string, pictureOf: () => MermaidPicture | undefined): Promise<void> => {
    const picture = await told(name, () => pictureOf());
    if (picture === undefined) return;
    await told(name, () => drawers.mermaid.parse(picture.text));
    pictures.push({ kind, name, picture });
  };
  for (let trace = 0; trace < TRACES; trace++) {
    const spans = hostileTrace(random);
    for (const kind of TRACE_DIAGRAMS) {
      await take(kind, `${kind} of trace ${trace}`, () =>
        promisedTracePicture(kind, spans, random, randomLanguage(random)),
      );
    }
  }
  for (let place = 0; place < WINDOWS; place++) {
    const window = hostileWindow(random);
    for (const kind of LIVE_WINDOW_DIAGRAMS) {
      await take(kind, `${kind} of window ${place}`, () =>
        promisedWindowPicture(kind, window, random, randomLanguage(random)),
      );
    }
  }
  await take('collector', 'collector', () =>
    promisedLivePicture(hostileCollector(random, randomLanguage(random)), random),
  );
  const graph = randomGraph(random);
  await take('map', 'map', () => promisedMapPicture(graph, random, randomLanguage(random)));
  const drawn: string[] = [];
  for (let turn = seed * DRAWN; turn < (seed + 1) * DRAWN; turn++) {
    const kind = DRAWN_KINDS[turn % DRAWN_KINDS.length];
    const ofKind = pictures.filter((one) => one.kind === kind);
    const chosen = ofKind[Math.floor(random() * ofKind.length)];
    if (chosen === undefined) continue;
    await told(`${chosen.name}, drawn`, () => draw(chosen.picture, random() < 0.5 ? 'light' : 'dark', drawers));
    drawn.push(chosen.name);
  }
  return { traces: TRACES, windows: WINDOWS, graphs: 1, parsed: pictures.length, drawn };
}

async function draw(picture: MermaidPicture, theme: DiagramTheme, { svg, chromium, harmless }: Drawers): Promise<void> {
  const file = await svg.draw({ ...picture, theme });
  if (!file.ok) throw new Error(file.error);
  const harms = harmsOf(parseSvg(file.value.svg));
  const page = await chromium.draw(picture.text, theme);
  const injected = page.names.filter((name) => !harmless.has(name));
  if (harms.length + page.harms.length + injected.length > 0) {
    throw new Error(`server: ${harms.join(', ')}; Chromium: ${[...page.harms, ...injected].join(', ')}`);
  }
}

/** Says of what failed which it was. */
async function told<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
