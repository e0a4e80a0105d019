// HTTP calls as the instrumentation libraries record them: a CLIENT span around, a SERVER span inside the service called.
// https://opentelemetry.io/docs/specs/semconv/http/http-spans/
import type { PlainAttributes } from '../attributes.ts';
import { LANGUAGES, type LanguageSpec } from '../world/languages.ts';
import { OK, type OpenSpan, type Outcome, type Scene } from '../world/scene.ts';
import { SERVICES, type ServiceKey, SHOP_HOST } from '../world/topology.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path template, such as `/products/{id}`. */
  readonly route: string;
  /** The path itself, with its query. */
  readonly path: string;
  readonly okStatus?: number;
  /** Which try this is, from 0. */
  readonly resend?: number;
  readonly attributes?: PlainAttributes;
}

/** Calls a service of the shop from the one that is running. */
export function httpCall(
  scene: Scene,
  to: ServiceKey,
  request: HttpRequest,
  serve: (span: OpenSpan) => Outcome,
): Outcome {
  const fromBrowser = scene.service === 'web-frontend';
  const address = fromBrowser ? SHOP_HOST : `${to}.shop.svc`;
  return httpClient(scene, { address, port: SERVICES[to].port }, request, () => {
    network(scene, fromBrowser ? 9 : 0.4);
    const outcome = httpServer(scene, to, address, request, serve);
    network(scene, fromBrowser ? 9 : 0.4);
    return outcome;
  });
}

/** The CLIENT span alone: all there is when the other side sends no spans. */
export function httpClient(
  scene: Scene,
  to: { readonly address: string; readonly port: number },
  request: HttpRequest,
  exchange: (span: OpenSpan) => Outcome,
): Outcome {
  const old = isOld(scene.service);
  const scheme = to.port === 443 ? 'https' : 'http';
  const host = to.port === 443 ? to.address : `${to.address}:${to.port}`;
  const url = `${scheme}://${host}${request.path}`;
  const attributes = old
    ? { 'http.method': request.method, 'http.url': url, 'net.peer.name': to.address, 'net.peer.port': to.port }
    : {
        'http.request.method': request.method,
        'url.full': url,
        'url.template': request.route,
        'server.address': to.address,
        'server.port': to.port,
        'network.protocol.version': scheme === 'https' ? '2' : '1.1',
      };
  return scene.span(
    {
      name: `${request.method} ${request.route}`,
      kind: 'client',
      scope: 'http-client',
      attributes: { ...attributes, ...request.attributes },
    },
    (span) => {
      if (request.resend !== undefined && request.resend > 0) span.set({ 'http.request.resend_count': request.resend });
      const outcome = exchange(span);
      const status = statusOf(outcome, request);
      span.set({ [old ? 'http.status_code' : 'http.response.status_code']: status });
      if (status >= 400) {
        span.set({ 'error.type': String(status) });
        span.fail(old ? `HTTP ${status}` : '');
      }
      return outcome;
    },
  );
}

/** A SERVER span: the way into a service. */
export function httpServer(
  scene: Scene,
  service: ServiceKey,
  host: string,
  request: HttpRequest,
  serve: (span: OpenSpan) => Outcome,
): Outcome {
  const old = isOld(service);
  const [path, query] = request.path.split('?');
  const attributes = old
    ? {
        'http.method': request.method,
        'http.route': request.route,
        'http.target': request.path,
        'http.scheme': 'http',
        'net.host.name': host,
        'net.host.port': SERVICES[service].port,
      }
    : {
        'http.request.method': request.method,
        'http.route': request.route,
        'url.path': path,
        'url.query': query,
        'url.scheme': 'http',
        'server.address': host,
        'server.port': SERVICES[service].port,
        'client.address': `10.12.${scene.random.int(0, 15)}.${scene.random.int(2, 250)}`,
      };
  return scene.span(
    { name: `${request.method} ${request.route}`, kind: 'server', scope: 'http-server', service, attributes },
    (span) => {
      const outcome = serve(span);
      const status = statusOf(outcome, request);
      span.set({ [old ? 'http.status_code' : 'http.response.status_code']: status });
      if (outcome.kind === 'failed' && status >= 500) {
        span.set({ 'error.type': outcome.errorType });
        span.fail(outcome.message);
      }
      return outcome;
    },
  );
}

/** Runs steps one after the other and stops at the first that fails. */
export function inOrder(...steps: readonly (() => Outcome)[]): Outcome {
  for (const step of steps) {
    const outcome = step();
    if (outcome.kind === 'failed') return outcome;
  }
  return OK;
}

function statusOf(outcome: Outcome, request: HttpRequest): number {
  return outcome.kind === 'ok' ? (request.okStatus ?? 200) : outcome.httpStatus;
}

function isOld(service: ServiceKey): boolean {
  const language: LanguageSpec = LANGUAGES[SERVICES[service].language];
  return language.conventions === 'old';
}

/** One way through the network. */
export function network(scene: Scene, medianMs: number): void {
  scene.work(medianMs, 0.25);
}
