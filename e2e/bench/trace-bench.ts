// `npm run bench:trace`: how fast a trace of 10,000 spans is there, and how smoothly it scrolls, beside an empty page that
// is scrolled in the same way in the same run. Prints JSON; the DevTools traces stay in the folder given by --out.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { startServer } from '../support/server.ts';
import {
  inNewPage,
  launchBrowser,
  machine,
  median,
  openEmptyPage,
  PIXELS_PER_SECOND,
  scrolled,
} from './bench-browser.ts';
import type { FrameFigures } from './devtools-trace.ts';
import { sendLargeTrace } from './large-trace.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/bench-trace' },
    runs: { type: 'string', default: '5' },
    spans: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '5' },
  },
});
const RUNS = Number(values.runs);
const SPANS = Number(values.spans);
const SCROLL_MS = Number(values.seconds) * 1000;
const ROW_HEIGHT = 24;

interface Run {
  /** From the navigation to the frame after the one that holds the last visible bar, milliseconds. */
  readonly lastBarMs: number;
  /** Of which: until the whole answer of the server was there. */
  readonly answerMs: number;
  /** Processor time of the page's main thread until then, milliseconds. */
  readonly mainCpuMs: number;
  readonly scroll: FrameFigures;
  readonly emptyPage: FrameFigures;
}

await mkdir(values.out, { recursive: true });
const server = await startServer();
try {
  const traceId = await sendLargeTrace(server.tracesUrl, SPANS);
  const browser = await launchBrowser();
  try {
    const runs: Run[] = [];
    for (let run = 1; run <= RUNS; run++) runs.push(await measure(browser, `${server.url}/trace/${traceId}`, run));
    const report = {
      what: 'trace page',
      spans: SPANS,
      machine: machine(),
      browser: browser.version(),
      scroll: { pixelsPerSecond: PIXELS_PER_SECOND, milliseconds: SCROLL_MS },
      median: medianOf(runs),
      runs,
    };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } finally {
    await browser.close();
  }
} finally {
  await server.stop();
}

async function measure(browser: Browser, url: string, run: number): Promise<Run> {
  const empty = await inNewPage(browser, async (page) => {
    await openEmptyPage(page, url, { width: '100%', height: `${SPANS * ROW_HEIGHT}px` });
    return await scrolled(page, join(values.out, `empty-${run}.json`), { milliseconds: SCROLL_MS });
  });
  return await inNewPage(browser, async (page) => {
    await page.addInitScript(watchLastBar);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    await page.goto(url);
    await page.waitForFunction(() => Reflect.get(window, 'lastBarMs') !== undefined, undefined, { timeout: 60_000 });
    const { metrics } = await cdp.send('Performance.getMetrics');
    const mainCpuMs = Math.round((metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000);
    const { lastBarMs, answerMs } = await page.evaluate(() => ({
      lastBarMs: Number(Reflect.get(window, 'lastBarMs')),
      answerMs: Math.max(
        ...performance
          .getEntriesByType('resource')
          .flatMap((entry) =>
            entry instanceof PerformanceResourceTiming && entry.name.includes('/api/v1/traces/')
              ? [entry.responseEnd]
              : [],
          ),
      ),
    }));
    const scroll = await scrolled(page, join(values.out, `trace-${run}.json`), { milliseconds: SCROLL_MS });
    return { lastBarMs: Math.round(lastBarMs), answerMs: Math.round(answerMs), mainCpuMs, scroll, emptyPage: empty };
  });
}

/** Runs in the page from its first byte: notes when the lowest row on screen has its bar and was painted with it. */
function watchLastBar(): void {
  const look = (): void => {
    const grid = document.querySelector('[role="treegrid"]')?.parentElement;
    const floor = grid?.getBoundingClientRect().bottom ?? 0;
    const reached = [...document.querySelectorAll('[role="treegrid"] [role="gridcell"]:last-child > *')].some(
      (bar) => bar.getBoundingClientRect().bottom > floor - 24,
    );
    // The frame that this callback belongs to is painted before the next one begins.
    if (floor > 0 && reached) requestAnimationFrame(() => Reflect.set(window, 'lastBarMs', performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function medianOf(runs: readonly Run[]) {
  const medianRun = (of: (run: Run) => number): number => median(runs.map(of));
  const figures = (of: (run: Run) => FrameFigures) => ({
    mainMsP95: medianRun((run) => of(run).mainMs.p95),
    mainCpuMsP95: medianRun((run) => of(run).mainCpuMs.p95),
    droppedShare: medianRun((run) => of(run).droppedShare),
  });
  return {
    lastBarMs: medianRun((run) => run.lastBarMs),
    answerMs: medianRun((run) => run.answerMs),
    mainCpuMs: medianRun((run) => run.mainCpuMs),
    scroll: figures((run) => run.scroll),
    emptyPage: figures((run) => run.emptyPage),
  };
}
