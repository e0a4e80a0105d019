// The part of the API that changes something: deleting, the test trace, the demo data.
import {
  deleteEverythingParameters,
  type DeletedResponse,
  deleteServiceParameters,
  type DemoStatus,
  type TestTraceResponse,
} from '@spanloom/api-schema';
import { parseTraceId, type TraceId } from '@spanloom/otlp-model';
import { type Context, Hono } from 'hono';
import type { AskIngest } from '../threads/messages.ts';
import { errorResponse, failureResponse, malformedTraceId } from './errors.ts';
import { parseParameters } from './parameters.ts';

/** The demo data as the API steers it. */
export interface DemoControl {
  status(): DemoStatus;
  /** Nothing happens when it runs already. */
  start(): Promise<DemoStatus>;
  /** Resolves once it sends no more and what it sent last is stored: a deletion after it deletes all of it. */
  stop(): Promise<DemoStatus>;
}

export interface ActionDependencies {
  readonly askIngest: AskIngest;
  readonly demo: DemoControl;
  /** Sends a trace through the OTLP port; resolves once it was acknowledged. */
  readonly sendTestTrace: () => Promise<TraceId>;
}

const FRESH = { 'Cache-Control': 'no-store' };

export function createActions({ askIngest, demo, sendTestTrace }: ActionDependencies): Hono {
  const actions = new Hono();

  actions.delete('/traces/:traceId', async (c) => {
    const parameters = parseTraceId(c.req.param('traceId'));
    if (!parameters.ok) return malformedTraceId(parameters.error);
    const { spans } = await askIngest({ kind: 'delete-trace', traceId: parameters.value });
    return deleted(c, spans, `There is no trace ${parameters.value}.`);
  });

  actions.delete('/services', async (c) => {
    const parameters = parseParameters(deleteServiceParameters, searchOf(c));
    if (!parameters.ok) return failureResponse(parameters.error);
    const { service: name, namespace } = parameters.value;
    const { spans } = await askIngest({ kind: 'delete-service', service: { name, namespace } });
    const where = namespace === '' ? 'without a namespace' : `in the namespace "${namespace}"`;
    return deleted(c, spans, `No service "${name}" ${where} has sent a span.`);
  });

  actions.delete('/data', async (c) => {
    const parameters = parseParameters(deleteEverythingParameters, searchOf(c));
    if (!parameters.ok) return failureResponse(parameters.error);
    const { spans } = await askIngest({ kind: 'delete-all' });
    return c.json({ spans } satisfies DeletedResponse, 200, FRESH);
  });

  actions.post('/test-trace', async (c) => {
    const traceId = await sendTestTrace();
    return c.json({ traceId } satisfies TestTraceResponse, 200, FRESH);
  });

  actions.post('/demo', async (c) => c.json(await demo.start(), 200, FRESH));
  actions.delete('/demo', async (c) => c.json(await demo.stop(), 200, FRESH));
  return actions;
}

/** Nothing to delete is a 404: the caller named something that is not there. */
function deleted(c: Context, spans: number, nothing: string): Response {
  if (spans === 0) return errorResponse(404, { code: 'not_found', message: nothing });
  return c.json({ spans } satisfies DeletedResponse, 200, FRESH);
}

function searchOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams;
}
