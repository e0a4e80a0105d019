// A trace of many spans, as a batch job makes them: requests over several services, queries below them, a few errors and
// events. The same for the same count: what is measured is the page, not the data.
import { newSpanId, newTraceId, sendTraces, type ServiceSpans, type SpanSpec } from '../support/otlp.ts';

const SERVICES = ['gateway', 'orders', 'payment', 'inventory', 'pricing', 'shipping'] as const;
/** Spans of one request to the server; larger ones would be refused. */
const BATCH = 2_000;
/** Long enough ago that the page does not wait for more of it. */
const AGO_MS = 600_000;

type Placed = SpanSpec & { readonly service: string };

/** Sends it; gives back its id. */
export async function sendLargeTrace(tracesUrl: string, count: number): Promise<string> {
  const traceId = newTraceId();
  const spans = largeTrace(count);
  for (let from = 0; from < spans.length; from += BATCH) {
    const services = byService(spans.slice(from, from + BATCH));
    await sendTraces(tracesUrl, { traceId, agoMs: AGO_MS, services });
  }
  return traceId;
}

/** One root; below it requests of 20 spans each: calls four deep, with a name of their own, so that nothing folds. */
function largeTrace(count: number): readonly Placed[] {
  const root = newSpanId();
  const spans: Placed[] = [{ name: 'nightly reconciliation', spanId: root, service: 'gateway', durationMs: count * 5 }];
  for (let request = 0; spans.length < count; request++) {
    const at = request * 95;
    const top = newSpanId();
    spans.push(
      spanOf(request, 0, { name: `POST /orders/${request}`, spanId: top, parentSpanId: root, kind: 2 }, at, 90),
    );
    let parent = top;
    for (let step = 1; step < 20 && spans.length < count; step++) {
      const spanId = newSpanId();
      const query = step % 3 === 0;
      const name = query ? `SELECT line_${step}` : `reserve ${step}`;
      spans.push(
        spanOf(
          request,
          step,
          { name, spanId, parentSpanId: parent, kind: query ? 3 : 1 },
          at + step * 4,
          80 - step * 4,
        ),
      );
      if (step % 5 !== 0 && !query) parent = spanId;
      else if (step % 5 === 0) parent = top;
    }
  }
  return spans;
}

function spanOf(request: number, step: number, span: SpanSpec, startMs: number, durationMs: number): Placed {
  const database: Readonly<Record<string, string>> =
    span.kind === 3 ? { 'db.system.name': 'postgresql', 'db.namespace': 'orders' } : {};
  return {
    ...span,
    startMs,
    durationMs: Math.max(durationMs, 1),
    service: SERVICES[(request + (step >> 2)) % SERVICES.length] ?? 'gateway',
    attributes: {
      'shop.order.id': `o-${request}`,
      'shop.step': step,
      'thread.name': `worker-${step % 8}`,
      ...database,
    },
    ...(request % 40 === 7 && step === 6 ? { error: 'deadlock detected' } : {}),
    ...(step === 4 ? { events: [{ name: 'cache miss', atMs: startMs + 1 }] } : {}),
  };
}

function byService(spans: readonly Placed[]): readonly ServiceSpans[] {
  return SERVICES.map((service) => ({ service, spans: spans.filter((span) => span.service === service) })).filter(
    ({ spans: some }) => some.length > 0,
  );
}
