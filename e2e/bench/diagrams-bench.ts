// `npm run bench:diagrams`: how long the architecture map takes from its data to the screen, beside Mermaid alone on an empty
// page; what a tick of values costs and whether it moves anything, for every kind that ticks; and how smoothly the service
// map of a thousand services pans, beside an empty page. Prints JSON; the DevTools traces stay in the folder given by --out.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SERVER_DIAGRAMS, WINDOW_DIAGRAMS } from '../../packages/api-schema/src/diagrams.ts';
import { liveDiagramResponse } from '../../packages/api-schema/src/live-diagram.ts';
import { startServer } from '../support/server.ts';
import { launchBrowser, machine } from './bench-browser.ts';
import { measureFirstRender } from './first-render.ts';
import { measurePanning } from './map-panning.ts';
import { sendServiceGraph, sendWorkflows } from './service-graph.ts';
import { measureTicks } from './value-ticks.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/bench-diagrams' },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    services: { type: 'string', default: '1000' },
    /** Of them alone: first-render, ticks, panning. */
    only: { type: 'string', multiple: true, default: ['first-render', 'ticks', 'panning'] },
    /** Ticks of them alone. */
    kind: { type: 'string', multiple: true, default: [...WINDOW_DIAGRAMS, ...SERVER_DIAGRAMS] },
  },
});
const RUNS = Number(values.runs);
const SERVICES = Number(values.services);
const MAPS = [
  { services: 30, calls: 50, targetMs: 250 },
  { services: 60, calls: 120, targetMs: 600 },
] as const;
/** So many that each rate is another one as it is written. */
const ROUNDS_PER_TICK = 4;
/** Those of one trace are drawn anew when more of it has come. */
const TICKING = [...WINDOW_DIAGRAMS, ...SERVER_DIAGRAMS].filter((kind) => values.kind.includes(kind));

await mkdir(values.out, { recursive: true });
const browser = await launchBrowser();
try {
  const report = {
    what: 'diagrams',
    machine: machine(),
    browser: browser.version(),
    firstRender: wants('first-render') ? await firstRenders() : undefined,
    ticks: wants('ticks') ? await ticks() : undefined,
    panning: wants('panning') ? await panning() : undefined,
  };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
} finally {
  await browser.close();
}

function wants(part: string): boolean {
  return values.only.includes(part);
}

async function firstRenders() {
  const measured = [];
  for (const map of MAPS)
    measured.push({ ...map, ...(await withGraph(map, (server) => measureFirstRender(browser, server.url, RUNS))) });
  return measured;
}

async function ticks() {
  const [, large] = MAPS;
  return await withGraph(large, async (server) => {
    let round = 0;
    const tick = async () => {
      for (let i = 0; i < ROUNDS_PER_TICK; i++) {
        await sendServiceGraph(server.tracesUrl, large.services, large.calls, ++round);
        await sendWorkflows(server.tracesUrl, round);
      }
    };
    await sendWorkflows(server.tracesUrl, 0);
    const measured = [];
    for (const kind of TICKING) {
      if (await isEmpty(server.url, kind)) {
        measured.push({ kind, passedOver: 'nothing of it in this system' });
        continue;
      }
      const file = join(values.out, `tick-${kind}.json`);
      const url = `${server.url}/diagrams?kind=${kind}&range=5m`;
      measured.push({ kind, targetMs: 16, ...(await measureTicks(browser, { url, file, ticks: RUNS, tick })) });
    }
    return measured;
  });
}

async function panning() {
  const measured = await withGraph({ services: SERVICES, calls: SERVICES * 1.5 }, ({ url }) =>
    measurePanning(browser, { url, folder: values.out, milliseconds: Number(values.seconds) * 1000 }),
  );
  return { services: SERVICES, targetMs: 8, ...measured };
}

/** Of a kind of a window: whether this system has nothing of what it shows. */
async function isEmpty(url: string, kind: string): Promise<boolean> {
  if (kind === 'map' || !WINDOW_DIAGRAMS.some((one) => one === kind)) return false;
  const end = BigInt(Date.now()) * 1_000_000n;
  const answer = await fetch(`${url}/api/v1/diagrams/${kind}.json?start=${end - 3_600_000_000_000n}&end=${end}`);
  return liveDiagramResponse.parse(await answer.json()).diagram === null;
}

type Server = Awaited<ReturnType<typeof startServer>>;

/** With a server that knows such a system and nothing else. */
async function withGraph<T>(
  { services, calls }: { readonly services: number; readonly calls: number },
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer();
  try {
    await sendServiceGraph(server.tracesUrl, services, calls);
    return await work(server);
  } finally {
    await server.stop();
  }
}
