// The pictures of docs/diagrams.md, drawn by the server from the demo's data: part of `npm run screenshots`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { APIRequestContext, Browser } from '@playwright/test';
import { PASTED_DIAGRAMS, SERVER_DIAGRAMS, TRACE_DIAGRAMS } from '../packages/api-schema/src/diagrams.ts';
import { type ListedDiagram, listedDiagrams } from '../packages/diagrams/src/testing/diagram-list.ts';
import { expect, test } from './support/fixtures.ts';
import { historyIsComplete } from './support/history.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');
const LIST = listedDiagrams(readFileSync(join(DOCS, 'diagrams.md'), 'utf8'));
const CANDIDATES = 100;
/** `SPANLOOM_DIAGRAMS=M4,A1` takes these pictures alone; else all of them. */
const WANTED = process.env['SPANLOOM_DIAGRAMS']?.split(',');

interface Summary {
  readonly traceId: string;
  readonly spans: number;
  readonly complete: boolean;
  readonly services: readonly unknown[];
}

test.use({ serverFlags: ['--demo'] });
test.describe.configure({ timeout: 900_000 });

test('each diagram of the list that is live', async ({ page: { request }, browser, server }) => {
  await historyIsComplete(request);
  if (WANTED === undefined) rmSync(join(DOCS, 'diagrams'), { recursive: true, force: true });
  mkdirSync(join(DOCS, 'diagrams'), { recursive: true });
  const live = LIST.filter(({ state }) => state === 'live now');
  for (const diagram of new Map(live.map((one) => [one.picture, one])).values()) {
    if (WANTED !== undefined && !WANTED.includes(basename(diagram.picture, extname(diagram.picture)))) continue;
    await test.step(diagram.no, async () => {
      if (PASTED_DIAGRAMS.some((one) => one === diagram.kind)) {
        await takePasted(diagram, browser, server.url);
        return;
      }
      if (diagram.page !== '') {
        await takeOffered(diagram, browser, server.url);
        return;
      }
      const parameters = await parametersOf(diagram, request);
      const picture = await request.get(`/api/v1/diagrams/${diagram.kind}.svg?${parameters}`);
      expect(picture.status(), `${diagram.no} ${parameters}`).toBe(200);
      writeFileSync(join(DOCS, diagram.picture), withoutHairs(await picture.text()));
    });
  }
});

/** Of what is pasted into a page, from the example that it offers. */
async function takePasted({ kind, picture }: ListedDiagram, browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/diagrams?kind=${kind}`);
  await page.getByRole('button', { name: 'An example' }).first().click();
  // The same picture each time: the port is another one for each server.
  const config = page.getByLabel('Configuration (YAML)');
  await config.fill((await config.inputValue()).replace(/127\.0\.0\.1:\d+/, '127.0.0.1:4318'));
  const drawn = page.locator('svg[aria-label$=": picture"]');
  await expect(drawn).toContainText('batch');
  await page.evaluate(() => document.fonts.ready);
  await drawn.screenshot({ path: join(DOCS, picture), animations: 'disabled' });
  await page.close();
}

/** The file that a page offers. */
async function takeOffered({ page: address, picture }: ListedDiagram, browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ colorScheme: 'light' });
  const { pathname, search } = new URL(address);
  await page.goto(`${url}${pathname}${search}`);
  await page.getByRole('button', { name: 'Download the picture' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As SVG' }).click();
  const file = join(DOCS, picture);
  await (await started).saveAs(file);
  writeFileSync(file, withoutHairs(readFileSync(file, 'utf8')));
  await page.close();
}

/** Lines to a tenth of a pixel: most of the bytes are theirs. */
function withoutHairs(svg: string): string {
  return svg.replaceAll(/ d="[^"]+"/g, (path) => path.replaceAll(/(\.\d)\d+/g, '$1'));
}

async function parametersOf(diagram: ListedDiagram, request: APIRequestContext): Promise<string> {
  const { no, kind, filter, shows } = diagram;
  if (SERVER_DIAGRAMS.some((one) => one === kind)) return '';
  if (!TRACE_DIAGRAMS.some((one) => one === kind)) return `${filter}&${hourUntilNow()}`;
  const search = await request.get(`/api/v1/search?${filter}&${hourUntilNow()}&limit=${CANDIDATES}`);
  const { traces } = (await search.json()) as { readonly traces: readonly Summary[] };
  // The smallest that shows what is looked for, which is seen at once; where nothing is, the one that goes furthest. A
  // complete one, if there is such a one.
  const worth = ({ complete, spans, services }: Summary): number =>
    (complete ? 1e6 : 0) + (filter === '' ? services.length : -spans);
  for (const { traceId } of traces.toSorted((one, other) => worth(other) - worth(one))) {
    const text = await request.get(`/api/v1/diagrams/${kind}.mmd?trace=${traceId}`);
    if (text.ok() && (await text.text()).includes(shows)) return `trace=${traceId}`;
  }
  throw new Error(`${no}: none of ${traces.length} traces of ${filter} shows ${shows}`);
}

function hourUntilNow(): string {
  const end = BigInt(Date.now()) * 1_000_000n;
  return `start=${end - 3_600_000_000_000n}&end=${end}`;
}
