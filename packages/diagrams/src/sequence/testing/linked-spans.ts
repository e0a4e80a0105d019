// Traces of messages that are linked to, for tests of sequences: each is a shop that sends orders, and what takes them.
import type { SampleSpan } from './sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const HTTP = { 'http.request.method': 'POST' };

function sent(id: string, at: number): SampleSpan {
  return { id, parent: 'r', service: 'shop', name: 'send', kind: 'producer', at, ms: 2, attributes: KAFKA };
}

function taken(id: string, name: string, rest: Partial<SampleSpan> = {}): SampleSpan {
  return { id, service: 'mail', name, kind: 'consumer', ms: 10, attributes: KAFKA, ...rest };
}

const SHOP: readonly SampleSpan[] = [
  { id: 'r', service: 'shop', name: 'POST /orders', kind: 'server', ms: 100, attributes: HTTP },
  sent('p', 20),
  sent('q', 40),
];

export const LINKED_SPANS = {
  'one message is received, then processed': [
    ...SHOP,
    taken('c', 'receive', { at: 110, ms: 5, links: ['p'] }),
    taken('d', 'process', { parent: 'c', at: 117 }),
  ],
  'a batch is received, then processed at once': [
    ...SHOP,
    taken('c', 'receive', { at: 110, ms: 5, links: ['p', 'q'], linksElsewhere: ['far'] }),
    taken('d', 'process', { parent: 'c', at: 117 }),
  ],
  'what receives waited since before the message was sent': [
    ...SHOP,
    taken('c', 'receive', { at: 10, ms: 102, links: ['p'] }),
    taken('d', 'process', { parent: 'c', at: 115 }),
  ],
  'a batch is received, then processed message by message': [
    ...SHOP,
    taken('c', 'receive', { at: 110, ms: 5, links: ['p', 'q'] }),
    taken('d', 'process', { parent: 'c', at: 117 }),
    taken('e', 'process', { parent: 'c', at: 130 }),
  ],
  'a batch is received, and each process links to its own message': [
    ...SHOP,
    taken('c', 'receive', { at: 110, ms: 5, links: ['p', 'q'] }),
    taken('d', 'process', { parent: 'c', at: 117, links: ['p'] }),
    taken('e', 'process', { parent: 'c', at: 130, links: ['q'] }),
  ],
  'a batch is received, and of one message nothing tells that it is processed': [
    ...SHOP,
    taken('c', 'receive', { at: 110, ms: 5, links: ['p', 'q'] }),
    taken('d', 'process', { parent: 'c', at: 117, links: ['q'] }),
  ],
  'a message is received below what sent it, then delivered, then processed': [
    ...SHOP,
    taken('c', 'receive', { parent: 'p', at: 110, ms: 5, links: ['p'] }),
    taken('d', 'deliver', { parent: 'c', at: 117, ms: 20 }),
    taken('e', 'process', { parent: 'd', at: 120 }),
  ],
  'nothing names the queue, and both spans link to the message': [
    ...SHOP.map((span) => ({ ...span, attributes: {} })),
    taken('c', 'receive', { at: 110, ms: 5, links: ['p'], attributes: {} }),
    taken('d', 'process', { parent: 'c', at: 117, links: ['p'], attributes: {} }),
  ],
  'only the sender names the queue': [...SHOP, taken('c', 'note order', { at: 110, links: ['p'], attributes: {} })],
  'a message from elsewhere, taken during an HTTP call': [
    ...SHOP.slice(0, 1),
    taken('c', 'take order', { parent: 'r', at: 30, linksElsewhere: ['far'], attributes: {} }),
    taken('d', 'take own order', { parent: 'r', service: 'shop', at: 60, linksElsewhere: ['far'], attributes: {} }),
    taken('e', 'take late order', { at: 120, linksElsewhere: ['far'], attributes: {} }),
  ],
  'a message from elsewhere that an HTTP call brings': [
    ...SHOP.slice(0, 1),
    { id: 'k', parent: 'r', service: 'shop', name: 'POST /push', kind: 'client', at: 20, ms: 60, attributes: HTTP },
    taken('c', 'take order', { parent: 'k', at: 30, linksElsewhere: ['far'], attributes: {} }),
  ],
  'an HTTP call is the message itself': [
    ...SHOP.slice(0, 1),
    { id: 'k', parent: 'r', service: 'shop', name: 'POST /topic', kind: 'client', at: 20, ms: 5, attributes: HTTP },
    taken('c', 'take order', { parent: 'k', at: 30, links: ['k'], attributes: {} }),
  ],
  'work of its own at the root': [
    { id: 'a', service: 'report', name: 'sum up', at: 0, ms: 30, links: ['b', 'c'], linksElsewhere: ['far'] },
    { id: 'b', service: 'report', name: 'collect', at: 40, ms: 30, linksElsewhere: ['far'] },
    { id: 'c', service: 'report', name: 'send out', at: 80, ms: 30, links: ['a'] },
  ],
  'a link is there twice, another leads to its own span': [
    ...SHOP,
    taken('c', 'process', { at: 110, links: ['p', 'p', 'q', 'c'], linksElsewhere: ['far', 'far'] }),
    taken('d', 'process again', { at: 140, links: ['p', 'p', 'd'] }),
    taken('e', 'process alone', { at: 160, links: ['e'], attributes: {} }),
    // Another trace has a span of that id too.
    taken('f', 'process a stranger', { at: 180, linksElsewhere: ['f'], attributes: {} }),
  ],
  'alike but for their links': [
    ...SHOP.slice(0, 1),
    ...[1, 2, 3].map((n) => taken(`a${n}`, 'process', { at: 100 + n * 20, linksElsewhere: ['far', 'farther'] })),
    // As many, of which fewer lead elsewhere; then more of them.
    ...[4, 5, 6].map((n) => taken(`c${n}`, 'process', { at: 100 + n * 20, links: ['a1', 'a2'] })),
    ...[7, 8, 9].map((n) => taken(`b${n}`, 'process', { at: 100 + n * 20, linksElsewhere: ['far', 'a', 'b'] })),
  ],
} as const satisfies Readonly<Record<string, readonly SampleSpan[]>>;
