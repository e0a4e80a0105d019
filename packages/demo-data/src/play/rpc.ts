// gRPC calls between services. https://opentelemetry.io/docs/specs/semconv/rpc/grpc/
import type { PlainAttributes } from '../attributes.ts';
import type { RpcOperation, ServiceSpec } from '../topology/topology.ts';
import { codeOf } from '../world/source-code.ts';
import { tellException } from './exceptions.ts';
import type { Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';

export function rpcClient<T>(
  scene: Scene,
  operation: RpcOperation,
  exchange: (span: OpenSpan) => { readonly outcome: Outcome; readonly result: T },
): T {
  const attributes = rpcAttributes(scene, operation, scene.service);
  return scene.span({ name: operation.method, kind: 'client', scope: 'rpc', attributes }, (span) => {
    const { outcome, result } = exchange(span);
    setCode(span, scene.service, outcome);
    if (outcome.kind === 'failed') {
      span.set({ 'error.type': grpcCode(outcome.httpStatus).name });
      span.fail(outcome.message);
    }
    return result;
  });
}

export function rpcServer(
  scene: Scene,
  operation: RpcOperation,
  serve: (span: OpenSpan) => Outcome,
): { readonly outcome: Outcome; readonly span: OpenSpan } {
  const { service, method } = operation;
  const spec = scene.index.service(service);
  const attributes = { ...rpcAttributes(scene, operation, spec), ...codeOf(spec, method) };
  return scene.span({ name: method, kind: 'server', scope: 'rpc', service, attributes }, (span) => {
    const served = serve(span);
    setCode(span, spec, served);
    const ours = served.kind === 'failed' && served.httpStatus >= 500;
    return { outcome: ours ? tellException(scene, span, method, served) : served, span };
  });
}

function rpcAttributes(scene: Scene, operation: RpcOperation, of: ServiceSpec): PlainAttributes {
  const address = scene.index.address(operation.service);
  const { port } = scene.index.service(operation.service);
  if (of.conventions !== 'old') {
    const { method } = operation;
    return { 'rpc.system.name': 'grpc', 'rpc.method': method, 'server.address': address, 'server.port': port };
  }
  const [service, method] = operation.method.split('/');
  return {
    'rpc.system': 'grpc',
    'rpc.service': service,
    'rpc.method': method,
    'net.peer.name': address,
    'net.peer.port': port,
  };
}

function setCode(span: OpenSpan, of: ServiceSpec, outcome: Outcome): void {
  const code = outcome.kind === 'ok' ? { name: 'OK', number: 0 } : grpcCode(outcome.httpStatus);
  if (of.conventions === 'old') span.set({ 'rpc.grpc.status_code': code.number });
  else span.set({ 'rpc.response.status_code': code.name });
}

/** https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
function grpcCode(httpStatus: number): { readonly name: string; readonly number: number } {
  switch (httpStatus) {
    case 401:
      return { name: 'UNAUTHENTICATED', number: 16 };
    case 402:
    case 409:
      return { name: 'FAILED_PRECONDITION', number: 9 };
    case 503:
      return { name: 'UNAVAILABLE', number: 14 };
    case 504:
      return { name: 'DEADLINE_EXCEEDED', number: 4 };
    default:
      return { name: 'INTERNAL', number: 13 };
  }
}
