// The services page, by what a person or a screen reader finds on it.
import { expect, type Locator, type Page } from '@playwright/test';

export interface ServicesPage {
  readonly map: Locator;
  readonly nodes: Locator;
  readonly edges: Locator;
  readonly part: Locator;
  readonly table: Locator;
  open(query?: string): Promise<void>;
  /** A node by its name and kind, such as `shop-api, service`. */
  node(name: string): Locator;
  /** The line of a call, by both ends. */
  edge(client: string, server: string): Locator;
  /** Where every node stands, in pixels of the page. */
  places(): Promise<string[]>;
}

export function servicesPage(page: Page): ServicesPage {
  const map = page.locator('[role="group"][aria-label^="Service map:"]');
  const nodes = map.locator('[data-part="node"]');
  return {
    map,
    nodes,
    edges: map.locator('[data-part="edge"]'),
    part: page.getByRole('complementary', { name: 'Selected part' }),
    table: page.getByRole('table'),
    async open(query = '') {
      await page.goto(`/services${query}`);
      await expect(page.getByRole('heading', { name: 'Service map' })).toBeVisible();
    },
    node: (name) => {
      const [label, kind] = name.split(', ');
      return nodes.and(map.getByRole('button', { name: new RegExp(`^${label} .*, ${kind}(,|$)`) }));
    },
    edge: (client, server) => map.getByRole('button', { name: `${client} calls ${server},` }),
    places: () =>
      nodes.evaluateAll((elements) =>
        elements.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return `${(element as SVGElement).dataset.id} ${[x, y, width, height].map(Math.round).join(' ')}`;
        }),
      ),
  };
}
