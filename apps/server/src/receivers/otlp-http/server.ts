// The OTLP/HTTP port: a node server around the app, and its orderly stop.
import { createServer, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { SETTINGS } from '../../config/settings.ts';
import { KEEP_ALIVE_MS, listen } from '../../net/listen.ts';
import type { Receiver } from '../receiver.ts';
import { createOtlpHttpApp, type OtlpHttpDependencies, unreadableRequest } from './app.ts';

/** A sender gets this long for a whole request, so that half-sent ones do not hold memory for ever. */
const REQUEST_TIMEOUT_MS = 120_000;

/** Binds the port. Throws a StartError when that fails. */
export async function startOtlpHttp(
  dependencies: Omit<OtlpHttpDependencies, 'stopping'>,
  address: { readonly host: string; readonly port: number },
): Promise<Receiver> {
  let stopping = false;
  const app = createOtlpHttpApp({ ...dependencies, stopping: () => stopping });
  const handle = getRequestListener(app.fetch, { errorHandler: unreadableRequest });
  const options = { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  const server = createServer(options, (incoming, outgoing) => {
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
