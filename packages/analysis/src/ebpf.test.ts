import { expect, test } from 'vitest';
import { probeOf } from './ebpf.ts';

const says = (key: string, text: string) => [
  { key: 'service.name', text: 'recommend' },
  { key, text },
];

test.each([
  ['go.opentelemetry.io/obi', says('telemetry.distro.name', 'opentelemetry-ebpf-instrumentation')],
  ['go.opentelemetry.io/obi', []],
  ['github.com/grafana/beyla', says('telemetry.sdk.name', 'beyla')],
])('a probe is known by its scope %s', (scope, attributes) => {
  expect(probeOf(attributes, scope)).toBe(scope);
});

test('a probe is known by its resource, and named by its scope when it has one', () => {
  const attributes = says('telemetry.distro.name', 'opentelemetry-ebpf-instrumentation');
  expect(probeOf(attributes, '')).toBe('opentelemetry-ebpf-instrumentation');
  expect(probeOf(attributes, 'reporter')).toBe('reporter');
});

test('an SDK is no probe, nor is what only sounds like one', () => {
  expect(probeOf(says('telemetry.sdk.name', 'opentelemetry'), 'io.opentelemetry.tomcat-10.0')).toBe('');
  expect(probeOf(says('team', 'ebpf'), 'robin/hobbies')).toBe('');
});
