// What every end-to-end test gets: its own server, guarded pages, fresh browsers, and a check of accessibility.
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
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
  /** Fails on what axe calls serious or critical; `state` names the page in the failure. */
  readonly expectAccessible: (page: Page, state: string) => Promise<void>;
}

export const test = base.extend<Options & Fixtures>({
  serverFlags: [[], { option: true }],
  server: async ({ serverFlags }, use, testInfo) => {
    const server = await startServer(serverFlags);
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server output', { body: server.output(), contentType: 'text/plain' });
    }
    await server.stop();
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  guard: async ({ server }, use) => {
    const guard = createGuard(server.url);
    await use(guard);
    expect(guard.problems(), 'what pages must never do').toEqual([]);
  },
  context: async ({ context, guard }, use) => {
    await guard.watch(context);
    await use(context);
  },
  freshPage: async ({ browser, contextOptions, guard, server, viewport }, use) => {
    const opened: Page[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: server.url, viewport, ...options });
      await guard.watch(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
  expectAccessible: async ({ server: _server }, use) => {
    await use(async (page, state) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const lines = grave.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
      expect(lines, `axe on ${state}`).toEqual([]);
    });
  },
});

export { expect };
