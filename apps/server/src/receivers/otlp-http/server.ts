// The OTLP/HTTP port: a node server around the app, and its orderly stop.
import { createServer, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { SETTINGS } from '../../config/settings.ts';
import { KEEP_ALIVE_MS, listen } from '../../net/listen.ts';
import type { Receiver } from '../receiver.ts';
import { httpStatusOf, jsonOf, type Refusal } from '../refusal.ts';
import { UNKNOWN_REQUEST } from '../request-log.ts';
import { createOtlpHttpApp, type OtlpHttpDependencies } from './app.ts';
import { watchConnections } from './connection-faults.ts';

export interface OtlpHttpLimits {
  /** A sender gets this long for a whole request, so that half-sent ones do not hold memory for ever. */
  readonly requestMs: number;
  /** And this long for its head. */
  readonly headMs: number;
  readonly connections: number;
}

const LIMITS: OtlpHttpLimits = { requestMs: 120_000, headMs: 30_000, connections: 1024 };

/** Binds the port. Throws a StartError when that fails. */
export async function startOtlpHttp(
  dependencies: Omit<OtlpHttpDependencies, 'stopping' | 'alreadyTold'>,
  address: { readonly host: string; readonly port: number },
  limits: OtlpHttpLimits = LIMITS,
): Promise<Receiver> {
  const { requests } = dependencies;
  let stopping = false;
  const server = createServer({
    requestTimeout: limits.requestMs,
    headersTimeout: limits.headMs,
    connectionsCheckingInterval: Math.ceil(limits.headMs / 4),
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The app answers those without a Host, and counts them.
    requireHostHeader: false,
  });
  server.maxConnections = limits.connections;
  const faults = watchConnections(server, requests, dependencies.cors);
  const app = createOtlpHttpApp({
    ...dependencies,
    stopping: () => stopping,
    alreadyTold: (incoming) => faults.alreadyTold(incoming),
  });

  /** For requests that node read but that make no URL, such as one with an impossible Host. */
  function unreadable(error: unknown): Response {
    const why = error instanceof Error ? error.message : String(error);
    const refusal: Refusal = { reason: 'bad_request', message: `The request makes no sense: ${why}.` };
    const status = httpStatusOf(refusal);
    requests.refused(UNKNOWN_REQUEST, refusal, String(status));
    return new Response(jsonOf(refusal), { status, headers: { 'Content-Type': 'application/json' } });
  }

  const handle = getRequestListener(app.fetch, { errorHandler: unreadable });
  server.on('request', (incoming, outgoing) => {
    faults.began(incoming, outgoing);
    outgoing.once('close', () => closeIfStopping(outgoing));
    void handle(incoming, outgoing);
  });

  /** Once stopping, a connection is closed as soon as its answer is out. */
  function closeIfStopping(outgoing: ServerResponse): void {
    if (stopping) outgoing.req.socket.destroySoon();
  }

  const port = await listen(server, { ...address, flag: SETTINGS.otlpHttpPort.flag });
  return {
    listener: { name: 'otlp-http', host: address.host, port },
    async stop(graceMs) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cutOff);
    },
  };
}
