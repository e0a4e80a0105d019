// A diagram of one trace, of any kind, on the diagrams page, by what a person or a screen reader finds on it.
import { expect, type Locator, type Page } from '@playwright/test';

export interface KindPage {
  readonly picture: Locator;
  /** Every link of the picture. */
  readonly parts: Locator;
  readonly rows: Locator;
  readonly text: Locator;
  open(kind: string, traceId: string, query?: string): Promise<void>;
  /** A part by the beginning of its accessible name. */
  part(name: string): Locator;
}

export function kindPage(page: Page, title: string): KindPage {
  const picture = page.locator(`svg[aria-label^="${title}"]`);
  return {
    picture,
    parts: picture.getByRole('link'),
    rows: page.getByRole('table').locator('tbody').getByRole('row'),
    text: page.getByLabel('Mermaid text'),
    async open(kind, traceId, query = '') {
      await page.goto(`/diagrams?kind=${kind}&trace=${traceId}${query}`);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
    },
    part: (name) => picture.getByRole('link', { name }),
  };
}
