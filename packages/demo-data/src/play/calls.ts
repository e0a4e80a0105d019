// One service calls another: the two spans, the way between them, and the truth about it.
import type { OperationSpec } from '../topology/topology.ts';
import type { Change, Played } from './course.ts';
import { httpClient, httpServer, requestOf } from './http.ts';
import type { Outcome } from './outcome.ts';
import { rpcClient, rpcServer } from './rpc.ts';
import { throughSidecars } from './sidecars.ts';
import type { OpenSpan, Scene } from './scene.ts';

/** Calls an operation from the service that is running. `serve` is what the other side does, unless the change says else. */
export function callOperation(
  scene: Scene,
  operation: OperationSpec,
  serve: (span: OpenSpan) => Outcome,
  change: Change = {},
): Played {
  const caller = scene.service.name;
  const fromBrowser = caller === scene.index.topology.browser;
  const { publicHost } = scene.index.topology;
  const address = fromBrowser ? publicHost : scene.index.address(operation.service);
  const { port } = scene.index.service(operation.service);
  const elsewhere = scene.index.cluster(caller).name !== scene.index.cluster(operation.service).name;
  const way = (): void => scene.work(fromBrowser ? 9 : elsewhere ? 6 : 0.4, 0.25);

  const served = (span: OpenSpan): Outcome => {
    const { answer, ms } = change;
    if (answer === undefined) return serve(span);
    scene.work(ms ?? 5);
    return answer;
  };
  const exchange = (client: OpenSpan): { readonly outcome: Outcome; readonly result: Played } => {
    if (change.attributes !== undefined) client.set(change.attributes);
    const cut = change.cut ?? false;
    const to = { service: operation.service, host: address, port };
    if (operation.protocol === 'http' && change.sidecars === true) {
      const hop = { to, request: requestOf(scene, operation), client, way, cut };
      const { outcome, servedIn } = throughSidecars(scene, hop, served);
      return { outcome, result: { outcome, spanId: client.spanId, servedIn } };
    }
    way();
    const { outcome, span } =
      operation.protocol === 'grpc'
        ? rpcServer(scene, operation, served)
        : httpServer(scene, { ...to, cut }, requestOf(scene, operation), served);
    way();
    scene.called({
      client: { kind: 'service', name: caller },
      server: { kind: 'service', name: operation.service },
      async: false,
      error: outcome.kind === 'failed',
      clientSpan: client.spanId,
      serverSpan: span.spanId,
      cut,
      address,
    });
    return { outcome, result: { outcome, spanId: client.spanId, servedIn: span.traceId } };
  };
  if (operation.protocol === 'grpc') return rpcClient(scene, operation, exchange);
  const to = { address, port: fromBrowser ? 443 : port };
  return httpClient(scene, to, requestOf(scene, operation), change.attempt ?? 0, exchange);
}
