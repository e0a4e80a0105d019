// A system of so many services and calls between them, by what its services send. The same for the same numbers: what is
// measured is the page, not the data.
import { newSpanId, sendTraces, type TraceSpec } from '../support/otlp.ts';

/** Calls of one request to the server. */
const BATCH = 250;
const CALLEES = 3;

/** Ends of each call by number: a tree from one entry, and further calls that skip about. */
function callsOf(services: number, calls: number): readonly (readonly [number, number])[] {
  const made = new Map<string, readonly [number, number]>();
  const add = (client: number, server: number): void => void made.set(`${client} ${server}`, [client, server]);
  for (let server = 1; server < services; server++) add(Math.floor((server - 1) / CALLEES), server);
  for (let i = 1; made.size < calls; i++) {
    const client = (i * 7) % (services - 1);
    add(client, Math.min(client + 1 + ((i * 13) % (2 * CALLEES * CALLEES)), services - 1));
  }
  return [...made.values()];
}

/** Each call once, some of them failed; in each further round they take longer. */
export async function sendServiceGraph(tracesUrl: string, services: number, calls: number, round = 0): Promise<void> {
  const traces = callsOf(services, calls).map(([client, server], place) =>
    callTrace(client, server, place, 5 + (place % 90) + 20 * round),
  );
  for (let from = 0; from < traces.length; from += BATCH)
    await sendTraces(tracesUrl, ...traces.slice(from, from + BATCH));
}

function callTrace(client: number, server: number, place: number, durationMs: number): TraceSpec {
  const call = newSpanId();
  const error = place % 40 === 7 ? { error: 'deadlock detected' } : {};
  return {
    services: [
      { service: nameOf(client), spans: [{ name: 'call', spanId: call, kind: 3, durationMs, ...error }] },
      {
        service: nameOf(server),
        spans: [{ name: 'serve', parentSpanId: call, kind: 2, startMs: 1, durationMs: durationMs - 2, ...error }],
      },
    ],
  };
}

function nameOf(service: number): string {
  return `${['orders', 'billing', 'catalog', 'identity', 'search'][service % 5]}-${service}`;
}
