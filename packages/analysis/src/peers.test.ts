import type { AnyValue, Span, SpanId, TraceId, UnixNano } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { nodeId } from './node-ref.ts';
import { peerOf } from './peers.ts';

type Plain = string | boolean | number;

function value(plain: Plain): AnyValue {
  if (typeof plain === 'string') return { kind: 'string', value: plain };
  if (typeof plain === 'boolean') return { kind: 'bool', value: plain };
  return { kind: 'int', value: BigInt(plain) };
}

function peer(kind: number, attributes: Readonly<Record<string, Plain>>): string | undefined {
  const span: Span = {
    traceId: '0af7651916cd43dd8448eb211c80319c' as TraceId,
    spanId: 'b7ad6b7169203331' as SpanId,
    parentSpanId: undefined,
    traceState: '',
    flags: 0,
    name: 'call',
    kind,
    start: 1n as UnixNano,
    end: 2n as UnixNano,
    attributes: Object.entries(attributes).map(([key, plain]) => ({ key, value: value(plain) })),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 0, message: '' },
  };
  const found = peerOf(span);
  return found === undefined ? undefined : nodeId(found);
}

const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;

test.each<[string, Readonly<Record<string, Plain>>, string]>([
  [
    'a host that is a name',
    { 'db.system.name': 'postgresql', 'server.address': 'orders-db', 'db.namespace': 'shop' },
    'database:orders-db',
  ],
  ['old names', { 'db.system': 'mysql', 'net.peer.name': 'orders-db', 'db.name': 'shop' }, 'database:orders-db'],
  [
    'the peer service first',
    { 'db.system': 'redis', 'peer.service': 'cart-cache', 'server.address': 'r-1' },
    'database:cart-cache',
  ],
  [
    'its new name before the old',
    { 'db.system': 'redis', 'service.peer.name': 'new', 'peer.service': 'old' },
    'database:new',
  ],
  [
    'no address while the database has a name',
    { 'db.system': 'postgresql', 'server.address': '10.0.3.17', 'db.namespace': 'orders' },
    'database:orders',
  ],
  [
    'nor a loopback',
    { 'db.system': 'postgresql', 'server.address': 'localhost', 'db.name': 'orders' },
    'database:orders',
  ],
  [
    'nor an IPv6 address',
    { 'db.system': 'postgresql', 'server.address': 'fd00::17', 'db.name': 'orders' },
    'database:orders',
  ],
  ['an address rather than nothing', { 'db.system': 'redis', 'server.address': '10.0.3.17' }, 'database:10.0.3.17'],
  [
    'a number is no name',
    { 'db.system': 'redis', 'server.address': '127.0.0.1', 'db.namespace': '0' },
    'database:redis',
  ],
  [
    'address and port of the socket',
    { 'db.system': 'redis', 'network.peer.address': '10.0.3.17', 'network.peer.port': 6379 },
    'database:10.0.3.17:6379',
  ],
  ['the system when nothing else', { 'db.system.name': 'sqlite' }, 'database:sqlite'],
  ['the name without a system', { 'db.namespace': 'orders' }, 'database:orders'],
])('a database: %s', (_, attributes, expected) => {
  expect(peer(CLIENT, attributes)).toBe(expected);
});

test.each<[string, Readonly<Record<string, Plain>>, string]>([
  ['server.address', { 'server.address': 'api.cards.example', 'server.port': 443 }, 'external:api.cards.example'],
  ['old net.peer.name', { 'net.peer.name': 'api.cards.example', 'net.peer.port': 443 }, 'external:api.cards.example'],
  ['peer.service', { 'peer.service': 'card-network', 'server.address': 'api.cards.example' }, 'external:card-network'],
  [
    'the host of a URL',
    { 'url.full': 'https://user:secret@API.cards.example:8443/v2?q=a@b' },
    'external:api.cards.example',
  ],
  ['the host of an old URL', { 'http.url': 'http://[::1]:80/x' }, 'external:[::1]'],
  ['the socket', { 'network.peer.address': '10.0.3.17', 'network.peer.port': 443 }, 'external:10.0.3.17:443'],
  ['an IPv6 socket', { 'net.peer.ip': 'fd00::17', 'net.peer.port': 443 }, 'external:[fd00::17]:443'],
])('an external host: %s', (_, attributes, expected) => {
  expect(peer(CLIENT, attributes)).toBe(expected);
});

test.each<[string, number, Readonly<Record<string, Plain>>, string | undefined]>([
  ['a producer', PRODUCER, { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' }, 'queue:orders'],
  [
    'a consumer, old name',
    CONSUMER,
    { 'messaging.system': 'kafka', 'messaging.destination': 'orders' },
    'queue:orders',
  ],
  [
    'a client that sends',
    CLIENT,
    { 'messaging.operation.type': 'send', 'messaging.destination.name': 'orders' },
    'queue:orders',
  ],
  [
    'a client that receives',
    CLIENT,
    {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'receive',
      'messaging.destination.name': 'orders',
      'server.address': 'broker',
    },
    undefined,
  ],
  [
    'a template instead of a name',
    PRODUCER,
    { 'messaging.destination.name': 'user-17', 'messaging.destination.template': 'user-{id}' },
    'queue:user-{id}',
  ],
  [
    'a temporary destination',
    PRODUCER,
    {
      'messaging.system': 'rabbitmq',
      'messaging.destination.name': 'amq.gen-x7',
      'messaging.destination.temporary': true,
    },
    'queue:rabbitmq',
  ],
  ['no destination', PRODUCER, { 'messaging.system': 'kafka', 'server.address': 'broker' }, undefined],
])('a queue: %s', (_, kind, attributes, expected) => {
  expect(peer(kind, attributes)).toBe(expected);
});

test('nothing for other kinds, and nothing when nothing is named', () => {
  for (const kind of [0, 1, 2, 6, -1])
    expect(peer(kind, { 'db.system': 'redis', 'server.address': 'x' })).toBeUndefined();
  expect(peer(CLIENT, {})).toBeUndefined();
  expect(peer(CLIENT, { 'server.address': '', 'url.full': 'not a url', 'http.url': 'http://' })).toBeUndefined();
});
