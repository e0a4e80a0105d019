// A call between two pods of a mesh: the caller's own proxy takes it and calls the proxy of the pod that is called, which
// hands it to the service. Both proxies send spans, as Envoy's OpenTelemetry tracer does.
import type { TraceId } from '@spanloom/otlp-model';
import type { PlainAttributes } from '../attributes.ts';
import type { TruthCall } from '../truth/truth.ts';
import { sidecarName } from '../world/sidecars.ts';
import { httpServer, type HttpRequest } from './http.ts';
import type { Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';

interface Hop {
  readonly to: { readonly service: string; readonly host: string; readonly port: number };
  readonly request: HttpRequest;
  /** The caller's own span. */
  readonly client: OpenSpan;
  /** Time passes between the pods. */
  readonly way: () => void;
  /** The context gets lost between the proxies. */
  readonly cut: boolean;
}

type Told = Pick<TruthCall, 'error'> & Partial<Pick<TruthCall, 'cut' | 'passedOn'>>;

const LOCAL_MS = 0.3;

export function throughSidecars(
  scene: Scene,
  { to, request, client, way, cut }: Hop,
  serve: (span: OpenSpan) => Outcome,
): { readonly outcome: Outcome; readonly servedIn: TraceId } {
  const caller = scene.service.name;
  const { namespace } = scene.index.topology;
  const [near, far] = [sidecarName(caller, namespace), sidecarName(to.service, namespace)];
  const tags = requestTags(scene, { to, request });
  const spec = (kind: 'client' | 'server', cluster: string) => ({
    name: `${to.host}:${to.port}/*`,
    kind,
    scope: 'proxy' as const,
    attributes: { ...tags, upstream_cluster: cluster, 'upstream_cluster.name': cluster },
  });
  const answer = (span: OpenSpan, outcome: Outcome, failsFrom: number): void => {
    const status = outcome.kind === 'ok' ? request.okStatus : outcome.httpStatus;
    span.set({ 'http.status_code': String(status), response_flags: '-' });
    if (status < failsFrom) return;
    span.set({ error: 'true' });
    span.fail('');
  };

  const receive = () =>
    scene.span({ ...spec('server', `inbound|${to.port}||`), service: to.service, cut }, (inbound) => {
      scene.work(LOCAL_MS);
      const { outcome, span } = httpServer(scene, to, request, serve);
      scene.work(LOCAL_MS);
      answer(inbound, outcome, 500);
      return { outcome, inbound, span };
    });
  scene.work(LOCAL_MS);
  const { outcome, outbound, inbound, span } = scene.span(
    spec('client', `outbound|${to.port}||${to.host}`),
    (proxy) => {
      way();
      const received = receive();
      way();
      answer(proxy, received.outcome, 400);
      return { ...received, outbound: proxy };
    },
  );

  const tell = (from: string, called: string, [own, other]: readonly [OpenSpan, OpenSpan], told: Told): void =>
    scene.called({
      client: { kind: 'service', name: from },
      server: { kind: 'service', name: called },
      async: false,
      cut: false,
      clientSpan: own.spanId,
      serverSpan: other.spanId,
      address: to.host,
      ...told,
    });
  const error = outcome.kind === 'failed';
  tell(caller, near, [client, outbound], { error, passedOn: true });
  tell(near, far, [outbound, inbound], { error, cut });
  // Here both sides answer, and an answer below 500 is no failure of theirs.
  tell(far, to.service, [inbound, span], { error: error && outcome.httpStatus >= 500 });
  return { outcome, servedIn: inbound.traceId };
}

function requestTags(scene: Scene, { to, request }: Pick<Hop, 'to' | 'request'>): PlainAttributes {
  const id = scene.random.hex(16);
  const uuid = [id.slice(0, 8), id.slice(8, 12), `9${id.slice(13, 16)}`, id.slice(16, 20), id.slice(20)].join('-');
  return {
    'guid:x-request-id': uuid,
    'http.url': `http://${to.host}:${to.port}${request.path}`,
    'http.method': request.method,
    'http.protocol': 'HTTP/1.1',
    downstream_cluster: '-',
    user_agent: '-',
    'peer.address': `10.12.${scene.random.int(0, 15)}.${scene.random.int(2, 250)}`,
    request_size: String(request.method === 'GET' ? 0 : scene.random.int(90, 900)),
  };
}
