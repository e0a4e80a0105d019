// One trace of which every kind of diagram has something to show: with what it may draw, not only the least of it.
import { callSpans, databaseSpan } from '../sequence/testing/sample-spans.ts';
import type { TraceSpan } from '../trace-span.ts';
import { traceSpans } from './trace-spans.ts';

/** 2026-11-20T13:25:00.020Z */
const EVENT_TIME = 1_795_181_100_020_000_000n;
const ORDERS = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };

export function sampleTrace(): TraceSpan[] {
  const own = { flags: 0x101, language: 'nodejs' };
  const [north, south] = [{ cluster: 'north' }, { cluster: 'south' }];
  return traceSpans(
    { ...own, ...north, id: 'r', service: 'gateway', name: 'POST /orders', kind: 'server', ms: 400 },
    ...callSpans('o', 'gateway', 'orders', 'POST /orders', { parent: 'r', at: 5, ms: 380, ...south }),
    // The same three times in a row, of which nothing failed.
    ...[20, 30, 40].map((at, i) => databaseSpan(`d${i}`, 'o', 'orders', 'SELECT line', at)),
    // Two calls at the same time.
    ...callSpans('i', 'orders', 'inventory', 'Reserve', { parent: 'o', at: 60, ms: 40 }),
    ...callSpans('t', 'orders', 'tax', 'GET /tax', { parent: 'o', at: 62, ms: 40 }),
    // An attempt that failed, and another one; what then failed for good is taken back.
    ...callSpans('p1', 'orders', 'payment', 'Charge', { parent: 'o', at: 120, ms: 20, error: 'Timeout' }),
    ...callSpans('p2', 'orders', 'payment', 'Charge', { parent: 'o', at: 150, ms: 20, error: 'Timeout' }),
    ...callSpans('u', 'orders', 'inventory', 'cancel Reserve', { parent: 'o', at: 180, ms: 10 }),
    // Over a queue, and to a host that sends nothing.
    { id: 'q', parent: 'o', service: 'orders', name: 'orders publish', kind: 'producer', at: 200, attributes: ORDERS },
    {
      id: 'm',
      parent: 'q',
      service: 'mail',
      name: 'orders process',
      kind: 'consumer',
      at: 260,
      ms: 60,
      attributes: ORDERS,
      events: [
        { time: EVENT_TIME, name: 'queued', attributes: [] },
        { time: EVENT_TIME + 5_000_000n, name: 'sent', attributes: [] },
      ],
    },
    {
      id: 'x',
      parent: 'm',
      service: 'mail',
      name: 'POST',
      kind: 'client',
      at: 270,
      ms: 30,
      attributes: { 'server.address': 'smtp.example', 'http.response.status_code': 503 },
      error: true,
    },
  );
}
