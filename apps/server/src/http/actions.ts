// The part of the API that changes something: deleting, the test trace, the demo data.
import {
  deleteEverythingParameters,
  type DeletedResponse,
  deleteServiceParameters,
  type DemoStatus,
  type ImportResponse,
  type TestTraceResponse,
} from '@spanloom/api-schema';
import { parseTraceId, type Result, type TraceId } from '@spanloom/otlp-model';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_BODY_BYTES } from '../config/limits.ts';
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

/** The answer of the OTLP port when it was not 200. */
export interface ImportRefusal {
  readonly status: number;
  readonly message: string;
  /** Seconds, where it asks to try again. */
  readonly retryAfter: string | undefined;
}

export interface ActionDependencies {
  readonly askIngest: AskIngest;
  readonly demo: DemoControl;
  /** Sends a trace through the OTLP port; resolves once it was acknowledged. */
  readonly sendTestTrace: () => Promise<TraceId>;
  /** Sends an OTLP/JSON document through the OTLP port. */
  readonly importDocument: (document: ArrayBuffer) => Promise<Result<ImportResponse, ImportRefusal>>;
}

/** As much as the OTLP port takes in one request. */
const MAX_IMPORT_BYTES = MAX_BODY_BYTES;
/** Documents held in memory at once. */
const MAX_IMPORTS = 2;

const FRESH = { 'Cache-Control': 'no-store' };

export function createActions(dependencies: ActionDependencies): Hono {
  const { askIngest, demo, sendTestTrace } = dependencies;
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

  actions.route('/', createImport(dependencies));
  actions.post('/test-trace', async (c) => {
    const traceId = await sendTestTrace();
    return c.json({ traceId } satisfies TestTraceResponse, 200, FRESH);
  });

  actions.post('/demo', async (c) => c.json(await demo.start(), 200, FRESH));
  actions.delete('/demo', async (c) => c.json(await demo.stop(), 200, FRESH));
  return actions;
}

function createImport({ importDocument }: Pick<ActionDependencies, 'importDocument'>): Hono {
  const routes = new Hono();
  let running = 0;
  const tooLarge = (): Response =>
    errorResponse(413, {
      code: 'too_large',
      message: `A document may have ${MAX_IMPORT_BYTES} bytes at most. Split it into several.`,
    });
  routes.post('/import', bodyLimit({ maxSize: MAX_IMPORT_BYTES, onError: tooLarge }), async (c) => {
    if (running >= MAX_IMPORTS) {
      const message = `${MAX_IMPORTS} documents are being stored already. Try again in a moment.`;
      return errorResponse(429, { code: 'unavailable', message }, { 'Retry-After': '1' });
    }
    running++;
    try {
      const answer = await importDocument(await c.req.arrayBuffer());
      if (answer.ok) return c.json(answer.value satisfies ImportResponse, 200, FRESH);
      const { status, message, retryAfter } = answer.error;
      return errorResponse(
        status,
        { code: 'refused', message },
        retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
      );
    } finally {
      running--;
    }
  });
  return routes;
}

/** Nothing to delete is a 404: the caller named something that is not there. */
function deleted(c: Context, spans: number, nothing: string): Response {
  if (spans === 0) return errorResponse(404, { code: 'not_found', message: nothing });
  return c.json({ spans } satisfies DeletedResponse, 200, FRESH);
}

function searchOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams;
}
