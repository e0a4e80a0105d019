// @vitest-environment jsdom
// By what spans are made: SDKs, probes and proxies told apart, counted, and bounded.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import { liveText } from '../live/live-text.ts';
import { hostileLabels } from '../testing/hostile-labels.ts';
import { parsedDb } from '../testing/parse-mermaid.ts';
import { sampleFacts, sampleSender } from '../testing/sample-senders.ts';
import { sdksOf } from './sdks.ts';

const ORIGIN = { start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };
const java = {
  'telemetry.sdk.language': 'java',
  'telemetry.sdk.name': 'opentelemetry',
  'telemetry.sdk.version': '1.54.0',
};

const SENDERS = [
  sampleSender('cart', java),
  sampleSender('cart', { ...java, 'telemetry.sdk.version': '1.55.0', spans: 800 }),
  sampleSender('order', java),
  sampleSender('legacy', {
    'telemetry.sdk.name': 'opentelemetry-ebpf-instrumentation',
    'telemetry.sdk.version': 'v0.4.1',
    'telemetry.distro.name': 'opentelemetry-ebpf-instrumentation',
    'telemetry.distro.version': 'v0.4.1',
  }),
  sampleSender('probed', { ...java, scopes: [{ name: 'go.opentelemetry.io/obi', spans: 100 }] }),
  sampleSender('cart.shop', {
    'telemetry.sdk.name': 'envoy',
    'telemetry.sdk.language': 'cpp',
    'telemetry.sdk.version': `${'a152096e91'.repeat(4)}/1.34.1/Distribution/RELEASE/BoringSSL`,
  }),
  sampleSender('curl'),
];

test('a service with two versions of an SDK has both; probes and proxies are no SDKs; what tells nothing is a ghost', () => {
  const diagram = sdksOf(sampleFacts(SENDERS));
  const names = new Map(diagram.blocks.map(({ id, name }) => [id, name]));
  expect(diagram.blocks.map(({ name, within, state }) => `${within.join()} | ${name} | ${state}`)).toEqual([
    'Services | cart | ok',
    'Services | cart.shop | ok',
    'Services | curl | ok',
    'Services | legacy | ok',
    'Services | order | ok',
    'Services | probed | ok',
    'Not told | no SDK told | ghost',
    'eBPF probes | opentelemetry-ebpf-instrumentation v0.4.1 | ok',
    'eBPF probes | java opentelemetry 1.54.0 | ok',
    'Proxies | cpp envoy 1.34.1 | ok',
    'SDKs | java opentelemetry 1.54.0 | ok',
    'SDKs | java opentelemetry 1.55.0 | ok',
    ' | This server | ok',
  ]);
  const flows = diagram.flows.map(
    ({ from, to, values }) => `${names.get(from)} > ${names.get(to)} ${values.map(trimPadding).join()}`,
  );
  expect(flows).toContain('cart > java opentelemetry 1.55.0 0.89 spans/s');
  expect(flows).toContain('java opentelemetry 1.54.0 > This server 0.22 spans/s');
  expect(diagram.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'shown: 6 services, 6 by which their spans are made, 1,400 spans',
    'basis: resource attributes and scopes of 1,400 spans',
  ]);
});

test('services of one name in two namespaces are told apart', () => {
  const senders = [sampleSender('cart', { namespace: 'ns-a' }), sampleSender('cart', { namespace: 'ns-b' })];
  const names = sdksOf(sampleFacts([...senders, sampleSender('web')])).blocks.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['ns-a/cart', 'ns-b/cart', 'web']);
});

test('30 windows of hostile names: the same text for any order, short enough, parsed as it was meant', async () => {
  const random = seededRandom(9);
  const labels = hostileLabels(200, random);
  const pick = (): string => labels[Math.floor(random() * labels.length)] ?? '';
  for (let round = 0; round < 30; round++) {
    const senders = Array.from({ length: 1 + Math.floor(random() * (round < 25 ? 12 : 300)) }, () =>
      sampleSender(pick(), {
        'telemetry.sdk.name': pick(),
        'telemetry.sdk.version': pick(),
        'telemetry.sdk.language': pick(),
        spans: 1 + Math.floor(random() * 90),
      }),
    );
    const diagram = sdksOf(sampleFacts(senders));
    const text = liveText(diagram, ORIGIN, 'dark');
    expect(liveText(sdksOf(sampleFacts(shuffled(senders, random))), ORIGIN, 'dark'), `round ${round}`).toBe(text);
    expect(text.length).toBeLessThan(50_000);
    const db = await parsedDb(text, 'getVertices', 'getEdges');
    expect(db.getVertices().size).toBe(diagram.blocks.length);
    expect(db.getEdges().length).toBe(diagram.flows.length);
  }
});

test('of too many services those with the fewest spans are hidden, and told', () => {
  const senders = Array.from({ length: 50 }, (_, place) =>
    sampleSender(`s${place}`, { ...java, spans: (place < 10 ? 100 : 200) + place }),
  );
  const { blocks, facts } = sdksOf(sampleFacts(senders));
  expect(blocks.filter(({ within }) => within[0] === 'Services')).toHaveLength(40);
  expect(blocks.some(({ name }) => name === 's9')).toBe(false);
  expect(facts.find(({ name }) => name === 'hidden')?.value).toBe('10 services with 1,045 spans');
});

test('a few more or fewer spans do not change which services and SDKs are drawn', () => {
  const random = seededRandom(31);
  const shown = (): string => {
    const senders = Array.from({ length: 90 }, (_, place) =>
      sampleSender(`s${place}`, {
        ...java,
        'telemetry.sdk.version': `1.${place}`,
        spans: Math.round(1500 * (0.97 + random() * 0.06)),
      }),
    );
    return JSON.stringify(sdksOf(sampleFacts(senders)).blocks.map(({ id }) => id));
  };
  expect(new Set(Array.from({ length: 20 }, shown)).size).toBe(1);
});

test('of too many SDKs those with the fewest spans are one part; Mermaid draws no more than 499 edges', () => {
  const senders = Array.from({ length: 40 }, (_, service) =>
    Array.from({ length: 60 }, (__, sdk) =>
      sampleSender(`s${service}`, { ...java, 'telemetry.sdk.version': `1.${sdk}`, spans: 100 + sdk }),
    ),
  ).flat();
  const { blocks, flows, facts } = sdksOf(sampleFacts(senders));
  expect(flows.length).toBeLessThan(500);
  expect(blocks.find(({ id }) => id === 'others')?.name).toBe('40 others');
  expect(facts.find(({ name }) => name === 'shown')?.value).toContain('60 by which their spans are made');
});
