// `npm run bench:trace`: how fast a trace of 10,000 spans is there, and how smoothly it scrolls, beside an empty page that
// is scrolled in the same way in the same run. Prints JSON; the DevTools traces stay in the folder given by --out.
import { mkdir } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startServer } from '../support/server.ts';
import { type FrameFigures, frameFigures, recorded, SCROLL_BEGINS, SCROLL_ENDS } from './devtools-trace.ts';
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
/** A hard flick of the wheel that goes on: 50 rows a second. */
const PIXELS_PER_SECOND = 1200;
const ROW_HEIGHT = 24;
const SIZE = { width: 1440, height: 900 };

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
  const executablePath = process.env['SPANLOOM_BROWSER'];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  try {
    const runs: Run[] = [];
    for (let run = 1; run <= RUNS; run++) runs.push(await measure(browser, `${server.url}/trace/${traceId}`, run));
    const report = {
      what: 'trace page',
      spans: SPANS,
      machine: { processors: cpus().length, model: cpus()[0]?.model, loadBefore: loadavg()[0] },
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
    const html = `<body style="margin:0"><div role="rowgroup" style="height:100vh;overflow:auto"><div style="height:${SPANS * ROW_HEIGHT}px"></div></div>`;
    await page.route('**/empty-page', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(new URL('/empty-page', url).href);
    return await scrolled(page, join(values.out, `empty-${run}.json`));
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
    const scroll = await scrolled(page, join(values.out, `trace-${run}.json`));
    return { lastBarMs: Math.round(lastBarMs), answerMs: Math.round(answerMs), mainCpuMs, scroll, emptyPage: empty };
  });
}

async function inNewPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: SIZE });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
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

/** Scrolls as a wheel does, through the compositor, while everything is recorded. */
async function scrolled(page: Page, file: string): Promise<FrameFigures> {
  const cdp = await page.context().newCDPSession(page);
  const gesture = (pixels: number) =>
    cdp.send('Input.synthesizeScrollGesture', {
      x: SIZE.width / 2,
      y: SIZE.height / 2,
      yDistance: -pixels,
      speed: PIXELS_PER_SECOND,
      gestureSourceType: 'mouse',
    });
  // Once unrecorded, so that what is measured is scrolling and not the first use of it.
  await gesture(PIXELS_PER_SECOND);
  await recorded(cdp, file, async () => {
    await page.evaluate((name) => void performance.mark(name), SCROLL_BEGINS);
    await gesture((PIXELS_PER_SECOND * SCROLL_MS) / 1000);
    await page.evaluate((name) => void performance.mark(name), SCROLL_ENDS);
  });
  return await frameFigures(file);
}

function medianOf(runs: readonly Run[]) {
  const median = (of: (run: Run) => number): number => {
    const sorted = runs.map(of).toSorted((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  };
  const figures = (of: (run: Run) => FrameFigures) => ({
    mainMsP95: median((run) => of(run).mainMs.p95),
    mainCpuMsP95: median((run) => of(run).mainCpuMs.p95),
    droppedShare: median((run) => of(run).droppedShare),
  });
  return {
    lastBarMs: median((run) => run.lastBarMs),
    answerMs: median((run) => run.answerMs),
    mainCpuMs: median((run) => run.mainCpuMs),
    scroll: figures((run) => run.scroll),
    emptyPage: figures((run) => run.emptyPage),
  };
}
