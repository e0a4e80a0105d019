// The Envoy proxy beside a service in its pod, as Istio runs it: what Envoy's OpenTelemetry tracer says of itself.
// https://istio.io/latest/docs/tasks/observability/distributed-tracing/opentelemetry/
import type { Resource } from '@spanloom/otlp-model';
import { attributes, type PlainAttributes } from '../attributes.ts';

const ENVOY = 'a152096e910205ccf09863f93fc66150dc5438aa/1.34.1/Distribution/RELEASE/BoringSSL';

export const SIDECAR_SCOPE = ['envoy', ENVOY] as const;

interface Beside {
  readonly name: string;
  readonly address: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly zone: string;
  /** The service's name in Kubernetes. */
  readonly workload: string;
  readonly version: string;
}

/** The mesh names a proxy after its service and the namespace. */
export function sidecarName(service: string, namespace: string): string {
  return `${service}.${namespace}`;
}

/** `ofPod` says where the pod is. */
export function sidecarResource(name: string, ofPod: PlainAttributes): Resource {
  const own = {
    'service.name': name,
    'telemetry.sdk.language': 'cpp',
    'telemetry.sdk.name': 'envoy',
    'telemetry.sdk.version': ENVOY,
    ...ofPod,
    'k8s.container.name': 'istio-proxy',
  };
  return { attributes: attributes(own), droppedAttributesCount: 0, entityRefs: [], schemaUrl: '' };
}

/** What each of its spans says of the proxy. Envoy knows no other type than text. */
export function sidecarTags(pod: Beside): PlainAttributes {
  return {
    component: 'proxy',
    node_id: `sidecar~${pod.address}~${pod.name}.${pod.namespace}~${pod.namespace}.svc.cluster.local`,
    zone: pod.zone,
    'istio.canonical_revision': pod.version,
    'istio.canonical_service': pod.workload,
    'istio.cluster_id': pod.cluster,
    'istio.mesh_id': `${pod.namespace}-mesh`,
    'istio.namespace': pod.namespace,
  };
}
