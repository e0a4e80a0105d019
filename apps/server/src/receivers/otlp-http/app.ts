// OTLP over HTTP: POST /v1/traces, protobuf and JSON, gzip or not.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
import type { HttpBindings } from '@hono/node-server';
import type { RpcStatus } from '@spanloom/otlp-model';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { TraceConsumer } from '../../pipeline/trace-consumer.ts';
import type { IngestMeter } from '../../telemetry/ingest-meter.ts';
import { type Encoding, encodingOf, JSON_ENCODING } from './content.ts';
import type { MemoryBudget } from '../memory-budget.ts';
import { type BodyFailure, readBody } from './read-body.ts';

export interface OtlpHttpDependencies {
  readonly consumer: TraceConsumer;
  readonly meter: IngestMeter;
  readonly budget: MemoryBudget;
  /** Bytes of a body after inflation. */
  readonly maxBodyBytes: number;
  /** True from the moment the server was told to stop. */
  readonly stopping: () => boolean;
  readonly logger: Logger;
}

type Env = { Bindings: HttpBindings };

/** Codes of google.rpc.Code, with the HTTP status each goes with here. */
const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
const RESOURCE_EXHAUSTED = 8;
const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;

const RETRY_AFTER = { 'Retry-After': '1' };

export function createOtlpHttpApp(dependencies: OtlpHttpDependencies): Hono<Env> {
  const { consumer, meter, budget, maxBodyBytes, stopping, logger } = dependencies;
  const app = new Hono<Env>();

  function refuse(encoding: Encoding, http: number, status: RpcStatus, headers: Record<string, string> = {}): Response {
    meter.refusedRequest();
    logger.debug({ http, why: status.message }, 'a request was refused');
    return answer(http, encoding, encoding.encodeStatus(status), headers);
  }

  function refuseBody(encoding: Encoding, failure: BodyFailure): Response {
    switch (failure.kind) {
      case 'too_large': {
        const message = `The body is larger than ${maxBodyBytes} bytes after decompression. Send smaller batches.`;
        return refuse(encoding, 413, { code: RESOURCE_EXHAUSTED, message });
      }
      case 'broken_gzip': {
        const message = `The body says it is gzip but cannot be inflated: ${failure.message}.`;
        return refuse(encoding, 400, { code: INVALID_ARGUMENT, message });
      }
      case 'busy': {
        const message = 'Too much is being received at once. Try again.';
        return refuse(encoding, 503, { code: UNAVAILABLE, message }, RETRY_AFTER);
      }
      case 'aborted':
        meter.abortedRequest();
        // Its sender is gone; the answer is for nobody.
        return new Response(null, { status: 400 });
    }
  }

  app.use(async (c, next) => {
    if (!stopping()) return next();
    const encoding = encodingOf(c.req.header('content-type')) ?? JSON_ENCODING;
    const status = { code: UNAVAILABLE, message: 'The server is stopping. Try again.' };
    return refuse(encoding, 503, status, { ...RETRY_AFTER, Connection: 'close' });
  });

  app.post('/v1/traces', async (c) => {
    const encoding = encodingOf(c.req.header('content-type'));
    if (encoding === undefined) {
      const message = 'Content-Type must be application/x-protobuf or application/json.';
      return refuse(JSON_ENCODING, 415, { code: INVALID_ARGUMENT, message });
    }
    const compression = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
    if (compression !== 'gzip' && compression !== 'identity' && compression !== '') {
      const message = `Content-Encoding must be gzip or identity, not "${compression}".`;
      return refuse(encoding, 415, { code: INVALID_ARGUMENT, message }, { 'Accept-Encoding': 'gzip, identity' });
    }

    const gzip = compression === 'gzip';
    const body = await readBody(c.env.incoming, { gzip, maxBytes: maxBodyBytes, budget });
    if (!body.ok) return refuseBody(encoding, body.error);
    try {
      const decoded = encoding.decodeRequest(body.value.bytes);
      if (!decoded.ok) {
        const { kind, message } = decoded.error;
        return kind === 'too_large'
          ? refuse(encoding, 413, { code: RESOURCE_EXHAUSTED, message })
          : refuse(encoding, 400, { code: INVALID_ARGUMENT, message });
      }
      const outcome = await consumer.accept(decoded.value);
      if (!outcome.ok) return refuse(encoding, 503, { code: UNAVAILABLE, message: outcome.error }, RETRY_AFTER);
      return answer(200, encoding, encoding.encodeResponse(outcome.value));
    } finally {
      body.value.release();
    }
  });

  app.all('/v1/traces', (c) => {
    const encoding = encodingOf(c.req.header('content-type')) ?? JSON_ENCODING;
    const message = `${c.req.method} is not understood here; OTLP uses POST.`;
    return refuse(encoding, 405, { code: UNIMPLEMENTED, message }, { Allow: 'POST' });
  });

  app.notFound((c) => {
    const encoding = encodingOf(c.req.header('content-type')) ?? JSON_ENCODING;
    const message = `There is nothing at ${c.req.path}: this server takes traces, at /v1/traces, and nothing else for now.`;
    return refuse(encoding, 404, { code: NOT_FOUND, message });
  });

  app.onError((error, c) => {
    logger.error({ err: error, path: c.req.path }, 'a request failed');
    const encoding = encodingOf(c.req.header('content-type')) ?? JSON_ENCODING;
    // A failure of ours must not make the sender drop its data, and a 500 would.
    return refuse(encoding, 503, { code: UNAVAILABLE, message: 'The server failed. Try again.' }, RETRY_AFTER);
  });

  return app;
}

/** For requests that node read but that make no URL, such as one with an impossible Host. */
export function unreadableRequest(error: unknown): Response {
  const why = error instanceof Error ? error.message : String(error);
  const status = { code: INVALID_ARGUMENT, message: `The request makes no sense: ${why}.` };
  return answer(400, JSON_ENCODING, JSON_ENCODING.encodeStatus(status));
}

function answer(
  http: number,
  encoding: Encoding,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Response {
  // The copy tells the type checker that no shared memory is behind the bytes; answers are small.
  const payload = typeof body === 'string' ? body : new Uint8Array(body);
  return new Response(payload, { status: http, headers: { ...headers, 'Content-Type': encoding.contentType } });
}
