import { expect, test } from 'vitest';
import { isProxy } from './proxies.ts';

type Values = Readonly<Record<string, string>>;

const resource = (attributes: Values) => Object.entries(attributes).map(([key, text]) => ({ key, text }));

test.each<Values>([
  { 'service.name': 'cart.shop', 'telemetry.sdk.name': 'envoy' },
  { 'service.name': 'cart', 'k8s.container.name': 'istio-proxy' },
  { 'service.name': 'istio-ingressgateway' },
  { 'service.name': 'ingress-nginx-controller' },
  { 'service.name': 'NGINX' },
  { 'service.name': 'edge_traefik' },
  { 'service.name': 'x', 'k8s.container.name': 'linkerd-proxy' },
  { 'service.name': 'x', 'process.executable.name': '/usr/sbin/haproxy' },
])('%j is a proxy', (attributes) => {
  expect(isProxy(resource(attributes))).toBe(true);
});

test.each<Values>([
  {},
  { 'service.name': 'cart', 'telemetry.sdk.name': 'opentelemetry' },
  // The word within another one, and where it tells of somebody else.
  { 'service.name': 'envoyage' },
  { 'service.name': 'cart', 'k8s.pod.name': 'envoy-0' },
  { 'service.name': 'invoice-proxy' },
  { 'service.name': `envoy ${'x'.repeat(100_000)}` },
])('%j is none', (attributes) => {
  expect(isProxy(resource(attributes))).toBe(false);
});

test('a hostile name costs no time', () => {
  const started = performance.now();
  isProxy(resource({ 'service.name': 'istio-'.repeat(200_000), 'container.name': `istio-${'a'.repeat(250)}` }));
  expect(performance.now() - started).toBeLessThan(100);
});
