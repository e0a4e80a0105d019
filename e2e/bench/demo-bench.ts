// `npm run bench:demo`: how long a server with `--demo` takes from readiness until a browser that was open already shows its first
// trace. Prints JSON.
import { parseArgs } from 'node:util';
import { searchPage } from '../pages/search-page.ts';
import { startServer } from '../support/server.ts';
import { inNewPage, launchBrowser, machine, median } from './bench-browser.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
/** What a user is promised. */
const TARGET_MS = 5000;

const browser = await launchBrowser();
try {
  const runs: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const server = await startServer(['--demo']);
    try {
      await inNewPage(browser, async (page) => {
        await page.goto(`${server.url}/search`);
        await searchPage(page).rows.first().waitFor();
        runs.push(Date.now() - server.readyAt);
      });
    } finally {
      await server.stop();
    }
  }
  const report = { what: 'demo', machine: machine(), targetMs: TARGET_MS, shownAfterMs: median(runs), runs };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
} finally {
  await browser.close();
}
