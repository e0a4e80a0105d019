// The running shop: the pods and browsers of one seed, as the resources and scopes that their spans carry. All spans of
// one pod share one resource object.
import type { Resource, Scope } from '@spanloom/otlp-model';
import { attributes } from '../attributes.ts';
import { type Random, randomOf } from '../random.ts';
import { LANGUAGES, type LanguageSpec, type ScopeKind } from './languages.ts';
import { SERVICES, type ServiceKey, type ServiceSpec } from './topology.ts';

export interface World {
  /** One instance of a service, chosen by the stream given. */
  resource(service: ServiceKey, random: Random): Resource;
  scope(service: ServiceKey, kind: ScopeKind): Scope;
}

const NAMESPACE = 'shop';
const CLUSTER = 'shop-eu';
const ZONES = ['eu-west-1a', 'eu-west-1b'] as const;
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

/** Builds the pods of a seed. */
export function createWorld(seed: string): World {
  const keys = Object.keys(SERVICES) as ServiceKey[];
  const instances = new Map(keys.map((key) => [key, instancesOf(seed, key)]));
  const scopes = new Map<string, Scope>();

  return {
    resource(service, random) {
      const candidates = instances.get(service);
      if (candidates === undefined) throw new Error(`the topology has no service ${service}`);
      return random.pick(candidates);
    },
    scope(service, kind) {
      const key = `${service}\n${kind}`;
      const known = scopes.get(key);
      if (known !== undefined) return known;
      const made = scopeOf(service, kind);
      scopes.set(key, made);
      return made;
    },
  };
}

function instancesOf(seed: string, service: ServiceKey): [Resource, ...Resource[]] {
  const random = randomOf(seed, 'pods', service);
  if (SERVICES[service].replicas === 0)
    return [browser(service, 0), browser(service, 1), browser(service, 2), browser(service, 3)];
  const replicaSet = random.hex(5);
  const pods: [Resource, ...Resource[]] = [pod(service, replicaSet, random, 0)];
  for (let i = 1; i < SERVICES[service].replicas; i++) pods.push(pod(service, replicaSet, random, i));
  return pods;
}

function scopeOf(service: ServiceKey, kind: ScopeKind): Scope {
  const spec: ServiceSpec = SERVICES[service];
  const language: LanguageSpec = LANGUAGES[spec.language];
  const [name, version] = language.scopes[kind] ?? [`${NAMESPACE}.${service}`, spec.version];
  return { name, version, attributes: [], droppedAttributesCount: 0, schemaUrl: language.schemaUrl };
}

function common(service: ServiceKey): Record<string, string> {
  const spec: ServiceSpec = SERVICES[service];
  const sdk = LANGUAGES[spec.language].sdk;
  return {
    'service.name': service,
    'service.namespace': NAMESPACE,
    'service.version': spec.version,
    'deployment.environment.name': 'production',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.language': sdk.language,
    'telemetry.sdk.version': sdk.version,
  };
}

function browser(service: ServiceKey, index: 0 | 1 | 2 | 3): Resource {
  const [brand, platform, language, agent] = BROWSERS[index];
  return resource(service, {
    'browser.brands': [brand],
    'browser.platform': platform,
    'browser.language': language,
    'browser.mobile': platform === 'Android',
    'user_agent.original': agent,
  });
}

function pod(service: ServiceKey, replicaSet: string, random: Random, index: number): Resource {
  const zone = ZONES[index % ZONES.length] ?? ZONES[0];
  const name = `${service}-${replicaSet}-${random.hex(3).slice(0, 5)}`;
  const runtime: LanguageSpec['runtime'] = LANGUAGES[SERVICES[service].language].runtime;
  return resource(service, {
    'service.instance.id': uuid(random),
    'process.pid': SERVICES[service].language === 'java' ? 1 : random.int(7, 40),
    'process.runtime.name': runtime?.name,
    'process.runtime.version': runtime?.version,
    'host.name': `node-${zone}-${(index % 3) + 1}`,
    'cloud.availability_zone': zone,
    'k8s.cluster.name': CLUSTER,
    'k8s.namespace.name': NAMESPACE,
    'k8s.deployment.name': service,
    'k8s.pod.name': name,
    'container.image.name': `registry.shop.example/${service}`,
    'container.image.tags': [SERVICES[service].version],
  });
}

function resource(service: ServiceKey, own: Parameters<typeof attributes>[0]): Resource {
  const language: LanguageSpec = LANGUAGES[SERVICES[service].language];
  return {
    attributes: attributes({ ...common(service), ...own }),
    droppedAttributesCount: 0,
    entityRefs: [],
    schemaUrl: language.schemaUrl,
  };
}

/** A version 4 UUID. */
function uuid(random: Random): string {
  const hex = random.hex(16);
  const variant = '89ab'[random.int(0, 3)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
