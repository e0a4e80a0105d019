// From the data of an architecture map to its picture on the screen, with everything loaded.
import type { Browser, Page } from '@playwright/test';
import { inNewPage, median, medianRatio } from './bench-browser.ts';
import { type Beside, type Machine, toReference } from './mermaid-alone.ts';

const UNMEASURED = 2;

/** In each run one of the page, and one of the page of `against`, so that both have the same machine. */
export async function measureFirstRender(
  browser: Browser,
  { url, against, machine }: { readonly url: string; readonly against: string | undefined; readonly machine: Machine },
) {
  return await withPage(browser, url, async (page) => {
    const measured = async (other?: Render) =>
      machine.runsOf(async () => ({ page: await page(), ...(other && { against: await other() }) }));
    return against === undefined ? await measured() : await withPage(browser, against, measured);
  });
}

type Measured = Awaited<ReturnType<typeof measureFirstRender>>['counted'][number];

/** Of runs, as they are and for the machine that the targets are of; ratios are medians of those of the runs. */
export function summaryOfRenders(runs: readonly Measured[], referenceMs: number) {
  const wallMs = runs.map(({ page }) => page.wallMs);
  const others = runs.flatMap(({ against }) => (against === undefined ? [] : [against]));
  return {
    page: medians(runs.map(({ page }) => page)),
    mermaidAloneMs: median(runs.map(fasterMermaid)),
    ratio: medianRatio(wallMs, runs.map(fasterMermaid)),
    atReferenceMs: Math.round(median(runs.map((run) => run.page.wallMs * toReference(run, referenceMs)))),
    ...(others.length > 0 && {
      against: {
        page: medians(others),
        ratio: medianRatio(
          wallMs,
          others.map((other) => other.wallMs),
        ),
      },
    }),
  };
}

function fasterMermaid({ mermaidBeforeMs, mermaidAfterMs }: Beside): number {
  return Math.min(mermaidBeforeMs, mermaidAfterMs);
}

interface Cost {
  /** Of the drawing before, after another page has had the caches of the processor. */
  readonly coldMs: number;
  readonly wallMs: number;
  /** Processor time of the page's main thread. */
  readonly cpuMs: number;
}

type Render = () => Promise<Cost>;

function medians(costs: readonly Cost[]): Cost {
  return {
    coldMs: median(costs.map(({ coldMs }) => coldMs)),
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
  };
}

/** A page that has drawn the map a few times: the engine compiles what it has run so often. */
async function withPage<T>(browser: Browser, url: string, work: (render: Render) => Promise<T>): Promise<T> {
  return await inNewPage(browser, async (page) => {
    await page.goto(`${url}/diagrams?kind=map`);
    await page.locator('svg[aria-label^="Architecture map"]').waitFor();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const threadMs = async (): Promise<number> => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
    };
    const once = async () => {
      await page.evaluate(() => history.pushState(null, '', '/diagrams?kind=pipeline'));
      await page.locator('svg[aria-label^="Ingest pipeline"]').waitFor();
      // What is measured is the map, not what is left to do for the other diagram.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      const before = await threadMs();
      const wallMs = Math.round(await drawnAgain(page));
      return { wallMs, cpuMs: Math.round((await threadMs()) - before) };
    };
    for (let run = 0; run < UNMEASURED; run++) await once();
    return await work(async () => {
      // A page behind another one draws no frames.
      await page.bringToFront();
      const { wallMs: coldMs } = await once();
      return { coldMs, ...(await once()) };
    });
  });
}

/** Another diagram has taken the place of the map; one goes back. Milliseconds until it is on the screen. */
async function drawnAgain(page: Page): Promise<number> {
  return await page.evaluate(
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
}
