// The app loads its other pages while it has nothing else to do. Tests that take the server or the session away wait for that.
import type { Page } from '@playwright/test';

const PAGES = ['search', 'services', 'diagrams', 'start', 'data', 'api-docs'];

/** Does `open`, which loads the app anew, and resolves once the files of all pages are there. */
export async function withPagesLoadedAhead(page: Page, open: () => Promise<unknown>): Promise<void> {
  const loaded = PAGES.map((name) =>
    page.waitForResponse((response) => new RegExp(`/assets/${name}-page-[^/]*\\.js$`).test(response.url())),
  );
  await open();
  await Promise.all(loaded);
  await page.waitForLoadState('networkidle');
}
