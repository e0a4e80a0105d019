// From the data of an architecture map to its picture on the screen, with everything loaded; and Mermaid alone, with the same
// text, on an empty page.
import type { Browser, Page } from '@playwright/test';
import { edgesResponse } from '../../packages/api-schema/src/edges.ts';
import { drawableMap, mapLayoutText, mermaidConfig } from '../../packages/diagrams/src/index.ts';
import { MERMAID_MODULE, type MermaidModule, serveBareMermaid } from '../support/bare-mermaid.ts';
import { inNewPage, median } from './bench-browser.ts';

const UNMEASURED = 2;
const HOUR_NS = 3_600_000_000_000n;

/** Each run of the page is followed by one of Mermaid alone, so that both have the same machine: `ratio` is the median of the pairs. */
export async function measureFirstRender(browser: Browser, url: string, runs: number) {
  const { nodes, edges, text } = await textOfMap(url);
  const costs = await inNewPage(browser, (page) =>
    inNewPage(browser, async (bare) => {
      const served = await serveBareMermaid({});
      try {
        return await inTurn(runs, await ofPage(page, url), await ofMermaid(bare, served.origin, text));
      } finally {
        await served.close();
      }
    }),
  );
  const [page, mermaidAlone] = [costs.map(([first]) => first), costs.map(([, second]) => second)];
  const ratio = median(costs.map(([first, second]) => Number((first.wallMs / second.wallMs).toFixed(2))));
  return {
    nodes,
    edges,
    page: medians(page),
    mermaidAlone: medians(mermaidAlone),
    ratio,
    runs: { page, mermaidAlone },
  };
}

interface Cost {
  readonly wallMs: number;
  /** Processor time of the page's main thread. */
  readonly cpuMs: number;
}

function medians(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}

async function textOfMap(url: string) {
  const now = BigInt(Date.now()) * 1_000_000n;
  const answer = await fetch(`${url}/api/v1/edges?start=${now - HOUR_NS}&end=${now}`);
  const map = drawableMap(edgesResponse.parse(await answer.json()), { without: new Set() });
  return { nodes: map.nodes.length, edges: map.edges.length, text: mapLayoutText(map) };
}

/** Does what comes before, then answers what is measured. */
type Measurement = () => Promise<() => Promise<number>>;

interface Measured {
  readonly page: Page;
  readonly measurement: Measurement;
}

/** The page has drawn the map once; another diagram takes its place; one goes back. */
async function ofPage(page: Page, url: string): Promise<Measured> {
  await page.goto(`${url}/diagrams?kind=map`);
  await page.locator('svg[aria-label^="Architecture map"]').waitFor();
  const measurement: Measurement = async () => {
    await page.evaluate(() => history.pushState(null, '', '/diagrams?kind=pipeline'));
    await page.locator('svg[aria-label^="Ingest pipeline"]').waitFor();
    return () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const began = performance.now();
            const look = (): void => {
              const picture = document.querySelector('svg[aria-label^="Architecture map"]');
              const shown = picture !== null && picture.getBoundingClientRect().width > 0;
              // The frame that this callback belongs to is painted before the next one begins.
              requestAnimationFrame(shown ? () => resolve(performance.now() - began) : look);
            };
            history.back();
            look();
          }),
      );
  };
  return { page, measurement };
}

async function ofMermaid(page: Page, origin: string, text: string): Promise<Measured> {
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
  return { page, measurement: async () => draw };
}

async function inTurn(runs: number, first: Measured, second: Measured): Promise<(readonly [Cost, Cost])[]> {
  const [measureFirst, measureSecond] = [await costOf(first), await costOf(second)];
  const all: (readonly [Cost, Cost])[] = [];
  // Warm: the engine compiles what it has run a few times.
  for (let run = -UNMEASURED; run < runs; run++) {
    const pair = [await measureFirst(), await measureSecond()] as const;
    if (run >= 0) all.push(pair);
  }
  return all;
}

async function costOf({ page, measurement }: Measured): Promise<() => Promise<Cost>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const threadMs = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
  };
  return async () => {
    // A page behind another one draws no frames.
    await page.bringToFront();
    const measure = await measurement();
    const before = await threadMs();
    const wallMs = Math.round(await measure());
    return { wallMs, cpuMs: Math.round((await threadMs()) - before) };
  };
}
