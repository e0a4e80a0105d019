// Typical questions, asked one after the other by HTTP, as the pages ask them.
import type { BuiltServer } from '../test/support/built-server.ts';
import { seededRandom } from '../test/support/load.ts';
import { quantiles } from './numbers.ts';
import { WORLD_LENGTH, WORLD_START } from './world.ts';

const WINDOW = `start=${WORLD_START}&end=${WORLD_START + WORLD_LENGTH}`;
const LAST_MINUTES = `start=${WORLD_START + (WORLD_LENGTH * 11n) / 12n}&end=${WORLD_START + WORLD_LENGTH}`;

const QUESTIONS: Readonly<Record<string, string>> = {
  'newest 20': `search?${WINDOW}&limit=20`,
  'newest of a service': `search?${WINDOW}&limit=20&service=orders`,
  'errors of a service': `search?${WINDOW}&limit=20&service=payments&status=error`,
  'common attribute': `search?${WINDOW}&limit=20&attr=http.response.status_code%3D500`,
  'rare attribute': `search?${WINDOW}&limit=20&attr=enduser.id%3Du-77`,
  'attribute of a service': `search?${WINDOW}&limit=20&service=search&attr=db.collection.name%3Dstock`,
  'two attributes': `search?${WINDOW}&limit=20&attr=http.route%3D%2Fcheckout&attr=app.tier%3Dpro`,
  text: `search?${WINDOW}&limit=20&text=checkout`,
  'slow spans': `search?${WINDOW}&limit=20&service=gateway&minDuration=50000000`,
  longest: `search?${WINDOW}&limit=20&sort=longest`,
  'longest of a service': `search?${WINDOW}&limit=20&sort=longest&service=users`,
  nothing: `search?${WINDOW}&limit=20&service=orders&operation=absent`,
  histogram: `search/histogram?${WINDOW}&buckets=60`,
  'histogram of a service': `search/histogram?${WINDOW}&buckets=60&service=orders`,
  'histogram of an attribute': `search/histogram?${WINDOW}&buckets=60&attr=http.response.status_code%3D500`,
  'edges of five minutes': `edges?${LAST_MINUTES}`,
  'RED by service': `red?${WINDOW}&buckets=60`,
  'RED by edge of a search': `red?${WINDOW}&buckets=60&by=edge&service=orders`,
  services: `services?${WINDOW}`,
};

export async function measureQueries(
  server: BuiltServer,
  options: { readonly repeats: number; readonly traceIds: readonly string[]; readonly seed: number },
) {
  const search: Record<string, object> = {};
  for (const [name, path] of Object.entries(QUESTIONS)) {
    search[name] = await repeated(options.repeats, () => timed(server, path));
  }
  const random = seededRandom(options.seed);
  const trace = await repeated(options.repeats * 5, () => {
    const id = options.traceIds[Math.floor(random() * options.traceIds.length)];
    return timed(server, `traces/${id}`);
  });
  return { searchMs: search, traceByIdMs: trace };
}

/** The first answer stands apart: nothing is in memory yet. */
async function repeated(times: number, ask: () => Promise<number>) {
  const first = await ask();
  const later: number[] = [];
  for (let i = 0; i < times; i++) later.push(await ask());
  return { first, ...quantiles(later) };
}

async function timed(server: BuiltServer, path: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${server.ui}/api/v1/${path}`);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return Number((performance.now() - began).toFixed(3));
}
