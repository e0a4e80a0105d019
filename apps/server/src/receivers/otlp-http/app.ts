// OTLP over HTTP: POST /v1/traces and its siblings, protobuf and JSON, gzip or not.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
import type { HttpBindings } from '@hono/node-server';
import type { ExportResponse, Result, Signal } from '@spanloom/otlp-model';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { type MaySend, UNAUTHORIZED } from '../access.ts';
import { type Encoding, encodingOf, JSON_ENCODING } from '../encoding.ts';
import type { ExportService } from '../export-service.ts';
import type { MemoryBudget } from '../memory-budget.ts';
import { type Refusal, httpStatusOf, RETRY_AFTER_SECONDS, rpcStatusOf } from '../refusal.ts';
import type { RequestFacts, RequestLog } from '../request-log.ts';
import { wrongPath } from '../wrong-path.ts';
import { mayTryAgain } from '../../telemetry/refusal-reasons.ts';
import type { Cors } from './cors.ts';
import { type BodyFailure, readBody } from './read-body.ts';

export interface OtlpHttpDependencies {
  readonly exportService: ExportService;
  readonly requests: RequestLog;
  readonly budget: MemoryBudget;
  /** Bytes of a body after inflation. */
  readonly maxBodyBytes: number;
  readonly cors: Cors;
  readonly maySend: MaySend;
  /** True from the moment the server was told to stop. */
  readonly stopping: () => boolean;
  /** True when the end of this request was counted already, as a fault of its connection. */
  readonly alreadyTold: (incoming: HttpBindings['incoming']) => boolean;
  /** Milliseconds; never goes back. */
  readonly clock: () => number;
  readonly logger: Logger;
}

const RETRY_AFTER = { 'Retry-After': String(RETRY_AFTER_SECONDS) };

type Env = { Bindings: HttpBindings };

const PATHS: Readonly<Record<Signal, string>> = {
  traces: '/v1/traces',
  metrics: '/v1/metrics',
  logs: '/v1/logs',
  profiles: '/v1development/profiles',
};

export function createOtlpHttpApp(dependencies: OtlpHttpDependencies): Hono<Env> {
  const { exportService, requests, budget, maxBodyBytes, cors, maySend, stopping, alreadyTold, clock, logger } =
    dependencies;
  const app = new Hono<Env>();

  /** Answers in the encoding of the request; where that is none of ours, in JSON. */
  function refuse(c: Context<Env>, refusal: Refusal, headers: Record<string, string> = {}): Response {
    const encoding = encodingOf(c.req.header('content-type')) ?? JSON_ENCODING;
    const status = httpStatusOf(refusal);
    requests.refused(factsOf(c), refusal, String(status));
    const retry: Record<string, string> = mayTryAgain(refusal.reason) ? RETRY_AFTER : {};
    return answer(status, encoding, encoding.encodeStatus(rpcStatusOf(refusal)), { ...retry, ...headers });
  }

  function refuseBody(c: Context<Env>, failure: BodyFailure): Response {
    switch (failure.kind) {
      case 'too_large': {
        const message = `The body is larger than ${maxBodyBytes} bytes after decompression. Send smaller batches.`;
        return refuse(c, { reason: 'too_large', message });
      }
      case 'broken_gzip': {
        const message = `The body says it is gzip but cannot be inflated: ${failure.message}.`;
        return refuse(c, { reason: 'gzip', message });
      }
      case 'busy':
        return refuse(c, { reason: 'busy', message: 'Too much is being received at once. Try again.' });
      case 'aborted':
        if (!alreadyTold(c.env.incoming)) requests.aborted(factsOf(c));
        // Its sender is gone; the answer is for nobody.
        return new Response(null, { status: 400 });
    }
  }

  // The first to run, so that its headers are on every answer.
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(cors.headers(c.req.header('origin')))) c.res.headers.set(name, value);
  });

  app.use(async (c, next) => {
    if (stopping()) {
      const message = 'The server is stopping. Try again.';
      return refuse(c, { reason: 'stopping', message }, { Connection: 'close' });
    }
    const origin = c.req.header('origin');
    const preflight = c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
    if (preflight && origin !== undefined) return answerPreflight(c, origin);
    if (maySend(c.req.header('authorization'))) return next();
    return refuse(c, { reason: 'unauthorized', message: UNAUTHORIZED }, { 'WWW-Authenticate': 'Bearer' });
  });

  /** Before the question for the token: a preflight carries none. */
  function answerPreflight(c: Context<Env>, origin: string): Response {
    if (!cors.allows(origin)) {
      const message = `Pages of "${origin}" may not send here; name them with --cors-origin.`;
      return refuse(c, { reason: 'origin', message });
    }
    const requested = c.req.header('access-control-request-headers') ?? '';
    return new Response(null, { status: 204, headers: cors.preflightHeaders(requested) });
  }

  async function takeExport(c: Context<Env>, signal: Signal): Promise<Response> {
    const encoding = encodingOf(c.req.header('content-type'));
    if (encoding === undefined) {
      const message = 'Content-Type must be application/x-protobuf or application/json.';
      return refuse(c, { reason: 'content_type', message });
    }
    const compression = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
    if (compression !== 'gzip' && compression !== 'identity' && compression !== '') {
      const message = `Content-Encoding must be gzip or identity, not "${compression}".`;
      return refuse(c, { reason: 'content_encoding', message }, { 'Accept-Encoding': 'gzip, identity' });
    }

    const gzip = compression === 'gzip';
    const arrived = clock();
    const body = await readBody(c.env.incoming, { gzip, maxBytes: maxBodyBytes, budget });
    if (!body.ok) return refuseBody(c, body.error);
    let outcome: Result<ExportResponse, Refusal>;
    try {
      const { bytes, wireBytes } = body.value;
      const gzipBytes = gzip ? wireBytes : undefined;
      outcome = await exportService({ signal, encoding, protocol: encoding.protocol, body: bytes, gzipBytes, arrived });
    } finally {
      body.value.release();
    }
    if (!outcome.ok) return refuse(c, outcome.error);
    requests.accepted(factsOf(c), '200', outcome.value.errorMessage);
    return answer(200, encoding, encoding.encodeResponse(outcome.value, signal));
  }

  for (const [signal, path] of Object.entries(PATHS) as [Signal, string][]) {
    app.post(path, (c) => takeExport(c, signal));
    app.all(path, (c) => {
      const message = `${c.req.method} is not understood here; OTLP uses POST.`;
      return refuse(c, { reason: 'method', message }, { Allow: 'POST' });
    });
  }

  app.notFound((c) => {
    const message = `There is nothing at ${c.req.path}. ${wrongPath(c.req.path)}`;
    return refuse(c, { reason: 'path', message });
  });

  app.onError((error, c) => {
    logger.error({ err: error, path: c.req.path }, 'a request failed');
    return refuse(c, { reason: 'internal', message: 'The server failed. Try again.' });
  });

  return app;
}

function factsOf(c: Context<Env>): RequestFacts {
  return { method: c.req.method, path: c.req.path, userAgent: c.req.header('user-agent') ?? '' };
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
