// A system of so many services and calls between them, by what its services send. The same for the same numbers: what is
// measured is the page, not the data.
import { newSpanId, sendTraces, type TraceSpec } from '../support/otlp.ts';

/** Calls of one request to the server. */
const BATCH = 250;
const CALLEES = 3;
/** So many calls come more often in some rounds. */
const BUSY = 10;

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

/** Each call once, some of them failed; in each further round they take longer, and a few come more than once. */
export async function sendServiceGraph(tracesUrl: string, services: number, calls: number, round = 0): Promise<void> {
  const traces = callsOf(services, calls).flatMap(([client, server], place) =>
    Array.from({ length: place < BUSY ? 1 + (round % 3) : 1 }, () =>
      callTrace(client, server, place, 5 + (place % 90) + 20 * round),
    ),
  );
  for (let from = 0; from < traces.length; from += BATCH)
    await sendTraces(tracesUrl, ...traces.slice(from, from + BATCH));
}

/** Workflows with their activities, as Temporal's interceptors tell of them; in each further round they take longer. */
export async function sendWorkflows(tracesUrl: string, round: number): Promise<void> {
  await sendTraces(tracesUrl, ...WORKFLOWS.map((name, place) => workflowTrace(name, place, round)));
}

const WORKFLOWS = ['Renew', 'Settle', 'Import', 'Archive', 'Notify'];
const ACTIVITIES = ['Read', 'Charge', 'Store', 'Tell'];

function workflowTrace(name: string, place: number, round: number): TraceSpec {
  const [start, run] = [newSpanId(), newSpanId()];
  const on = (queue: string) => ({ temporalWorkflowID: `${name}-${round}`, 'temporal.task_queue': queue });
  const activities = ACTIVITIES.flatMap((activity, step) => {
    const queued = newSpanId();
    const [startMs, attributes] = [20 + 40 * step, on(`queue-${step}`)];
    const error = (place + step + round) % 7 === 0 ? { error: 'declined' } : {};
    const ran = { startMs: startMs + 5 + round, durationMs: 20 + round, attributes, ...error };
    return [
      { name: `StartActivity:${activity}`, spanId: queued, parentSpanId: run, kind: 3, startMs, attributes },
      { name: `RunActivity:${activity}`, parentSpanId: queued, kind: 2, ...ran },
    ];
  });
  return {
    services: [
      {
        service: 'starter',
        spans: [{ name: `StartWorkflow:${name}`, spanId: start, kind: 3, attributes: on('flows') }],
      },
      {
        service: `worker-${place}`,
        spans: [
          {
            name: `RunWorkflow:${name}`,
            spanId: run,
            parentSpanId: start,
            kind: 2,
            startMs: 10,
            durationMs: 200 + round,
          },
          ...activities,
        ],
      },
    ],
  };
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
