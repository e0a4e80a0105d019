// The UI port's application: API, health, and the web app's files.
import type { Listener, ReadyResponse } from '@spanloom/api-schema';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { PROMETHEUS_TYPE } from '../telemetry/prometheus.ts';
import { isApiPath } from './api-path.ts';
import { type ApiDependencies, createApi } from './api.ts';
import { createAuth } from './auth/auth.ts';
import { errorResponse } from './errors.ts';
import { allowedMethods } from './methods.ts';
import { requestLog, toldPath } from './request-log.ts';
import { createShareLinks } from './shares/share-links.ts';
import { knownHostsOnly, ownPagesOnly, securityHeaders } from './security.ts';
import type { WebFiles } from './web-files.ts';

export interface AppDependencies extends ApiDependencies {
  /** What --host said: the name under which clients may call. */
  readonly host: string;
  /** What everybody has to show; undefined = nothing. */
  readonly token: string | undefined;
  /** Origins whose pages may frame what is shared. */
  readonly embedOrigins: readonly string[];
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  readonly webFiles: WebFiles;
  readonly logger: Logger;
  readonly readiness: () => Readiness;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
}

export interface Readiness {
  /** Every port is bound, recovery is done, and the server is not stopping. */
  readonly ready: boolean;
  readonly listeners: readonly Listener[];
  /** Why nothing can be stored, while that is so; what is stored can be asked for all the same. */
  readonly storeProblem?: string | undefined;
}

export function createApp(dependencies: AppDependencies): Hono {
  const { host, token, publicUrl, clock, webFiles, logger, readiness, metrics } = dependencies;
  const app = new Hono();
  app.use(requestLog(logger, clock));
  app.use(securityHeaders());
  app.use(knownHostsOnly(host, publicUrl));
  app.use(ownPagesOnly(publicUrl));
  const whenReady: MiddlewareHandler = async (_, next) => (readiness().ready ? next() : notReady());
  // Before the token is asked for: what is shared opens without it.
  for (const shared of ['/s/*', '/embed/*', '/live/*']) app.use(shared, whenReady);
  app.route('/', createShareLinks(dependencies));
  if (token === undefined) {
    app.get('/login', (c) => c.redirect('/', 303));
  } else {
    const auth = createAuth({ token, clock });
    app.use(auth.guard);
    app.route('/', auth.routes);
  }

  app.get('/healthz', (c) => c.text('ok\n', 200, { 'Cache-Control': 'no-store' }));
  app.get('/readyz', (c) => {
    const { ready: running, listeners, storeProblem } = readiness();
    const ready = running && storeProblem === undefined;
    const body: ReadyResponse = { ready, listeners: [...listeners], reason: storeProblem };
    return c.json(body, ready ? 200 : 503, { 'Cache-Control': 'no-store', ...(ready ? {} : { 'Retry-After': '1' }) });
  });
  app.get('/metrics', async (c) => {
    if (!readiness().ready) return notReady();
    return c.text(await metrics(), 200, { 'Content-Type': PROMETHEUS_TYPE, 'Cache-Control': 'no-store' });
  });
  app.use('/api/*', whenReady);
  app.route('/api/v1', createApi(dependencies));

  app.get('*', (c) => {
    const { path } = c.req;
    if (isApiPath(path)) return noSuchEndpoint(c, allowedMethods(app.routes, path));
    return webFiles.answer(path, c.req.header('accept') ?? '', c.req.header('if-none-match'));
  });
  app.all('*', (c) => {
    const allowed = allowedMethods(app.routes, c.req.path);
    return wrongMethod(c, allowed.length === 0 ? ['GET', 'HEAD'] : allowed);
  });
  app.onError((error, c) => {
    if (!readiness().ready) return notReady();
    logger.error({ err: error, path: toldPath(c.req.path) }, 'a request failed');
    const message = 'The server failed on this request; its log says why.';
    return errorResponse(500, { code: 'internal', message });
  });
  return app;
}

/** There may be an endpoint of that path that only understands other methods. */
function noSuchEndpoint(c: Context, allowed: readonly string[]): Response {
  if (allowed.length > 0) return wrongMethod(c, allowed);
  return errorResponse(404, { code: 'not_found', message: `There is no endpoint ${c.req.path}.` });
}

function wrongMethod(c: Context, allowed: readonly string[]): Response {
  const message = `${c.req.method} is not understood here; use ${allowed.filter((name) => name !== 'HEAD').join(' or ')}.`;
  return errorResponse(405, { code: 'method_not_allowed', message }, { Allow: allowed.join(', ') });
}

function notReady(): Response {
  const message = 'The server is starting or stopping; try again in a moment.';
  return errorResponse(503, { code: 'unavailable', message }, { 'Retry-After': '1' });
}
