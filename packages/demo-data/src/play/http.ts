// HTTP calls as the instrumentation libraries record them: a CLIENT span around, a SERVER span inside the service called.
// https://opentelemetry.io/docs/specs/semconv/http/http-spans/
import type { PlainAttributes } from '../attributes.ts';
import { codeOf } from '../world/source-code.ts';
import type { HttpOperation } from '../topology/topology.ts';
import { filledIn } from './draws.ts';
import { tellException } from './exceptions.ts';
import type { Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path template. */
  readonly route: string;
  /** The path itself, with its query. */
  readonly path: string;
  readonly okStatus: number;
}

/** The request that asks for an operation, with the values of the request that is being played. */
export function requestOf(scene: Scene, { method, route, query, okStatus }: HttpOperation): HttpRequest {
  const path = filledIn(route, scene.values);
  const withQuery = query === undefined ? path : `${path}?${filledIn(query, scene.values)}`;
  return { method, route, path: withQuery, okStatus: okStatus ?? 200 };
}

/** The CLIENT span alone: all there is when the other side sends no spans. */
export function httpClient<T>(
  scene: Scene,
  to: { readonly address: string; readonly port: number },
  request: HttpRequest,
  attempt: number,
  exchange: (span: OpenSpan) => { readonly outcome: Outcome; readonly result: T },
): T {
  const old = scene.service.conventions === 'old';
  const scheme = to.port === 443 ? 'https' : 'http';
  const host = to.port === 443 ? to.address : `${to.address}:${to.port}`;
  const url = `${scheme}://${host}${request.path}`;
  const attributes: PlainAttributes = old
    ? { 'http.method': request.method, 'http.url': url, 'net.peer.name': to.address, 'net.peer.port': to.port }
    : {
        'http.request.method': request.method,
        'url.full': url,
        'url.template': request.route,
        'server.address': to.address,
        'server.port': to.port,
        'network.protocol.version': scheme === 'https' ? '2' : '1.1',
      };
  const name = `${request.method} ${request.route}`;
  return scene.span({ name, kind: 'client', scope: 'http-client', attributes }, (span) => {
    if (attempt > 0) span.set({ 'http.request.resend_count': attempt });
    const { outcome, result } = exchange(span);
    if (outcome.kind === 'failed' && outcome.unanswered === true) {
      tellException(scene, span, name, outcome);
      return result;
    }
    const status = statusOf(outcome, request);
    span.set({ [old ? 'http.status_code' : 'http.response.status_code']: status });
    if (status >= 400) {
      span.set({ 'error.type': String(status) });
      span.fail(old ? `HTTP ${status}` : '');
    }
    return result;
  });
}

/** A SERVER span: the way into a service. `serve` gets it; `cut` says that the caller's trace did not come through. */
export function httpServer(
  scene: Scene,
  to: { readonly service: string; readonly host: string; readonly port: number; readonly cut?: boolean },
  request: HttpRequest,
  serve: (span: OpenSpan) => Outcome,
): { readonly outcome: Outcome; readonly span: OpenSpan } {
  const spec = scene.index.service(to.service);
  const old = spec.conventions === 'old';
  const [path, query] = request.path.split('?');
  const attributes: PlainAttributes = old
    ? {
        'http.method': request.method,
        'http.route': request.route,
        'http.target': request.path,
        'http.scheme': 'http',
        'net.host.name': to.host,
        'net.host.port': to.port,
      }
    : {
        'http.request.method': request.method,
        'http.route': request.route,
        'url.path': path,
        'url.query': query,
        'url.scheme': 'http',
        'server.address': to.host,
        'server.port': to.port,
        'client.address': `10.12.${scene.random.int(0, 15)}.${scene.random.int(2, 250)}`,
      };
  const name = `${request.method} ${request.route}`;
  return scene.span(
    {
      name,
      kind: 'server',
      scope: 'http-server',
      service: to.service,
      attributes: { ...attributes, ...codeOf(spec, name) },
      cut: to.cut ?? false,
    },
    (span) => {
      const served = serve(span);
      const status = statusOf(served, request);
      span.set({ [old ? 'http.status_code' : 'http.response.status_code']: status });
      const outcome = status >= 500 ? tellException(scene, span, name, served) : served;
      return { outcome, span };
    },
  );
}

function statusOf(outcome: Outcome, request: HttpRequest): number {
  return outcome.kind === 'ok' ? request.okStatus : outcome.httpStatus;
}
