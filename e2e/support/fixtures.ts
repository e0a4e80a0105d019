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
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const lines = grave.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
  expect(lines, `axe on ${state}`).toEqual([]);
}

export { expect };
