// The sequence of a trace on the diagrams page, by what a person or a screen reader finds on it.
import { expect, type Locator, type Page } from '@playwright/test';

export interface SequencePage {
  readonly picture: Locator;
  readonly participants: Locator;
  /** Calls and answers, from the first to the last. */
  readonly messages: Locator;
  /** The copy of the participants at the upper edge. */
  readonly heads: Locator;
  readonly rows: Locator;
  readonly text: Locator;
  open(traceId: string, query?: string): Promise<void>;
  /** A call or an answer, by the beginning of its accessible name, such as `shop-api to orders-db`. */
  message(name: string): Locator;
}

export function sequencePage(page: Page): SequencePage {
  const picture = page.locator('svg[aria-label^="Trace sequence"]');
  return {
    picture,
    participants: picture.locator('[data-part="participant"]'),
    messages: picture.locator('[data-part="message"]'),
    heads: picture.locator('.sl-heads'),
    rows: page.getByRole('table', { name: 'Calls of the trace' }).locator('tbody').getByRole('row'),
    text: page.getByLabel('Mermaid text'),
    async open(traceId, query = '') {
      await page.goto(`/diagrams?kind=sequence&trace=${traceId}${query}`);
      await expect(page.getByRole('heading', { name: 'Trace sequence' })).toBeVisible();
    },
    message: (name) => picture.getByRole('link', { name }),
  };
}
