// What is replaced before a diagram leaves: none of it is in any text, and the diagram has the same structure.
import { TRACE_DIAGRAMS } from '@spanloom/api-schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { type InProcess, startInProcess } from '../../../test/support/in-process.ts';
import { get, WINDOW } from '../../../test/support/payments.ts';
import {
  at,
  attributesOf,
  resourceOf,
  resourceSpansOf,
  spanIdOf,
  spanOf,
  traceIdOf,
} from '../../../test/support/spans.ts';

/** Names of services and of what they talk to, and the words of labels: each stands somewhere in some diagram. */
const NAMES = ['acme-web', 'acme-pay', 'acmeorders', 'acme.paid', 'cards.acme', 'acme-eu', 'acme-us'];
const LABELS = ['buy-rocket', 'store-rocket', 'tell-rocket', 'rocket-fuelled', 'RocketError'];

let server: InProcess;

beforeAll(async () => {
  server = startInProcess({ drawPicture: async () => ({ ok: true, value: { format: 'svg', svg: '<svg/>' } }) });
  const traceId = traceIdOf(1);
  const web = { 'service.name': 'acme-web', 'k8s.cluster.name': 'acme-eu', 'host.name': 'acme-host' };
  const pay = { 'service.name': 'acme-pay', 'service.namespace': 'acme-money', 'k8s.cluster.name': 'acme-us' };
  const span = (n: number, parent: number | undefined, rest: object) =>
    spanOf({
      traceId,
      spanId: spanIdOf(n),
      ...(parent === undefined ? {} : { parentSpanId: spanIdOf(parent) }),
      start: at(n * 1000),
      end: at(90_000 - n * 1000),
      ...rest,
    });
  const scoped = (attributes: Record<string, string>, ...spans: ReturnType<typeof span>[]) => {
    const one = resourceSpansOf(resourceOf('x', { attributes: attributesOf(attributes) }), spans);
    return {
      ...one,
      scopeSpans: one.scopeSpans.map((scope) => ({ ...scope, scope: { ...scope.scope, name: 'rocket-lib' } })),
    };
  };
  const failed = {
    time: at(9000),
    name: 'exception',
    attributes: attributesOf({ 'exception.type': 'RocketError' }),
    droppedAttributesCount: 0,
  };
  const event = { time: at(9001), name: 'rocket-fuelled', attributes: [], droppedAttributesCount: 0 };
  await server.add(
    scoped(
      web,
      span(1, undefined, { kind: 2, name: 'POST /buy-rocket' }),
      span(2, 1, { kind: 3, name: 'buy-rocket', attributes: attributesOf({ 'server.address': 'acme-pay' }) }),
      span(6, 1, {
        kind: 3,
        name: 'GET cards.acme buy-rocket',
        attributes: attributesOf({ 'url.full': 'https://cards.acme/x' }),
      }),
    ),
    scoped(
      pay,
      span(3, 2, {
        kind: 2,
        name: 'acme.Pay/buy_rocket',
        status: { code: 2, message: 'acme-pay is out of rockets' },
        events: [event],
        attributes: attributesOf({ 'order.state': 'rocket-fuelled', 'http.response.status_code': 503 }),
      }),
      span(4, 3, {
        kind: 3,
        name: 'store-rocket',
        status: { code: 2, message: 'acmeorders is full' },
        events: [failed],
        attributes: attributesOf({
          'db.system': 'postgresql',
          'db.namespace': 'acmeorders',
          'order.state': 'rocket-sold',
        }),
      }),
      span(5, 3, {
        kind: 4,
        name: 'acme.paid tell-rocket',
        attributes: attributesOf({ 'messaging.system': 'kafka', 'messaging.destination.name': 'acme.paid' }),
      }),
    ),
  );
});

const ADDRESSES = [
  ...TRACE_DIAGRAMS.map((kind) => `${kind}.mmd?trace=${traceIdOf(1)}`),
  `waterfall.html?trace=${traceIdOf(1)}`,
  `states.mmd?trace=${traceIdOf(1)}&by=events`,
  `states.mmd?trace=${traceIdOf(1)}&by=order.state`,
  `map.mmd?${WINDOW}&service=acme-pay`,
  `results.html?${WINDOW}&service=acme-pay`,
  `results.html?${WINDOW}&list=spans`,
];

async function textOf(address: string, redact?: string): Promise<string> {
  const response = await get(server, `/api/v1/diagrams/${address}${redact === undefined ? '' : `&redact=${redact}`}`);
  expect(response.status, address).toBe(200);
  return response.text();
}

/** Of a text as Mermaid writes it, `.` and `-` may be encoded. */
const tells = (text: string, word: string): boolean =>
  text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).includes(word);

test('without redaction they are told', async () => {
  const all = (await Promise.all(ADDRESSES.map((address) => textOf(address)))).join('');
  for (const word of [...NAMES, ...LABELS]) expect(tells(all, word), word).toBe(true);
});

describe.each(ADDRESSES)('%s', (address) => {
  test('without names', async () => {
    const text = await textOf(address, 'services');
    for (const word of [...NAMES, 'acme']) expect(tells(text, word), word).toBe(false);
  });

  test('without labels', async () => {
    const text = await textOf(address, 'labels');
    for (const word of [...LABELS, 'ocket']) expect(tells(text, word), word).toBe(false);
  });

  test('without both, and of the same structure', async () => {
    const [plain, text] = [await textOf(address), await textOf(address, 'services,labels')];
    for (const word of [...NAMES, ...LABELS, 'acme', 'ocket']) expect(tells(text, word), word).toBe(false);
    expect(text.split('\n').length).toBe(plain.split('\n').length);
    expect(await textOf(address, 'labels,services')).toBe(text);
  });
});

test('a map without names keeps its numbers, one without labels its arrows', async () => {
  const address = `map.mmd?${WINDOW}`;
  const names = await textOf(address, 'services');
  expect(names).toMatch(/n\d\["service-1"\]/);
  expect(names).toMatch(/n\d\[\("database-1"\)\]/);
  expect(names).toMatch(/n\d\["host-1"\]/);
  expect(names).toMatch(/-->\|"[^"]*rps/);
  const labels = await textOf(address, 'labels');
  expect(labels).toMatch(/n\d --> n\d\n/);
  expect(labels).not.toContain('rps');
  expect(labels).toContain('acme-pay');
});

test('a filter names what it asks for, so it is not told', async () => {
  expect(tells(await textOf(`map.mmd?${WINDOW}&service=acme-pay`), 'acme-pay')).toBe(true);
  expect(await textOf(`map.mmd?${WINDOW}&service=acme-pay`, 'labels')).toContain('by a filter that is not told');
  expect(await textOf(`map.mmd?${WINDOW}`, 'labels')).toContain('source: all traces');
});

test('the key of an attribute that tells the states is a label', async () => {
  const address = `states.mmd?trace=${traceIdOf(1)}&by=order.state`;
  expect(tells(await textOf(address, 'services'), 'attribute order.state')).toBe(true);
  const text = await textOf(address, 'labels');
  expect(tells(text, 'order.state')).toBe(false);
  expect(text).toContain('an attribute, ');
  expect(await textOf(`states.mmd?trace=${traceIdOf(1)}&by=events`, 'labels')).toContain('events of spans');
});

test('a host that is known as a service is still known as it', async () => {
  const plain = await textOf(`propagation.mmd?trace=${traceIdOf(1)}`);
  const text = await textOf(`propagation.mmd?trace=${traceIdOf(1)}`, 'services');
  expect(text.match(/✓|✗/g)).toEqual(plain.match(/✓|✗/g));
});

test('what cannot be replaced is refused', async () => {
  for (const address of [`map.mmd?${WINDOW}`, `gantt.mmd?trace=${traceIdOf(1)}`]) {
    expect((await get(server, `/api/v1/diagrams/${address}&redact=times`)).status).toBe(400);
  }
});
