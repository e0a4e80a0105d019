// Panning of the service map, with the wheel and with the hand, beside an empty page that is scrolled in the same run.
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { inNewPage, measured, openEmptyPage, PIXELS_PER_SECOND, scrolled } from './bench-browser.ts';
import type { FrameFigures } from './devtools-trace.ts';

interface PanningOptions {
  readonly url: string;
  readonly folder: string;
  readonly milliseconds: number;
}

const MAP = '[role="group"][aria-label^="Service map:"]';
/** Of one movement of the mouse: as many in a second as the screen has frames. */
const STEP_PX = PIXELS_PER_SECOND / 60;
const REACH_PX = 400;

export async function measurePanning(browser: Browser, { url, folder, milliseconds }: PanningOptions) {
  const emptyPage = await inNewPage(browser, async (page) => {
    await openEmptyPage(page, url, { width: '20000px', height: '20000px' });
    return await scrolled(page, join(folder, 'pan-empty.json'), { milliseconds, turnAfterMs: 1000 });
  });
  return await inNewPage(browser, async (page) => {
    await page.goto(`${url}/services?view=map`);
    await page.locator(`${MAP} [data-part="node"]`).first().waitFor();
    await page.keyboard.press('+');
    const wheel = await scrolled(page, join(folder, 'pan-wheel.json'), { milliseconds, turnAfterMs: 1000 });
    const hand = await measured(page, join(folder, 'pan-hand.json'), () => drag(page, milliseconds));
    return { detail: await page.locator(MAP).getAttribute('data-detail'), wheel, hand, emptyPage } satisfies Record<
      string,
      FrameFigures | string | null
    >;
  });
}

/** Up and down, so that it never comes to an end; what is below the mouse at its beginning is no node. */
async function drag(page: Page, milliseconds: number): Promise<void> {
  const moves = Math.round((milliseconds / 1000) * 60);
  const { x, y } = await groundOf(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 0, up = true, travelled = 0; move < moves; move++) {
    travelled += up ? STEP_PX : -STEP_PX;
    if (travelled >= REACH_PX || travelled <= 0) up = !up;
    await page.mouse.move(x, y - travelled);
  }
  await page.mouse.up();
}

/** A point of the map, low on the screen, where there is only ground. */
async function groundOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  return await page.locator(MAP).evaluate((svg) => {
    for (let x = 400; x < 1100; x += 7) {
      const y = 640;
      if (document.elementFromPoint(x, y) === svg) return { x, y };
    }
    throw new Error('the map has no ground on the screen');
  });
}
