// gRPC calls between services. https://opentelemetry.io/docs/specs/semconv/rpc/grpc/
import { type OpenSpan, type Outcome, type Scene } from '../world/scene.ts';
import { SERVICES, type ServiceKey } from '../world/topology.ts';
import { network } from './http.ts';

/** Calls `method` (such as `auth.Session/Validate`) of a service from the one that is running. */
export function rpcCall(scene: Scene, to: ServiceKey, method: string, serve: (span: OpenSpan) => Outcome): Outcome {
  const address = `${to}.shop.svc`;
  const attributes = {
    'rpc.system.name': 'grpc',
    'rpc.method': method,
    'server.address': address,
    'server.port': SERVICES[to].port,
  };
  return scene.span({ name: method, kind: 'client', scope: 'rpc', attributes }, (client) => {
    network(scene, 0.4);
    const outcome = scene.span({ name: method, kind: 'server', scope: 'rpc', service: to, attributes }, (server) => {
      const served = serve(server);
      conclude(server, served, served.kind === 'failed' && served.httpStatus >= 500);
      return served;
    });
    network(scene, 0.4);
    conclude(client, outcome, outcome.kind === 'failed');
    return outcome;
  });
}

function conclude(span: OpenSpan, outcome: Outcome, isError: boolean): void {
  const code = outcome.kind === 'ok' ? 'OK' : grpcCode(outcome.httpStatus);
  span.set({ 'rpc.response.status_code': code });
  if (outcome.kind === 'failed' && isError) {
    span.set({ 'error.type': code });
    span.fail(outcome.message);
  }
}

/** https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
function grpcCode(httpStatus: number): string {
  switch (httpStatus) {
    case 401:
      return 'UNAUTHENTICATED';
    case 409:
      return 'FAILED_PRECONDITION';
    case 503:
      return 'UNAVAILABLE';
    case 504:
      return 'DEADLINE_EXCEEDED';
    default:
      return 'INTERNAL';
  }
}
