// Payments that fail, and how the tests of the API ask for them.
import { errorBody } from '@spanloom/api-schema';
import type { ResourceSpans } from '@spanloom/otlp-model';
import type { InProcess } from './in-process.ts';
import { at, attributesOf, resourceOf, resourceSpansOf, spanIdOf, spanOf, T0, traceIdOf } from './spans.ts';

/** A minute. */
export const WINDOW = `start=${T0}&end=${at(60_000_000_000n)}`;

/** gateway calls payment, which fails. */
export function failedPayment(n: number, start = at(n)): ResourceSpans[] {
  const traceId = traceIdOf(n);
  const client = spanOf({ traceId, spanId: spanIdOf(1), kind: 3, name: 'POST /pay', start, end: at(9_000_000) });
  const server = spanOf({
    traceId,
    spanId: spanIdOf(2),
    parentSpanId: spanIdOf(1),
    name: 'POST /pay',
    start,
    end: at(8_000_000),
    status: { code: 2, message: 'declined' },
    attributes: attributesOf({ 'http.response.status_code': 402, 'card.kind': 'visa' }),
  });
  return [
    resourceSpansOf(resourceOf('gateway'), [client]),
    resourceSpansOf(resourceOf('payment', { schemaUrl: 'https://example.org/1' }), [server]),
  ];
}

export async function get(server: InProcess, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return server.app.request(path, { headers });
}

export async function errorOf(response: Response) {
  return errorBody.parse(await response.json()).error;
}
