// `npm run bench:diagrams`: how long the architecture map takes from its data to the screen, beside Mermaid alone on an empty
// page; what a tick of values costs and whether it moves anything, for every kind that ticks; and how smoothly the service
// map of a thousand services pans, beside an empty page. With --against another build has the same to do, first renders and panning
// in turn, ticks of each kind one after the other, and there are ratios: a machine that others use is not always as fast. Prints
// JSON; the DevTools traces stay in the folder given by --out, those of the other build in `against` below it.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SERVER_DIAGRAMS, WINDOW_DIAGRAMS } from '../../packages/api-schema/src/diagrams.ts';
import { liveDiagramResponse } from '../../packages/api-schema/src/live-diagram.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { launchBrowser, machine, medianRatio } from './bench-browser.ts';
import { measureFirstRender } from './first-render.ts';
import { measurePanning } from './map-panning.ts';
import { sendServiceGraph, sendWorkflows } from './service-graph.ts';
import { measureTicks } from './value-ticks.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/bench-diagrams' },
    /** Another checkout, built. */
    against: { type: 'string' },
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

/** Nothing is sent that has been sent before. */
let round = 0;

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
  for (const map of MAPS) {
    const costs = await withGraph(map, ([here, other]) => measureFirstRender(browser, here.url, other?.url, RUNS));
    measured.push({ ...map, ...costs });
  }
  return measured;
}

async function ticks() {
  return await withGraph(MAPS[1], async (servers) => {
    const [here, other] = servers;
    for (const { tracesUrl } of servers) await sendWorkflows(tracesUrl, 0);
    const measured = [];
    for (const kind of TICKING) {
      if (await isEmpty(here.url, kind)) {
        measured.push({ kind, passedOver: 'nothing of it in this system' });
        continue;
      }
      const figures = await ticksOf(here, kind);
      const against = other && (await ticksOf(other, kind));
      const ratio = against && medianRatio([figures.frameMainMs], [against.frameMainMs]);
      measured.push({ kind, targetMs: 16, ...figures, ...(against && { against: { ...against, ratio } }) });
    }
    return measured;
  });
}

async function ticksOf({ url, tracesUrl, folder }: Built, kind: string) {
  const tick = async (): Promise<void> => {
    for (let i = 0; i < ROUNDS_PER_TICK; i++) {
      await sendServiceGraph(tracesUrl, MAPS[1].services, MAPS[1].calls, ++round);
      await sendWorkflows(tracesUrl, round);
    }
  };
  const file = join(folder, `tick-${kind}.json`);
  return await measureTicks(browser, { url: `${url}/diagrams?kind=${kind}&range=5m`, file, ticks: RUNS, tick });
}

async function panning() {
  return await withGraph({ services: SERVICES, calls: SERVICES * 1.5 }, async ([here, other]) => {
    const figures = await panningOf(here);
    const report = { services: SERVICES, targetMs: 8, ...figures };
    if (other === undefined) return report;
    const pairs = [{ here: figures, other: await panningOf(other) }];
    while (pairs.length < RUNS) pairs.push({ here: await panningOf(here), other: await panningOf(other) });
    const p95 = (build: 'here' | 'other', way: 'wheel' | 'hand') => pairs.map((pair) => pair[build][way].mainMs.p95);
    const against = (way: 'wheel' | 'hand') => {
      const [p95Ms, others] = [p95('here', way), p95('other', way)];
      return { p95Ms, againstP95Ms: others, ratio: medianRatio(p95Ms, others) };
    };
    return { ...report, against: { wheel: against('wheel'), hand: against('hand') } };
  });
}

async function panningOf({ url, folder }: Built) {
  return await measurePanning(browser, { url, folder, milliseconds: Number(values.seconds) * 1000 });
}

/** Of a kind of a window: whether this system has nothing of what it shows. */
async function isEmpty(url: string, kind: string): Promise<boolean> {
  if (kind === 'map' || !WINDOW_DIAGRAMS.some((one) => one === kind)) return false;
  const end = BigInt(Date.now()) * 1_000_000n;
  const answer = await fetch(`${url}/api/v1/diagrams/${kind}.json?start=${end - 3_600_000_000_000n}&end=${end}`);
  return liveDiagramResponse.parse(await answer.json()).diagram === null;
}

interface Built extends Pick<RunningServer, 'url' | 'tracesUrl'> {
  /** Of its DevTools traces. */
  readonly folder: string;
}

/** With a server that knows such a system and nothing else, and one of the other build. */
async function withGraph<T>(
  { services, calls }: { readonly services: number; readonly calls: number },
  work: (servers: readonly [here: Built, ...others: Built[]]) => Promise<T>,
): Promise<T> {
  const { out, against } = values;
  return await withServer(undefined, out, async (here) => {
    await sendServiceGraph(here.tracesUrl, services, calls);
    if (against === undefined) return await work([here]);
    return await withServer(resolve(against), join(out, 'against'), async (other) => {
      await sendServiceGraph(other.tracesUrl, services, calls);
      return await work([here, other]);
    });
  });
}

async function withServer<T>(
  checkout: string | undefined,
  folder: string,
  work: (server: Built) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true });
  const server = await startServer([], checkout);
  try {
    return await work({ url: server.url, tracesUrl: server.tracesUrl, folder });
  } finally {
    await server.stop();
  }
}
