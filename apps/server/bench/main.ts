// `npm run bench`: what ingest costs and how fast questions are answered, as one JSON document on stdout. Each kind of
// ingest has a server and a folder of its own, and fails unless the store has every span of it afterwards. Linux only: the
// server's CPU time is read from /proc.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuiltServer, ensureBuilt, startBuilt, temporaryFolder } from '../test/support/built-server.ts';
import { type Protocol, PROTOCOLS } from '../test/support/otlp-senders.ts';
import { rounded } from './numbers.ts';
import { cpuSeconds, machineFacts, peakRss } from './process-facts.ts';
import { measureQueries } from './queries.ts';
import { runLoad } from './run-load.ts';

const BATCHES = [512, 8192];

const { values } = parseArgs({
  options: {
    spans: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    'in-flight': { type: 'string', default: '4' },
    repeats: { type: 'string', default: '20' },
  },
});
const spans = Number(values.spans);
const seed = Number(values.seed);
const inFlight = Number(values['in-flight']);
const repeats = Number(values.repeats);
if (![spans, seed, inFlight, repeats].every(Number.isSafeInteger)) throw new Error('every flag takes a whole number');

ensureBuilt();
const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);
const machineFolder = temporaryFolder();
const machine = machineFacts(machineFolder);
rmSync(machineFolder, { recursive: true });

const ingest: object[] = [];
let queries: object = {};
for (const protocol of PROTOCOLS) {
  for (const batch of BATCHES) {
    say(`${spans} spans by ${protocol}, ${batch} a request ...`);
    const folder = temporaryFolder();
    try {
      const { result, traceIds } = await measureIngest(folder, protocol, batch);
      ingest.push(result);
      // Once is enough: what is stored is the same each time.
      if (protocol === 'http/protobuf' && batch === 512) {
        say('questions ...');
        queries = await withServer(folder, async (server) => ({
          ...(await measureQueries(server, { repeats, traceIds, seed })),
          peakRssBytes: peakRss(pidOf(server)),
        }));
      }
    } catch (error) {
      // The others are worth having all the same; the exit code tells.
      process.exitCode = 1;
      say(`failed: ${error instanceof Error ? error.message : String(error)}`);
      ingest.push({ protocol, batch, failed: error instanceof Error ? error.message : String(error) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
process.stdout.write(`${JSON.stringify({ machine, seed, spans, inFlight, ingest, queries }, undefined, 2)}\n`);

async function measureIngest(folder: string, protocol: Protocol, batch: number) {
  const measured = await withServer(folder, async (server) => {
    const before = cpuSeconds(pidOf(server));
    const load = await runLoad(server, { protocol, batch, spans, seed, inFlight });
    return { load, cpu: cpuSeconds(pidOf(server)) - before, rss: peakRss(pidOf(server)) };
  });
  const { load, cpu, rss } = measured;
  // Closed in good order, the log has been copied into the file and is empty.
  const bytes = sizeOf(folder);
  return {
    traceIds: load.traceIds,
    result: {
      protocol,
      batch,
      spansPerSecond: Math.round(load.spans / load.seconds),
      serverCpuSecondsPerMillionSpans: rounded((cpu / load.spans) * 1_000_000),
      acknowledgementMs: load.acknowledgementMs,
      retries: load.retries,
      bodyBytesPerSpan: rounded(load.bodyBytes / load.spans),
      diskBytesPerSpan: rounded(bytes / load.spans),
      peakRssBytes: rss,
      seconds: rounded(load.seconds),
    },
  };
}

async function withServer<T>(folder: string, work: (server: BuiltServer) => Promise<T>): Promise<T> {
  const server = await startBuilt({ folder, args: ['--log-level', 'error'] });
  try {
    return await work(server);
  } finally {
    await server.stop('SIGTERM');
  }
}

function pidOf(server: BuiltServer): number {
  const { pid } = server.child;
  if (pid === undefined) throw new Error('the server is not running');
  return pid;
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0);
}
