// Whoever sent the spans of a window: two clusters, a host without one, a browser, a proxy beside a service, a queue.
import { serviceNode } from '@spanloom/analysis';
import type { SenderCall, SenderFact, SenderFacts } from '../window/sender-facts.ts';

const SAMPLE_END = 1_790_000_000_000_000_000n;
const SECOND = 1_000_000_000n;

interface Told extends Partial<Omit<SenderFact, 'service' | 'attributes'>> {
  readonly namespace?: string;
  readonly [
    key: `k8s.${string}` | `cloud.${string}` | `host.${string}` | `service.${string}` | `telemetry.${string}`
  ]: string;
}

/** `quiet`: seconds since its last span. */
export function sampleSender(name: string, told: Told & { readonly quiet?: number } = {}): SenderFact {
  const { namespace = 'shop', scopes = [{ name: 'lib', spans: 10 }], spans = 100, errors = 0, quiet = 1 } = told;
  return {
    service: { name, namespace, color: name.length % 18 },
    attributes: Object.entries(told).flatMap(([key, value]) =>
      key.includes('.') && typeof value === 'string' ? [{ key, value }] : [],
    ),
    scopes,
    spans,
    errors,
    weight: told.weight ?? spans,
    errorWeight: told.errorWeight ?? errors,
    requestWeight: told.requestWeight ?? 0,
    requestErrorWeight: told.requestErrorWeight ?? 0,
    lastEnd: SAMPLE_END - BigInt(quiet) * SECOND,
  };
}

export function samplePod(
  name: string,
  told: Parameters<typeof sampleSender>[1] & { readonly pod: string },
): SenderFact {
  const { pod, ...rest } = told;
  return sampleSender(name, {
    'k8s.cluster.name': 'shop-eu',
    'k8s.namespace.name': 'shop',
    'k8s.deployment.name': name,
    'k8s.pod.name': `${name}-${pod}`,
    'cloud.region': 'eu-west-1',
    'cloud.availability_zone': 'eu-west-1a',
    ...rest,
  });
}

/** From and to are places of senders. */
export function sampleCall(
  senders: readonly SenderFact[],
  [from, to]: readonly [number, number],
  { calls = 60, failed = 0, ...rest }: Partial<SenderCall> & { readonly failed?: number } = {},
): SenderCall {
  const node = (place: number) => serviceNode(senders[place]?.service ?? { name: '', namespace: '' });
  return {
    client: node(from),
    server: node(to),
    clientResource: from,
    serverResource: to,
    async: false,
    calls,
    weight: calls,
    errorWeight: failed,
    ...rest,
  };
}

export function sampleFacts(senders: readonly SenderFact[], calls: readonly SenderCall[] = []): SenderFacts {
  return { language: 'en', source: 'all traces', whole: true, seconds: 900, end: SAMPLE_END, senders, calls };
}

export function sampleSenders(): SenderFacts {
  const us = { 'k8s.cluster.name': 'shop-us', 'cloud.region': 'us-east-1', 'cloud.availability_zone': 'us-east-1b' };
  const senders = [
    sampleSender('web'),
    samplePod('gateway', { pod: 'a' }),
    samplePod('gateway', { pod: 'b', 'cloud.availability_zone': 'eu-west-1b', quiet: 600 }),
    samplePod('payment', { pod: 'a', ...us, spans: 50, errors: 5, requestWeight: 40, requestErrorWeight: 3 }),
    sampleSender('payment', {
      'k8s.cluster.name': 'shop-us',
      'k8s.namespace.name': 'shop',
      'k8s.pod.name': 'payment-a',
      'telemetry.sdk.name': 'envoy',
    }),
    sampleSender('billing', { 'host.name': 'big-iron', quiet: 800 }),
  ];
  const queue = { kind: 'queue', name: 'orders', namespace: '' } as const;
  return sampleFacts(senders, [
    sampleCall(senders, [0, 1]),
    sampleCall(senders, [1, 3], { failed: 6 }),
    sampleCall(senders, [2, 3]),
    sampleCall(senders, [4, 3]),
    sampleCall(senders, [1, 5], { server: queue, serverResource: undefined, async: true }),
    sampleCall(senders, [5, 5], { client: queue, clientResource: undefined, async: true }),
    sampleCall(senders, [1, 5], {
      server: { kind: 'service', name: 'elsewhere', namespace: '' },
      serverResource: undefined,
    }),
    sampleCall(senders, [3, 3], {
      server: { kind: 'database', name: 'ledger', namespace: '' },
      serverResource: undefined,
    }),
  ]);
}
