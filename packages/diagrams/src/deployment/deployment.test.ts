// @vitest-environment jsdom
// What runs where: what is put together, what is counted, and what is left out of a picture with too much in it.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import type { BlockDiagram } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import { liveText } from '../live/live-text.ts';
import { hostileLabels } from '../testing/hostile-labels.ts';
import { parsedDb } from '../testing/parse-mermaid.ts';
import { sampleCall, sampleFacts, samplePod, sampleSender, sampleSenders } from '../testing/sample-senders.ts';
import type { SenderFact, SenderFacts } from '../window/sender-facts.ts';
import { deploymentOf } from './deployment.ts';

const ORIGIN = { start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };

function short({ blocks, flows }: BlockDiagram) {
  const names = new Map(blocks.map(({ id, name }) => [id, name]));
  return {
    blocks: blocks.map(({ name, values, state, within }) =>
      [state, within.join(' / '), name, ...values.map(trimPadding)].filter((text) => text !== '').join(' | '),
    ),
    flows: flows.map(
      ({ from, to, line, values, failing }) =>
        `${names.get(from)} ${line === 'dashed' ? '~' : '-'}> ${names.get(to)} ${values.map(trimPadding).join()}${failing ? ' !' : ''}`,
    ),
  };
}

test('pods stand in their workload, workloads in namespaces and clusters; a proxy belongs to the pod that it stands in', () => {
  const diagram = deploymentOf(sampleSenders());
  const [eu, us] = [
    'cluster shop-eu · eu-west-1 a b / namespace shop',
    'cluster shop-us · us-east-1 b / namespace shop',
  ];
  expect(short(diagram)).toEqual({
    blocks: [
      `ok | ${eu} | gateway | deployment · 2 pods · 2 zones | 0.22 spans/s · 0% of spans fail | 1 pod silent | a · zone a · 0% · last 1.00 s | b · zone b · 0% · last 10.0 min`,
      `bad | ${us} | payment | deployment · 1 pod · 1 zone | 0.17 spans/s · 7.5% of requests fail | 1 pod with sidecar | a · zone b · 7.5% · last 1.00 s`,
      'ok | web | 0.11 spans/s · 0% of spans fail',
      'ghost | big-iron | billing | service · 1 instance | 0.11 spans/s · 0% of spans fail | silent for 13.3 min | big-iron · 0% · last 13.3 min',
      'ok | orders',
      'ghost | elsewhere',
    ],
    flows: [
      'gateway -> payment 0.13 rps · 5.0% !',
      'gateway ~> orders 0.07 rps · 0%',
      'gateway -> elsewhere 0.07 rps · 0%',
      'web -> gateway 0.07 rps · 0%',
      'orders ~> billing 0.07 rps · 0%',
    ],
  });
  expect(diagram.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'shown: 4 workloads, 4 instances, 5 edges',
    'inferred: 1 service of which nothing tells where it runs',
    'basis: resource attributes of 550 spans; 60 calls inside a workload and 60 to what sends no spans are not drawn',
  ]);
  expect(diagram.blocks.find(({ name }) => name === 'payment')?.leads).toEqual({
    to: 'search',
    resourceAttr: ['k8s.deployment.name=payment', 'k8s.namespace.name=shop', 'k8s.cluster.name=shop-us'],
  });
});

test('of a window in the past, whose spans end after it does, are still active: no age of nothing', () => {
  const senders = [samplePod('cart', { pod: 'a', quiet: -30 }), samplePod('cart', { pod: 'b', quiet: 0 })];
  const [cart] = short(deploymentOf(sampleFacts(senders))).blocks;
  expect(cart).toContain('a · zone a · 0% · still active | b · zone a · 0% · last 0 ns');
  const [chinese] = short(deploymentOf({ ...sampleFacts(senders), language: 'zh' })).blocks;
  expect(chinese).toContain('仍在发送');
});

test('workloads of one name in two clusters are two; calls between them are seen', () => {
  const senders = [
    samplePod('cart', { pod: 'a' }),
    samplePod('cart', { pod: 'b', 'k8s.cluster.name': 'shop-us' }),
    samplePod('cart', { pod: 'c', 'k8s.statefulset.name': 'cart', 'k8s.deployment.name': '' }),
  ];
  const { blocks, flows } = deploymentOf(
    sampleFacts(senders, [sampleCall(senders, [0, 1]), sampleCall(senders, [1, 0])]),
  );
  expect(new Set(blocks.map(({ id }) => id)).size).toBe(3);
  expect(blocks.map(({ within }) => within[0])).toEqual([
    'cluster shop-eu · eu-west-1 a',
    'cluster shop-us · eu-west-1 a',
    'cluster shop-eu · eu-west-1 a',
  ]);
  expect(flows).toHaveLength(2);
});

test('services of one name in two namespaces are told apart, as on the map; one whose name is its own stays short', () => {
  const senders = [
    sampleSender('cart', { namespace: 'ns-a' }),
    sampleSender('cart', { namespace: 'ns-b' }),
    sampleSender('web', { namespace: 'ns-a' }),
    samplePod('cart', { pod: 'a', namespace: 'ns-a' }),
    samplePod('cart', { pod: 'b', namespace: 'ns-b', 'k8s.deployment.name': 'baskets' }),
  ];
  const silent = { kind: 'service', name: 'cart', namespace: 'ns-c' } as const;
  const calls = [sampleCall(senders, [2, 0], { server: silent, serverResource: undefined })];
  const { blocks } = deploymentOf(sampleFacts(senders, calls));
  const told = blocks.map(({ name, within }) => [...within.slice(1), name].join(' / '));
  expect(told.sort()).toEqual([
    'namespace shop / baskets (ns-b/cart)',
    'namespace shop / cart',
    'ns-a/cart',
    'ns-b/cart',
    'ns-c/cart',
    'web',
  ]);
});

/** The same facts with the senders, and the calls, in another order. */
function reordered(facts: SenderFacts, random: () => number): SenderFacts {
  const order = shuffled(
    facts.senders.map((_, place) => place),
    random,
  );
  const placeOf = (place: number | undefined) => (place === undefined ? undefined : order.indexOf(place));
  return {
    ...facts,
    senders: order.flatMap((place) => facts.senders[place] ?? []),
    calls: shuffled(facts.calls, random).map((call) => ({
      ...call,
      clientResource: placeOf(call.clientResource),
      serverResource: placeOf(call.serverResource),
    })),
  };
}

test('40 windows of hostile names: the same text for any order, short enough, and every call is told', async () => {
  const random = seededRandom(5);
  const labels = hostileLabels(200, random);
  const pick = (): string => labels[Math.floor(random() * labels.length)] ?? '';
  const upTo = (count: number): number => Math.floor(random() * count);
  for (let round = 0; round < 40; round++) {
    const few = Array.from({ length: 1 + upTo(round < 30 ? 6 : 200) }, pick);
    const one = (): string => few[upTo(few.length)] ?? '';
    const senders = Array.from(
      { length: 1 + upTo(round < 30 ? 12 : 400) },
      (): SenderFact =>
        random() < 0.7
          ? samplePod(one(), { pod: String(upTo(5)), 'k8s.cluster.name': one(), spans: 1 + upTo(90), errors: upTo(2) })
          : sampleSender(one(), { 'host.name': one(), 'cloud.region': random() < 0.5 ? one() : '' }),
    );
    const calls = Array.from({ length: upTo(senders.length * 4) }, () => {
      const queue = { kind: 'queue', name: one(), namespace: '' } as const;
      return sampleCall(senders, [upTo(senders.length), upTo(senders.length)], {
        calls: 1 + upTo(50),
        failed: upTo(2),
        ...(random() < 0.2 ? { server: queue, serverResource: undefined, async: true } : {}),
        ...(random() < 0.1 ? { serverResource: undefined } : {}),
      });
    });
    const facts = sampleFacts(senders, calls);
    const diagram = deploymentOf(facts);
    const text = liveText(diagram, ORIGIN, 'light');
    expect(liveText(deploymentOf(reordered(facts, random)), ORIGIN, 'light'), `round ${round}`).toBe(text);
    expect(text.length).toBeLessThan(50_000);
    const db = await parsedDb(text, 'getVertices', 'getEdges');
    expect(db.getVertices().size).toBe(diagram.blocks.length);
    expect(db.getEdges().length).toBe(diagram.flows.length);
  }
});

test('of too many the quiet ones are hidden, never those that fail, and what is hidden is told', () => {
  const senders = Array.from({ length: 100 }, (_, place) =>
    samplePod(`s${place}`, { pod: 'a', spans: (place < 59 ? 2000 : 1000) - place, errors: place === 99 ? 900 : 0 }),
  );
  const calls = senders.slice(1).map((_, place) => sampleCall(senders, [place, place + 1], { calls: 10 }));
  const { blocks, facts } = deploymentOf(sampleFacts(senders, calls));
  expect(blocks).toHaveLength(60);
  expect(blocks.some(({ name, state }) => name === 's99' && state === 'bad')).toBe(true);
  expect(blocks.some(({ name }) => name === 's59')).toBe(false);
  expect(facts.find(({ name }) => name === 'hidden')?.value).toBe('40 parts, of them failing: 0; 410 calls');
});

test('a few more or fewer spans and calls do not change what is drawn; what fails always is', () => {
  const random = seededRandom(29);
  const waver = (count: number): number => Math.round(count * (0.97 + random() * 0.06));
  const shown = (): string => {
    const senders = Array.from({ length: 100 }, (_, place) =>
      samplePod(`s${place}`, { pod: 'a', spans: waver(1500), errors: place === 99 ? 900 : 0 }),
    );
    const calls = senders.flatMap((_, from) =>
      [1, 2, 3].map((step) => sampleCall(senders, [from, (from + step) % 100], { calls: waver(90) })),
    );
    const { blocks, flows } = deploymentOf(sampleFacts(senders, calls));
    expect(blocks.some(({ name }) => name === 's99')).toBe(true);
    return JSON.stringify([blocks.map(({ id }) => id), flows.map(({ from, to }) => [from, to])]);
  };
  expect(new Set(Array.from({ length: 20 }, shown)).size).toBe(1);
});

test('of many replicas those are told that are silent or failing, the rest are counted', () => {
  const senders = Array.from({ length: 9 }, (_, place) =>
    samplePod('cart', {
      pod: `x${place}`,
      errors: place === 4 ? 50 : 0,
      quiet: place === 7 ? 600 : 1,
      'cloud.availability_zone': `eu-west-1${place % 2 === 0 ? 'a' : 'b'}`,
    }),
  );
  expect(short(deploymentOf(sampleFacts(senders))).blocks).toEqual([
    'bad | cluster shop-eu · eu-west-1 a b / namespace shop | cart | deployment · 9 pods · 2 zones | 1.00 spans/s · 5.6% of spans fail | 1 pod silent | x4 · zone a · 50.0% · last 1.00 s | x7 · zone b · 0% · last 10.0 min',
  ]);
});

test('what fails is judged as on the map, by the requests that were answered: spans of its own that do not fail change nothing', () => {
  const catalog = (told: { readonly requestErrorWeight: number }) =>
    short(
      deploymentOf(
        sampleFacts([samplePod('catalog', { pod: 'a', spans: 900, errors: 8, requestWeight: 300, ...told })]),
      ),
    ).blocks[0];
  expect(catalog({ requestErrorWeight: 8 })).toMatch(/^bad .* 2\.7% of requests fail \| a · zone a · 2\.7%/);
  expect(catalog({ requestErrorWeight: 0 })).toMatch(/^ok .* 0% of requests fail/);
  const proxy = sampleSender('catalog', {
    'k8s.cluster.name': 'shop-eu',
    'k8s.namespace.name': 'shop',
    'k8s.pod.name': 'catalog-a',
    'telemetry.sdk.name': 'envoy',
    requestWeight: 300,
    requestErrorWeight: 300,
  });
  const [beside] = deploymentOf(sampleFacts([samplePod('catalog', { pod: 'a', requestWeight: 300 }), proxy])).blocks;
  expect(beside?.state, 'a proxy only passes on').toBe('ok');
});

test('spans are weighted by sampling, as calls are', () => {
  const facts = { ...sampleSenders(), calls: [] };
  const pod = samplePod('payment', { pod: 'a', spans: 90, errors: 9, weight: 900, errorWeight: 4.5 });
  expect(short(deploymentOf({ ...facts, senders: [pod] })).blocks).toEqual([
    expect.stringMatching(/^ok .* payment .* 1\.00 spans\/s · 0\.5%/) as string,
  ]);
  const failing = { ...pod, errorWeight: 90 };
  expect(short(deploymentOf({ ...facts, senders: [failing] })).blocks[0]).toMatch(/^bad .* 1\.00 spans\/s · 10\.0%/);
});

test('what a search did not find is not silent: it may have sent other spans', () => {
  const told = JSON.stringify(deploymentOf({ ...sampleSenders(), whole: false }));
  expect(JSON.stringify(deploymentOf(sampleSenders()))).toContain('silent');
  expect(told).not.toContain('silent');
});
