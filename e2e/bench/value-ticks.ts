// Ticks of values in a picture that is on the screen: what the frame costs in which they change, and what moved.
import type { Browser, Page } from '@playwright/test';
import { inNewPage, measured } from './bench-browser.ts';
import type { Machine } from './mermaid-alone.ts';

interface TickOptions {
  readonly url: string;
  readonly file: string;
  /** Makes values change. */
  readonly tick: () => Promise<void>;
  readonly machine: Machine;
}

/** A tick is painted in several, and what changed stands on a ground that fades for 600 ms. */
const FRAMES_AFTER = 50;
const PICTURE = 'svg[aria-describedby]';

export async function measureTicks(browser: Browser, { url, file, tick, machine }: TickOptions) {
  return await inNewPage(browser, async (page) => {
    await page.goto(url);
    const picture = page.locator(PICTURE);
    await picture.waitFor();
    // One unmeasured, so that it is not the first use of the code.
    await untilTicked(page, tick);
    const places = await placesOf(page);
    const { counted, ...told } = await machine.runsOf(async () => {
      // A page behind another one draws no frames.
      await page.bringToFront();
      const { mainMs, mainCpuMs } = await measured(page, file, () => untilTicked(page, tick));
      return { mainMs: mainMs.max, mainCpuMs: mainCpuMs.max };
    });
    await page.bringToFront();
    const placesEqual = JSON.stringify(places) === JSON.stringify(await placesOf(page));
    return { placesEqual, places: places.length, ...told, ticks: counted };
  });
}

/** Until the picture shows other values and so many frames more were painted. Frames come all the while. */
async function untilTicked(page: Page, tick: () => Promise<void>): Promise<void> {
  const ticked = await page.locator(PICTURE).evaluateHandle((picture, frames) => {
    let changed = false;
    // Reading the text of the picture in each frame would cost as much as what is measured.
    const observer = new MutationObserver(() => (changed = true));
    observer.observe(picture.parentElement ?? picture, { subtree: true, childList: true, characterData: true });
    const done = new Promise<void>((resolve) => {
      let after = 0;
      const look = (): void => {
        if (changed) after += 1;
        if (after <= frames) requestAnimationFrame(look);
        else {
          observer.disconnect();
          resolve();
        }
      };
      look();
    });
    return { done };
  }, FRAMES_AFTER);
  await tick();
  await ticked.evaluate(({ done }) => done);
  await ticked.dispose();
}

/** What says where the parts of the picture stand, in the order of the document. */
function placesOf(page: Page): Promise<string[]> {
  return page.locator(PICTURE).evaluate((svg) => {
    const names = 'transform d x y x1 y1 x2 y2 cx cy r rx ry width height points viewBox style'.split(' ');
    return [svg, ...svg.querySelectorAll('*')].map(
      (element) => `${element.localName} ${names.map((name) => element.getAttribute(name) ?? '').join('|')}`,
    );
  });
}
