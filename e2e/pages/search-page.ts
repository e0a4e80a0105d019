// The search page, by what a person or a screen reader finds on it.
import { expect, type Locator, type Page } from '@playwright/test';

export interface SearchPage {
  readonly counts: Locator;
  readonly rows: Locator;
  /** The row that has the keyboard's focus. */
  readonly focusedRow: Locator;
  readonly builder: Locator;
  readonly suggestions: Locator;
  /** The bars of the histogram, which take the keyboard. */
  readonly bars: Locator;
  /** What the header says of the box that was drawn over the bars. */
  readonly box: Locator;
  /** In live mode: the button behind which new traces wait. */
  readonly newTraces: Locator;
  open(query?: string): Promise<void>;
  /** By keyboard: F, the field, Enter, the value, Enter; each taken from the suggestions. */
  addFilter(field: string, value: string): Promise<void>;
  /** The chip's button that removes it, such as `service = checkout`. */
  chip(condition: string): Locator;
}

export function searchPage(page: Page): SearchPage {
  const grid = page.getByRole('grid', { name: 'Traces found' });
  const rows = grid.getByRole('row').filter({ has: page.getByRole('link') });
  const builder = page.getByRole('region', { name: 'Query' }).getByRole('combobox');
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  return {
    counts: page.getByRole('status').filter({ hasText: /trace/ }),
    rows,
    focusedRow: grid.locator('[role="row"]:focus'),
    bars: page.getByRole('slider', { name: /^Bars of the chart/ }),
    box: page.getByRole('region', { name: 'Box' }),
    newTraces: page.getByRole('button', { name: / new/ }),
    builder,
    suggestions,
    async open(query = '') {
      await page.goto(`/search${query}`);
      await expect(page.getByRole('heading', { name: 'Search', level: 1 })).toBeAttached();
    },
    async addFilter(field, value) {
      await page.keyboard.press('f');
      await expect(builder).toBeFocused();
      await page.keyboard.type(field);
      await expect(suggestions.first()).toContainText(field);
      await page.keyboard.press('Enter');
      await expect(builder).toHaveValue('');
      await page.keyboard.type(value);
      await expect(suggestions.first()).toContainText(value);
      await page.keyboard.press('Enter');
      await expect(builder).toBeHidden();
    },
    chip: (condition) => page.getByRole('button', { name: `Remove the filter ${condition}`, exact: true }),
  };
}
