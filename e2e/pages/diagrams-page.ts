// The diagrams page with the architecture map, by what a person or a screen reader finds on it.
import { expect, type Locator, type Page } from '@playwright/test';

/** Where a part of the picture stands, in pixels of the page. */
export interface Place {
  readonly part: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DiagramsPage {
  readonly nodes: Locator;
  readonly selected: Locator;
  /** The traces behind the selected part. */
  readonly traces: Locator;
  open(query?: string): Promise<void>;
  /** A node by its name and kind, such as `shop-api, service`. */
  node(name: string): Locator;
  /** The label of a call, by both ends. */
  call(client: string, server: string): Locator;
  /** Names of all nodes, sorted. */
  nodeNames(): Promise<string[]>;
  /** Where every node, every line and every label stands. */
  places(): Promise<Place[]>;
}

export function diagramsPage(page: Page): DiagramsPage {
  const picture = page.locator('svg[aria-label^="Architecture map"]');
  const nodes = picture.locator('[data-part="node"]');
  const selected = page.getByRole('complementary', { name: 'Selected part' });
  return {
    nodes,
    selected,
    traces: selected.getByRole('listitem').getByRole('link'),
    async open(query = '') {
      await page.goto(`/diagrams?kind=map${query}`);
      await expect(page.getByRole('heading', { name: 'Architecture map' })).toBeVisible();
    },
    node: (name) => picture.getByRole('button', { name, exact: true }),
    call: (client, server) => picture.getByRole('button', { name: `${client} calls ${server},` }),
    async nodeNames() {
      const names = await nodes.evaluateAll((elements) =>
        elements.map((element) => element.getAttribute('aria-label') ?? ''),
      );
      return names.toSorted();
    },
    places: () =>
      picture.evaluate((svg) =>
        [...svg.querySelectorAll('[data-part]')].map((element) => {
          const box = element.getBoundingClientRect();
          const { part, key } = (element as SVGElement).dataset;
          // Hundredths of a pixel: what is left is noise of the arithmetic.
          const [x = 0, y = 0, width = 0, height = 0] = [box.x, box.y, box.width, box.height].map(
            (length) => Math.round(length * 100) / 100,
          );
          return { part: `${part} ${key ?? ''}`, x, y, width, height };
        }),
      ),
  };
}
