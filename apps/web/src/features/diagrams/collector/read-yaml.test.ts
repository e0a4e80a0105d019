import { expect, test } from 'vitest';
import { exampleConfig } from './example-config.ts';
import { collectorOfYaml } from './read-yaml.ts';

test('the example is a configuration without faults', () => {
  const diagram = collectorOfYaml(exampleConfig(4318), 'en');
  expect(diagram).toMatchObject({ ok: true });
  if (!diagram.ok) return;
  expect(diagram.value.blocks.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'otlp ok',
    '1. memory_limiter ok',
    '2. batch ok',
    '1. batch ok',
    'spanmetrics ok',
    'otlphttp/spanloom ok',
    'debug ok',
    'health_check ok',
  ]);
});

test('anchors and merge keys are read', () => {
  const text = `
x: &tls
  endpoint: a.example:1
receivers:
  otlp: { <<: *tls }
exporters:
  debug:
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [debug] }
`;
  expect(collectorOfYaml(text, 'en')).toMatchObject({
    ok: true,
    value: { blocks: [{ values: ['a.example:1'] }, {}, {}] },
  });
});

test('what is no YAML is told with its line', () => {
  expect(collectorOfYaml('receivers: {}\nexporters: {}\nreceivers: {}\n', 'en')).toMatchObject({
    ok: false,
    error: { kind: 'yaml', line: 3 },
  });
});

test('aliases that stand for billions, endless nesting and endless text are refused', () => {
  const bomb = Array.from({ length: 9 }, (_, place) => {
    const before = place === 0 ? 'lol' : `*a${place - 1}`;
    return `a${place}: &a${place} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
  }).join('\n');
  expect(collectorOfYaml(bomb, 'en')).toMatchObject({ ok: false, error: { kind: 'yaml' } });
  expect(collectorOfYaml('['.repeat(150_000), 'en')).toMatchObject({ ok: false, error: { kind: 'yaml' } });
  expect(collectorOfYaml('*nowhere', 'en')).toMatchObject({ ok: false, error: { kind: 'yaml' } });
  expect(collectorOfYaml(' '.repeat(200_001), 'en')).toEqual({ ok: false, error: { kind: 'too long' } });
  expect(collectorOfYaml('a', 'en')).toEqual({ ok: false, error: { kind: 'no map', where: '' } });
});
