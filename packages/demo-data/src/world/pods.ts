// The running system: the pods and browsers of one seed, as the resources and scopes that their spans carry. All spans of
// one pod share one resource object.
import type { Resource, Scope, UnixNano } from '@spanloom/otlp-model';
import { attributes, type PlainAttributes } from '../attributes.ts';
import { type Random, randomOf } from '../random.ts';
import type { TopologyIndex } from '../topology/index-topology.ts';
import type { ServiceSpec } from '../topology/topology.ts';
import { PROBE_RESOURCE, PROBE_SCOPE } from './ebpf.ts';
import { LANGUAGES, type LanguageSpec, type ScopeKind } from './languages.ts';
import { SIDECAR_SCOPE, sidecarName, sidecarResource, sidecarTags } from './sidecars.ts';

/** One instance of a service. */
export interface Pod {
  readonly service: string;
  readonly version: string;
  /** The machine it runs on; '' for a browser, as is its cluster. */
  readonly host: string;
  readonly cluster: string;
  readonly resource: Resource;
  /** What each of its spans says of it. */
  readonly tags?: PlainAttributes;
  /** The proxy beside it; that one has none. */
  readonly sidecar?: Pod;
}

/** A second version of a service beside the one of the topology. */
export interface Deploy {
  readonly service: string;
  readonly version: string;
  readonly replicas: number;
  /** The share of requests that meet it, 0 to 1. */
  readonly share: (time: UnixNano) => number;
}

export interface World {
  /** One instance of a service, chosen by the stream given. */
  pod(service: string, random: Random, time: UnixNano): Pod;
  scope(service: ServiceSpec, kind: ScopeKind): Scope;
}

type Pods = readonly [Pod, ...Pod[]];

type Node = readonly [name: string, zone: string];

/** Of each cluster, by what their names end with. */
const NODES: readonly [Node, ...Node[]] = [
  ['a-1', 'a'],
  ['a-2', 'a'],
  ['a-3', 'a'],
  ['b-1', 'b'],
  ['b-2', 'b'],
  ['b-3', 'b'],
  ['c-1', 'c'],
  ['c-2', 'c'],
];
const BROWSERS = [
  [
    'Chromium 142',
    'Linux',
    'de-DE',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36',
  ],
  [
    'Chrome 142',
    'macOS',
    'en-GB',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0.0.0',
  ],
  ['Chrome 141', 'Windows', 'fr-FR', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0'],
  ['Chrome 142', 'Android', 'zh-CN', 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile'],
] as const;

/** The pods of a service's version from the topology: the same for every call with the same seed. */
export function podsOf(seed: string, index: TopologyIndex, service: ServiceSpec): Pods {
  return instances(seed, index, service, service.version, service.replicas);
}

export function createWorld(seed: string, index: TopologyIndex, deploys: readonly Deploy[]): World {
  const { namespace, services } = index.topology;
  const pods = new Map(services.map((service) => [service.name, podsOf(seed, index, service)]));
  const deployed = deploys.map((deploy) => ({
    ...deploy,
    pods: instances(seed, index, index.service(deploy.service), deploy.version, deploy.replicas),
  }));
  const scopes = new Map(services.map((service) => [service, new Map<ScopeKind, Scope>()]));

  return {
    pod(service, random, time) {
      for (const deploy of deployed) {
        const share = deploy.service === service ? deploy.share(time) : 0;
        if (share > 0 && random.chance(share)) return random.pick(deploy.pods);
      }
      const candidates = pods.get(service);
      if (candidates === undefined) throw new Error(`the topology has no service ${service}`);
      return random.pick(candidates);
    },
    scope(service, kind) {
      const known = scopes.get(service)?.get(kind);
      if (known !== undefined) return known;
      const made = scopeOf(namespace, service, kind);
      scopes.get(service)?.set(kind, made);
      return made;
    },
  };
}

function instances(seed: string, index: TopologyIndex, service: ServiceSpec, version: string, replicas: number): Pods {
  if (service.replicas === 0) {
    const [first, ...others] = BROWSERS.map((_, place) => browser(index.topology.namespace, service, place));
    if (first === undefined) throw new Error('there is no browser');
    return [first, ...others];
  }
  const random = randomOf(seed, 'pods', service.name, version);
  const set = random.hex(5);
  const make = (ordinal: number): Pod => pod(index, service, { version, set, ordinal }, random);
  return [make(0), ...Array.from({ length: Math.max(0, replicas - 1) }, (_, other) => make(other + 1))];
}

function scopeOf(namespace: string, service: ServiceSpec, kind: ScopeKind): Scope {
  const [name, version] = instrumentation(service, kind) ?? [`${namespace}.${service.name}`, service.version];
  return { name, version, attributes: [], droppedAttributesCount: 0, schemaUrl: schemaUrl(service) };
}

function instrumentation(service: ServiceSpec, kind: ScopeKind): readonly [name: string, version: string] | undefined {
  if (kind === 'proxy') return SIDECAR_SCOPE;
  const language: LanguageSpec = LANGUAGES[service.language];
  return service.seenBy === 'ebpf' ? PROBE_SCOPE : language.scopes[kind];
}

function browser(namespace: string, service: ServiceSpec, index: number): Pod {
  const [brand, platform, language, agent] = BROWSERS[index] ?? BROWSERS[0];
  const own = {
    'browser.brands': [brand],
    'browser.platform': platform,
    'browser.language': language,
    'browser.mobile': platform === 'Android',
    'user_agent.original': agent,
  };
  const { name, version } = service;
  return { service: name, version, host: '', cluster: '', resource: resource(namespace, service, version, own) };
}

/** Which of the pods of one version of a service. */
interface Replica {
  readonly version: string;
  /** What the names of all of them share. */
  readonly set: string;
  readonly ordinal: number;
}

function pod(index: TopologyIndex, service: ServiceSpec, replica: Replica, random: Random): Pod {
  const { namespace } = index.topology;
  const cluster = index.cluster(service.name);
  const [node, zone] = random.pick(NODES);
  const host = `${cluster.nodes}-${node}`;
  const { runtime }: LanguageSpec = LANGUAGES[service.language];
  const workload = service.address ?? service.name;
  const { version } = replica;
  const ofProcess = {
    'service.instance.id': uuid(random),
    'process.pid': service.language === 'java' ? 1 : random.int(7, 40),
    'process.runtime.name': runtime?.name,
    'process.runtime.version': runtime?.version,
  };
  const ofHost = {
    'host.name': host,
    'host.arch': 'amd64',
    'os.type': 'linux',
    'cloud.provider': 'aws',
    'cloud.platform': 'aws.eks',
    'cloud.region': cluster.region,
    'cloud.availability_zone': `${cluster.region}${zone}`,
    'k8s.cluster.name': cluster.name,
    'k8s.namespace.name': namespace,
    'k8s.node.name': host,
  };
  const ofPod = { ...ofHost, ...ofWorkload(service, workload, replica, random), 'k8s.pod.uid': uuid(random) };
  const own = {
    ...ofProcess,
    ...ofPod,
    'k8s.container.name': 'app',
    'container.id': random.hex(32),
    'container.image.name': `registry.${namespace}.example/${workload}`,
    'container.image.tags': [version],
    ...(service.seenBy === 'ebpf' ? PROBE_RESOURCE : {}),
  };
  const inMesh = {
    name: ofPod['k8s.pod.name'],
    address: `10.12.${random.int(0, 15)}.${random.int(2, 250)}`,
    namespace,
    cluster: cluster.name,
    zone: ofHost['cloud.availability_zone'],
    workload,
    version,
  };
  const sidecar = {
    service: sidecarName(service.name, namespace),
    version,
    host,
    cluster: cluster.name,
    resource: sidecarResource(sidecarName(service.name, namespace), ofPod),
    tags: sidecarTags(inMesh),
  };
  const made = resource(namespace, service, version, own);
  return { service: service.name, version, host, cluster: cluster.name, resource: made, sidecar };
}

/** What keeps the pod running, and how that names it. */
function ofWorkload(service: ServiceSpec, workload: string, { set, ordinal }: Replica, random: Random) {
  const letters = random.hex(3).slice(0, 5);
  switch (service.workload) {
    case undefined:
      return { 'k8s.deployment.name': workload, 'k8s.pod.name': `${workload}-${set}-${letters}` };
    case 'statefulset':
      return { 'k8s.statefulset.name': workload, 'k8s.pod.name': `${workload}-${ordinal}` };
    case 'daemonset':
      return { 'k8s.daemonset.name': workload, 'k8s.pod.name': `${workload}-${letters}` };
    case 'cronjob': {
      const job = `${workload}-${Number.parseInt(set.slice(0, 6), 16)}`;
      return { 'k8s.cronjob.name': workload, 'k8s.job.name': job, 'k8s.pod.name': `${job}-${letters}` };
    }
  }
}

function resource(
  namespace: string,
  service: ServiceSpec,
  version: string,
  own: Parameters<typeof attributes>[0],
): Resource {
  const { sdk }: LanguageSpec = LANGUAGES[service.language];
  return {
    attributes: attributes({
      'service.name': service.name,
      'service.namespace': namespace,
      'service.version': version,
      'deployment.environment.name': 'production',
      'telemetry.sdk.name': 'opentelemetry',
      'telemetry.sdk.language': sdk.language,
      'telemetry.sdk.version': sdk.version,
      ...own,
    }),
    droppedAttributesCount: 0,
    entityRefs: [],
    schemaUrl: schemaUrl(service),
  };
}

function schemaUrl(service: ServiceSpec): string {
  if (service.conventions === 'old') return 'https://opentelemetry.io/schemas/1.11.0';
  return LANGUAGES[service.language].schemaUrl;
}

/** A version 4 UUID. */
function uuid(random: Random): string {
  const hex = random.hex(16);
  const variant = '89ab'[random.int(0, 3)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
