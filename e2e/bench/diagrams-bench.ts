// `npm run bench:diagrams`: how long the architecture map takes from its data to the screen, beside Mermaid alone on an empty
// page; what a tick of values costs and whether it moves anything, for every kind that ticks; and how smoothly the service
// map of a thousand services pans, beside an empty page. A machine that others use is not always as fast: `atReferenceMs` are the
// same figures for one on which Mermaid alone takes `referenceMs`, which is what the targets are of. With --patience so many minutes
// are spent at most on waiting for such a machine, by Mermaid before and after each run, and other runs do not count. With
// --against another build has the same to do, first renders and panning in turn, ticks of each kind one after the other, and there
// are ratios. Prints JSON; the DevTools traces stay in the folder given by --out, those of the other build in `against` below it.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SERVER_DIAGRAMS, WINDOW_DIAGRAMS } from '../../packages/api-schema/src/diagrams.ts';
import { liveDiagramResponse } from '../../packages/api-schema/src/live-diagram.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { launchBrowser, machine, median, medianRatio } from './bench-browser.ts';
import { measureFirstRender, summaryOfRenders } from './first-render.ts';
import { measurePanning } from './map-panning.ts';
import {
  type Beside,
  type Machine,
  type MachineWanted,
  type MapText,
  textOfMap,
  toReference,
  withMachine,
} from './mermaid-alone.ts';
import { sendServiceGraph, sendWorkflows } from './service-graph.ts';
import { measureTicks } from './value-ticks.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/bench-diagrams' },
    /** Another checkout, built. */
    against: { type: 'string' },
    runs: { type: 'string', default: '5' },
    /** Minutes, of the whole. */
    patience: { type: 'string' },
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
const PATIENT_UNTIL_MS = values.patience === undefined ? undefined : Date.now() + minutesOf(values.patience) * 60_000;
/**
 * `leastMs` to `referenceMs`: what Mermaid alone takes on the machine that the targets are of: 410 to 520 as the targets say, and for
 * the smaller map the same share of it as it has here.
 */
const MAPS = [
  { services: 30, calls: 50, targetMs: 250, leastMs: 181, referenceMs: 230 },
  { services: 60, calls: 120, targetMs: 600, leastMs: 410, referenceMs: 520 },
] as const;
const LARGER = MAPS[1];
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

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (text.trim() === '' || !Number.isFinite(minutes)) throw new Error(`--patience takes minutes, not ${text}`);
  return minutes;
}

/** Of the map that is the text. */
function wanted({ text }: MapText, { leastMs, referenceMs }: (typeof MAPS)[number]): MachineWanted {
  return { text, leastMs, referenceMs, runs: RUNS, patientUntilMs: PATIENT_UNTIL_MS };
}

async function firstRenders() {
  const measured = [];
  for (const map of MAPS) measured.push(await withGraph(map, (servers) => firstRenderOf(map, servers)));
  return measured;
}

async function firstRenderOf(map: (typeof MAPS)[number], [here, other]: readonly [here: Built, ...others: Built[]]) {
  const text = await textOfMap(here.url);
  const { counted, ...told } = await withMachine(browser, wanted(text, map), (machine) =>
    measureFirstRender(browser, { url: here.url, against: other?.url, machine }),
  );
  const { nodes, edges } = text;
  return { ...map, nodes, edges, ...summaryOfRenders(counted, map.referenceMs), ...told, runs: counted };
}

async function ticks() {
  return await withGraph(LARGER, async (servers) => {
    const text = await textOfMap(servers[0].url);
    return await withMachine(browser, wanted(text, LARGER), (machine) => ticksBeside(machine, servers));
  });
}

async function ticksBeside(machine: Machine, servers: readonly [here: Built, ...others: Built[]]) {
  const [here, other] = servers;
  for (const { tracesUrl } of servers) await sendWorkflows(tracesUrl, 0);
  const measured = [];
  for (const kind of TICKING) {
    if (await isEmpty(here.url, kind)) {
      measured.push({ kind, isEmpty: true });
      continue;
    }
    const figures = await ticksOf(machine, here, kind);
    const against = other && (await ticksOf(machine, other, kind));
    const ratio = against && medianRatio([figures.frameMainMs], [against.frameMainMs]);
    measured.push({ kind, targetMs: 16, ...figures, ...(against && { against: { ...against, ratio } }) });
  }
  return measured;
}

async function ticksOf(machine: Machine, { url, tracesUrl, folder }: Built, kind: string) {
  const tick = async (): Promise<void> => {
    for (let i = 0; i < ROUNDS_PER_TICK; i++) {
      await sendServiceGraph(tracesUrl, LARGER.services, LARGER.calls, ++round);
      await sendWorkflows(tracesUrl, round);
    }
  };
  const file = join(folder, `tick-${kind}.json`);
  const measured = await measureTicks(browser, { url: `${url}/diagrams?kind=${kind}&range=5m`, file, tick, machine });
  return {
    frameMainMs: median(measured.ticks.map(({ mainMs }) => mainMs)),
    frameMainCpuMs: median(measured.ticks.map(({ mainCpuMs }) => mainCpuMs)),
    atReferenceMs: rounded(median(measured.ticks.map((one) => one.mainMs * toReference(one, LARGER.referenceMs)))),
    ...measured,
  };
}

function rounded(ms: number): number {
  return Number(ms.toFixed(2));
}

async function panning() {
  const text = await withGraph(LARGER, ([here]) => textOfMap(here.url));
  return await withGraph({ services: SERVICES, calls: SERVICES * 1.5 }, ([here, other]) =>
    withMachine(browser, wanted(text, LARGER), async (machine) => {
      const { counted, ...told } = await machine.runsOf(async () => panningRun(here, other), 3);
      const ways = { wheel: summary(counted, 'wheel'), hand: summary(counted, 'hand') };
      return { services: SERVICES, targetMs: 8, ...ways, ...told, runs: counted };
    }),
  );
}

async function panningRun(here: Built, other: Built | undefined) {
  return { ...(await panningOf(here)), against: other && (await panningOf(other)) };
}

/** Medians of the runs. */
function summary(runs: readonly (Awaited<ReturnType<typeof panningRun>> & Beside)[], way: 'wheel' | 'hand') {
  const p95Ms = runs.map((run) => run[way].mainMs.p95);
  const others = runs.flatMap(({ against }) => (against === undefined ? [] : [against[way].mainMs.p95]));
  return {
    p95Ms: median(p95Ms),
    atReferenceMs: rounded(median(runs.map((run) => run[way].mainMs.p95 * toReference(run, LARGER.referenceMs)))),
    ...(others.length > 0 && { against: { p95Ms: median(others), ratio: medianRatio(p95Ms, others) } }),
  };
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
