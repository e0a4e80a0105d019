// From the data of an architecture map to its picture on the screen, with everything loaded; and Mermaid alone, with the same
// text, on an empty page.
import type { Browser, Page } from '@playwright/test';
import { serveBareMermaid } from '../support/bare-mermaid.ts';
import { inNewPage, median, medianRatio } from './bench-browser.ts';
import { openMermaid, textOfMap } from './mermaid-alone.ts';

const UNMEASURED = 2;

/**
 * Each run of the page is followed by one of Mermaid alone, and by one of the page of `against`, so that all have the same
 * machine: ratios are medians of those of the runs.
 */
export async function measureFirstRender(browser: Browser, url: string, against: string | undefined, runs: number) {
  const { nodes, edges, text } = await textOfMap(url);
  const served = await serveBareMermaid({});
  try {
    const [page = [], mermaidAlone = [], other] = await inPages(
      browser,
      [
        (opened) => ofPage(opened, url),
        (opened) => ofMermaid(opened, served.origin, text),
        ...(against === undefined ? [] : [(opened: Page) => ofPage(opened, against)]),
      ],
      (all) => inTurn(runs, all),
    );
    return {
      nodes,
      edges,
      page: medians(page),
      mermaidAlone: medians(mermaidAlone),
      ratio: ratioOf(page, mermaidAlone),
      ...(other && { against: { page: medians(other), ratio: ratioOf(page, other) } }),
      runs: { page, mermaidAlone, ...(other && { against: other }) },
    };
  } finally {
    await served.close();
  }
}

interface Cost {
  readonly wallMs: number;
  /** Processor time of the page's main thread. */
  readonly cpuMs: number;
}

function medians(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}

function ratioOf(costs: readonly Cost[], others: readonly Cost[]): number {
  return medianRatio(
    costs.map(({ wallMs }) => wallMs),
    others.map(({ wallMs }) => wallMs),
  );
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
  const draw = await openMermaid(page, origin, text);
  return { page, measurement: async () => draw };
}

/** Each in a page of its own. */
async function inPages<T>(
  browser: Browser,
  opened: readonly ((page: Page) => Promise<Measured>)[],
  work: (all: readonly Measured[]) => Promise<T>,
  done: readonly Measured[] = [],
): Promise<T> {
  const [next, ...others] = opened;
  if (next === undefined) return await work(done);
  return await inNewPage(browser, async (page) => inPages(browser, others, work, [...done, await next(page)]));
}

/** The costs of each. */
async function inTurn(runs: number, all: readonly Measured[]): Promise<Cost[][]> {
  const measures = [];
  for (const one of all) measures.push({ measure: await costOf(one), costs: [] as Cost[] });
  // Warm: the engine compiles what it has run a few times.
  for (let run = -UNMEASURED; run < runs; run++) {
    for (const { measure, costs } of measures) {
      const cost = await measure();
      if (run >= 0) costs.push(cost);
    }
  }
  return measures.map(({ costs }) => costs);
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
