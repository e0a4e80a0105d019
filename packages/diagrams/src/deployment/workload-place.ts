// Where a sender runs: its workload in a cluster, or its host, by resource attributes.
// https://opentelemetry.io/docs/specs/semconv/resource/k8s/
import type { PartTarget } from '@spanloom/api-schema';
import type { SenderFact } from '../window/sender-facts.ts';

/** Attributes that tell where something runs, for the question to the store. */
export const DEPLOYMENT_KEYS = [
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.job.name',
  'k8s.replicaset.name',
  'k8s.pod.name',
  'k8s.pod.uid',
  'k8s.container.name',
  'cloud.region',
  'cloud.availability_zone',
  'host.name',
  'service.instance.id',
  'telemetry.sdk.name',
] as const;
type DeploymentKey = (typeof DEPLOYMENT_KEYS)[number];

const WORKLOAD_KINDS = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job', 'replicaset'] as const;

/** A workload of Kubernetes, or what stands for one elsewhere. Parts of one have the same id. */
export interface WorkloadPlace {
  readonly id: string;
  /** deployment, statefulset ...; pod, host or service where nothing better is known. */
  readonly kind: string;
  readonly name: string;
  /** '' for none. */
  readonly cluster: string;
  readonly namespace: string;
  /** Outside of a cluster: the region, or else the host. */
  readonly site: string;
  readonly leads: PartTarget;
}

export interface Sender {
  readonly fact: SenderFact;
  readonly get: (key: DeploymentKey) => string;
  /** What tells one instance from another: a pod, else what calls itself one, else a host. */
  readonly instance: string;
  /** A proxy beside a service in its pod. */
  readonly proxy: boolean;
}

const PROXY = /(?:^|[^a-z])(?:envoy|istio-proxy|linkerd2?-proxy|kuma-sidecar|consul-dataplane)/i;

export function senderOf(fact: SenderFact): Sender {
  const values = new Map(fact.attributes.map(({ key, value }) => [key, value]));
  const get = (key: DeploymentKey): string => values.get(key) ?? '';
  const names = [get('k8s.container.name'), get('telemetry.sdk.name'), ...fact.scopes.map(({ name }) => name)];
  return {
    fact,
    get,
    instance: podOf(get) ?? (get('service.instance.id') || get('host.name')),
    proxy: names.some((name) => PROXY.test(name)),
  };
}

/** undefined for what tells of no pod. */
export function podOf(get: Sender['get']): string | undefined {
  const pod = get('k8s.pod.uid') || get('k8s.pod.name');
  return pod === '' ? undefined : JSON.stringify([get('k8s.cluster.name'), get('k8s.namespace.name'), pod]);
}

/** undefined for what tells of no workload of Kubernetes. */
export function workloadOf({ get }: Sender): WorkloadPlace | undefined {
  const kind = WORKLOAD_KINDS.find((one) => get(`k8s.${one}.name`) !== '');
  return kind === undefined ? undefined : inCluster(get, kind, get(`k8s.${kind}.name`), `k8s.${kind}.name`);
}

/** Where nothing tells of a workload. */
export function placeWithoutWorkload({ fact, get }: Sender): WorkloadPlace {
  const { name, namespace } = fact.service;
  const pod = get('k8s.pod.name');
  if (pod !== '') return inCluster(get, 'pod', pod, 'k8s.pod.name');
  const region = get('cloud.region');
  const host = get('host.name');
  const [site, key] = region === '' ? [host, 'host.name'] : [region, 'cloud.region'];
  const cluster = get('k8s.cluster.name');
  const attributes = [...condition('k8s.cluster.name', cluster), ...condition(key, site)];
  return {
    id: JSON.stringify(['service', cluster, key, site, get('k8s.namespace.name'), namespace, name]),
    kind: 'service',
    name,
    cluster,
    namespace: get('k8s.namespace.name'),
    site,
    leads: {
      to: 'search',
      service: name,
      namespace,
      ...(attributes.length === 0 ? {} : { resourceAttr: attributes }),
    },
  };
}

function inCluster(get: Sender['get'], kind: string, name: string, key: DeploymentKey): WorkloadPlace {
  const [cluster, namespace] = [get('k8s.cluster.name'), get('k8s.namespace.name')];
  return {
    id: JSON.stringify([kind, cluster, namespace, name]),
    kind,
    name,
    cluster,
    namespace,
    site: '',
    leads: {
      to: 'search',
      resourceAttr: [
        ...condition(key, name),
        ...condition('k8s.namespace.name', namespace),
        ...condition('k8s.cluster.name', cluster),
      ],
    },
  };
}

function condition(key: string, value: string): string[] {
  return value === '' ? [] : [`${key}=${value}`];
}
