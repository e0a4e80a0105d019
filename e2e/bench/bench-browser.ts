// What the measurements in Chromium share: the browser, its pages, and a wheel that scrolls while everything is recorded.
import { cpus, loadavg } from 'node:os';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type FrameFigures, frameFigures, MEASURE_BEGINS, MEASURE_ENDS, recorded } from './devtools-trace.ts';

const SIZE = { width: 1440, height: 900 };
/** A hard flick of the wheel that goes on: 50 rows of a table a second. */
export const PIXELS_PER_SECOND = 1200;

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['SPANLOOM_BROWSER'];
  return await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
}

export async function inNewPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: SIZE });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** A page of `url`'s server that holds nothing but something to scroll. */
export async function openEmptyPage(page: Page, url: string, size: { width: string; height: string }): Promise<void> {
  const content = `<div style="width:${size.width};height:${size.height}"></div>`;
  const body = `<body style="margin:0"><div role="rowgroup" style="height:100vh;overflow:auto">${content}</div>`;
  await page.route('**/empty-page', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(new URL('/empty-page', url).href);
}

interface Scrolling {
  readonly milliseconds: number;
  /** Turns round after so long, where there is not enough to scroll. */
  readonly turnAfterMs?: number;
}

/** Scrolls what is in the middle as a wheel does, through the compositor. */
export async function scrolled(
  page: Page,
  file: string,
  { milliseconds, turnAfterMs = milliseconds }: Scrolling,
): Promise<FrameFigures> {
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
  const length = (PIXELS_PER_SECOND * turnAfterMs) / 1000;
  return await measured(page, file, async () => {
    // Back first, where it turns: what is no longer than this would stand still at its end instead of scrolling.
    const back = turnAfterMs < milliseconds ? 1 : 0;
    for (let turn = 0; turn * turnAfterMs < milliseconds; turn++) await gesture(turn % 2 === back ? length : -length);
  });
}

/** Frames while `work` runs. */
export async function measured(page: Page, file: string, work: () => Promise<void>): Promise<FrameFigures> {
  const cdp = await page.context().newCDPSession(page);
  await recorded(cdp, file, async () => {
    await page.evaluate((name) => void performance.mark(name), MEASURE_BEGINS);
    await work();
    await page.evaluate((name) => void performance.mark(name), MEASURE_ENDS);
  });
  return await frameFigures(file);
}

/** The lower middle one of an even number. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** Of each to the other that was measured beside it. */
export function medianRatio(values: readonly number[], others: readonly number[]): number {
  return Number(median(values.map((value, i) => value / (others[i] ?? Number.NaN))).toFixed(2));
}

export function machine() {
  return { processors: cpus().length, model: cpus()[0]?.model, loadBefore: loadavg()[0] };
}
