import { peerOf } from '@spanloom/analysis';
import type { ApiAttribute, ApiSpan } from '@spanloom/api-schema';
import { SPAN_KINDS } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { type ApiTrace, attributesOf } from '../trace-spans.ts';
import { redactTrace } from './redact-trace.ts';

const text = (key: string, value: string): ApiAttribute => ({ key, type: 'string', text: value });
const truth = (key: string): ApiAttribute => ({ key, type: 'bool', text: 'true' });

/** A trace of one span. */
function traceOf(span: Pick<ApiSpan, 'kind' | 'name' | 'attributes'>): ApiTrace {
  const whole = { status: { code: 'ok', message: '' }, events: [], links: [], resource: 0, scope: 0, ...span };
  const resource = { service: { name: 'acme-web', namespace: '', color: 0 }, attributes: [] };
  return { traceId: '01', spans: [whole], resources: [resource], scopes: [] } as unknown as ApiTrace;
}

function redacted(span: Parameters<typeof traceOf>[0], redaction: { services?: true; labels?: true }): ApiSpan {
  const wanted = { services: redaction.services === true, labels: redaction.labels === true };
  const [told] = redactTrace(traceOf(span), [], wanted).trace.spans;
  if (told === undefined) throw new Error('the span is gone');
  return told;
}

const peerNameOf = ({ kind, attributes }: ApiSpan) =>
  peerOf({ kind: SPAN_KINDS.indexOf(kind), attributes: attributesOf(attributes) })?.name;

test.each([
  ['producer', 'acme.paid publish', [text('messaging.destination.name', 'acme.paid')], 'queue-1 publish'],
  [
    'client',
    'poll acme.paid',
    [text('messaging.destination.name', 'acme.paid'), text('messaging.operation.type', 'receive')],
    'poll queue-1',
  ],
  ['server', 'acme.Pay/Charge', [], 'rpc-1/Charge'],
  ['client', 'Pay/Charge', [text('rpc.service', 'Pay'), text('server.address', 'pay.acme')], 'rpc-1/Charge'],
  [
    'client',
    'SELECT acmeorders',
    [text('db.system', 'mysql'), text('db.namespace', 'acmeorders')],
    'SELECT database-1',
  ],
  [
    'client',
    'SELECT orders at db.acme',
    [text('db.name', 'orders'), text('server.address', 'db.acme')],
    'SELECT database-1 at database-1',
  ],
  ['client', 'GET https://cards.acme/x', [text('url.full', 'https://cards.acme/x')], 'GET https://host-1/x'],
  ['internal', 'wake Acme-Web up', [], 'wake service-1 up'],
] as const)('without names, %s %s', (kind, name, attributes, told) => {
  expect(redacted({ kind, name, attributes: [...attributes] }, { services: true }).name).toBe(told);
});

test('without names, none stands in a value that may become a state', () => {
  const attributes = [text('order.state', 'sent to acme-web'), text('http.request.method', 'acme-web')];
  const told = redacted({ kind: 'internal', name: 'step', attributes }, { services: true });
  expect(told.attributes.map((attribute) => attribute.text)).toEqual(['sent to service-1', 'acme-web']);
});

test('a lone server keeps the name of the host that was called, whichever namespace it has', () => {
  const trace = traceOf({ kind: 'client', name: 'call', attributes: [text('server.address', 'acme-pay.internal')] });
  const pay = { service: { name: 'acme-pay', namespace: 'money', color: 0 }, attributes: [] };
  const both = { ...trace, resources: [...trace.resources, pay] } as unknown as ApiTrace;
  for (const given of [trace, both]) {
    const lone = [{ traceId: '02', service: 'acme-pay', start: 1n }];
    const told = redactTrace(given, lone, { services: true, labels: false });
    const [span] = told.trace.spans;
    expect(span && peerNameOf(span)).toBe(told.loneServers[0]?.service);
  }
});

test.each(['url.full', 'http.url'])('without labels, of %s only the host is left', (key) => {
  const attributes = [
    text(key, 'https://ann:pw@cards.acme:8443/pay/7?card=4111#top'),
    text('url.path', '/pay/7'),
    text('url.query', 'card=4111'),
    text('http.target', '/pay/7?card=4111'),
    text('server.port', '8443'),
  ];
  const told = redacted({ kind: 'client', name: 'pay', attributes }, { labels: true });
  expect(peerNameOf(told)).toBe('cards.acme');
  expect(told.attributes).toHaveLength(attributes.length);
  const texts = told.attributes.map((attribute) => attribute.text).join(' ');
  for (const word of ['pay', '4111', 'ann', 'https', 'top']) expect(texts, word).not.toContain(word);
});

test('without labels, a URL beside another name of the host tells nothing', () => {
  const attributes = [text('server.address', 'cards.acme'), text('url.full', 'https://10.0.0.1/pay')];
  const told = redacted({ kind: 'client', name: 'pay', attributes }, { labels: true });
  expect(peerNameOf(told)).toBe('cards.acme');
  expect(told.attributes.map((attribute) => attribute.text).join(' ')).not.toMatch(/10\.0|pay/);
});

test.each(['messaging.temp_destination', 'messaging.destination.temporary', 'messaging.destination.anonymous'])(
  'a queue that is not named for its %s is not named without labels either',
  (key) => {
    const attributes = [text('messaging.system', 'jms'), text('messaging.destination.name', 'tmp-for-ann'), truth(key)];
    const span = { kind: 'producer', name: 'send', attributes } as const;
    expect(peerNameOf(redacted({ ...span, attributes: [...attributes] }, { labels: true }))).toBe('jms');
    const unnamed = redacted({ ...span, attributes: [...attributes] }, { services: true });
    expect(peerNameOf(unnamed)).toBe('queue-1');
  },
);
