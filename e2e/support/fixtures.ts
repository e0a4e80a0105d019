// What every end-to-end test gets: its own server, guarded pages, fresh browsers, and a check of accessibility.
import { type BrowserContextOptions, expect, type Locator, type Page, test as base } from '@playwright/test';
import { graveFaults } from './axe.ts';
import { createGuard, type Guard } from './guard.ts';
import { type RunningServer, startServer } from './server.ts';

interface Options {
  /** Flags of the server, such as `--demo`. */
  readonly serverFlags: readonly string[];
}

interface Fixtures {
  readonly server: RunningServer;
  readonly guard: Guard;
  /** A page in a new browser profile: no history, no storage, no cache. */
  readonly freshPage: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Options & Fixtures>({
  serverFlags: [[], { option: true }],
  // The browser comes first, as a user's would: what is timed from the server's readiness is not the browser's start.
  server: async ({ browser: _browser, serverFlags }, provide, testInfo) => {
    const server = await startServer(serverFlags);
    await provide(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server output', { body: server.output(), contentType: 'text/plain' });
    }
    await server.stop();
  },
  baseURL: async ({ server }, provide) => {
    await provide(server.url);
  },
  guard: async ({ server }, provide) => {
    const guard = createGuard(server.url);
    await provide(guard);
    expect(guard.problems(), 'what pages must never do').toEqual([]);
  },
  context: async ({ context, guard }, provide) => {
    await guard.watch(context);
    await provide(context);
  },
  freshPage: async ({ browser, contextOptions, guard, server, viewport }, provide) => {
    const opened: Page[] = [];
    await provide(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: server.url, viewport, ...options });
      await guard.watch(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

/** Fails on what axe calls serious or critical; `state` names what is on screen. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // axe is run in the page alone.
  expect(page.frames(), 'frames, which would be left out').toHaveLength(1);
  expect(await graveFaults(page), `axe on ${state}`).toEqual([]);
}

interface BothThemes {
  /** For messages. */
  readonly state: string;
  /** Must be there in both themes. */
  readonly shown: Locator;
  /** A picture that is drawn anew for another theme: its id changes. */
  readonly picture?: Locator;
}

/**
 * In the theme that the page has, then in the other one, which stays: a test that begins in the light and one that begins
 * in the dark load each page in both.
 */
export async function expectAccessibleInBothThemes(page: Page, { state, shown, picture }: BothThemes): Promise<void> {
  const html = page.locator('html');
  const dark = await page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches);
  const [first, second] = dark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  await expect(shown).toBeVisible();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', first);
  await expectAccessible(page, `${state}, ${first}`);
  const drawn = await picture?.getAttribute('id');
  await page.emulateMedia({ colorScheme: second });
  await expect(html).toHaveAttribute('data-mantine-color-scheme', second);
  if (picture !== undefined) await expect(picture).not.toHaveAttribute('id', drawn ?? '');
  await expect(shown).toBeVisible();
  await expectAccessible(page, `${state}, ${second}`);
}

export { expect };
