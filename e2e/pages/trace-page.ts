// The trace page, by what a person or a screen reader finds on it.
import { expect, type Locator, type Page } from '@playwright/test';

export interface TracePage {
  readonly rows: Locator;
  readonly selectedRow: Locator;
  readonly details: Locator;
  open(traceId: string, query?: string): Promise<void>;
  /** The row of a span, by its name. */
  row(name: string): Locator;
  /** Opens a section of the details when it is closed. */
  openSection(title: string): Promise<void>;
  /** What the timeline shows, nanoseconds from the trace's start. */
  zoom(): Promise<{ readonly from: number; readonly to: number }>;
  /** All rows of a table of attributes in the details, in their order; opens what is folded. */
  attributes(table: string): Promise<[key: string, value: string][]>;
}

export function tracePage(page: Page): TracePage {
  const waterfall = page.getByRole('treegrid', { name: 'Waterfall' });
  const rows = waterfall.getByRole('row').filter({ has: page.getByRole('gridcell') });
  const details = page.getByRole('complementary', { name: 'Span details' });
  const head = (title: string): Locator => details.getByRole('button', { name: new RegExp(`^${title}( \\d+)?$`) });
  return {
    rows,
    selectedRow: waterfall.getByRole('row', { selected: true }),
    details,
    async open(traceId, query = '') {
      await page.goto(`/trace/${traceId}${query}`);
      await expect(rows.first()).toBeVisible();
    },
    row: (name) => rows.filter({ has: page.getByRole('gridcell').getByText(name, { exact: true }) }),
    async openSection(title) {
      if ((await head(title).getAttribute('aria-expanded')) === 'false') await head(title).click();
      await expect(head(title)).toHaveAttribute('aria-expanded', 'true');
    },
    async zoom() {
      const ends = ['Start of what is shown', 'End of what is shown'].map((name) => page.getByRole('slider', { name }));
      const [from, to] = await Promise.all(ends.map((end) => end.getAttribute('aria-valuenow')));
      return { from: Number(from), to: Number(to) };
    },
    async attributes(table) {
      const found = details.getByRole('table', { name: table, exact: true });
      await expect(found).toBeVisible();
      const more = found.locator('xpath=following-sibling::button');
      if ((await more.count()) > 0) await more.click();
      return found.getByRole('row').evaluateAll((elements) =>
        elements.map((element): [string, string] => {
          const text = (selector: string): string => element.querySelector(selector)?.textContent ?? '';
          return [text('th'), text('td')];
        }),
      );
    },
  };
}
