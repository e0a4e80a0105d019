// Mermaid alone on an empty page, as it comes from npm, and how fast the machine is by it: targets in milliseconds are those of a
// machine that nobody else uses, and this one is slower by the hour by a factor of up to three.
import type { Browser, Page } from '@playwright/test';
import { edgesResponse } from '../../packages/api-schema/src/edges.ts';
import { drawableMap, mapLayoutText, mermaidConfig } from '../../packages/diagrams/src/index.ts';
import { MERMAID_MODULE, type MermaidModule, serveBareMermaid } from '../support/bare-mermaid.ts';
import { inNewPage, median } from './bench-browser.ts';

const HOUR_NS = 3_600_000_000_000n;

export interface MapText {
  readonly nodes: number;
  readonly edges: number;
  readonly text: string;
}

/** What a server's architecture map of the last hour has Mermaid draw. */
export async function textOfMap(url: string): Promise<MapText> {
  const now = BigInt(Date.now()) * 1_000_000n;
  const answer = await fetch(`${url}/api/v1/edges?start=${now - HOUR_NS}&end=${now}`);
  const map = drawableMap(edgesResponse.parse(await answer.json()), { without: new Set() });
  return { nodes: map.nodes.length, edges: map.edges.length, text: mapLayoutText(map) };
}

/** Draws the text anew each time, and answers milliseconds. It has drawn it once. */
export async function openMermaid(page: Page, origin: string, text: string): Promise<() => Promise<number>> {
  await page.goto(origin);
  const config = mermaidConfig({ text, theme: 'light', fontFamily: 'sans-serif', htmlLabels: true });
  const input = [MERMAID_MODULE, text, config] as const;
  const draw = () =>
    page.evaluate(async ([url, source, settings]) => {
      const { default: mermaid } = (await import(url)) as MermaidModule;
      const stage = document.querySelector('#stage') ?? document.body;
      const began = performance.now();
      mermaid.initialize(settings);
      await mermaid.render('picture', source, stage);
      return performance.now() - began;
    }, input);
  await draw();
  return draw;
}

export interface MachineSpeed {
  /** What Mermaid alone takes for the text now, the median of so many drawings. */
  mermaidMs(drawings: number): Promise<number>;
}

/** While `work` runs, a page of Mermaid stands by. */
export async function withMachineSpeed<T>(
  browser: Browser,
  { text }: MapText,
  work: (speed: MachineSpeed) => Promise<T>,
): Promise<T> {
  const served = await serveBareMermaid({});
  try {
    return await inNewPage(browser, async (page) => {
      const draw = await openMermaid(page, served.origin, text);
      return await work({
        async mermaidMs(drawings) {
          await page.bringToFront();
          const taken = [];
          while (taken.length < drawings) taken.push(await draw());
          return Math.round(median(taken));
        },
      });
    });
  } finally {
    await served.close();
  }
}
