// What the tests hand to the OpenTelemetry SDK, and what must come out at the other end: in the page as text, in OTLP/JSON
// as it is written in the specification.
import { type Attributes, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';

interface Given {
  readonly key: string;
  readonly value: NonNullable<Attributes[string]>;
  /** As the page writes it. */
  readonly shown: string;
  /** As an AnyValue of OTLP/JSON. */
  readonly otlp: object;
}

export const GIVEN: readonly Given[] = [
  { key: 'shop.order.id', value: 'o-4711', shown: 'o-4711', otlp: { stringValue: 'o-4711' } },
  { key: 'shop.amount', value: 129.9, shown: '129.9', otlp: { doubleValue: 129.9 } },
  { key: 'shop.lines', value: 3, shown: '3', otlp: { intValue: '3' } },
  {
    key: 'shop.counter',
    value: Number.MAX_SAFE_INTEGER,
    shown: '9007199254740991',
    otlp: { intValue: '9007199254740991' },
  },
  { key: 'shop.balance', value: -7, shown: '-7', otlp: { intValue: '-7' } },
  {
    key: 'shop.beyond',
    value: 2 ** 64,
    shown: '18446744073709552000',
    otlp: { doubleValue: 18446744073709552000 },
  },
  { key: 'shop.express', value: true, shown: 'true', otlp: { boolValue: true } },
  {
    key: 'shop.tags',
    value: ['linen', '亚麻', '🧵'],
    shown: '["linen","亚麻","🧵"]',
    otlp: { arrayValue: { values: [{ stringValue: 'linen' }, { stringValue: '亚麻' }, { stringValue: '🧵' }] } },
  },
  {
    key: 'shop.ratios',
    value: [0.5, 1.25],
    shown: '[0.5,1.25]',
    otlp: { arrayValue: { values: [{ doubleValue: 0.5 }, { doubleValue: 1.25 }] } },
  },
  {
    key: 'shop.address',
    value: { city: 'Köln', lines: ['Domkloster 4', 2] },
    shown: '{"city":"Köln","lines":["Domkloster 4",2]}',
    otlp: {
      kvlistValue: {
        values: [
          { key: 'city', value: { stringValue: 'Köln' } },
          { key: 'lines', value: { arrayValue: { values: [{ stringValue: 'Domkloster 4' }, { intValue: '2' }] } } },
        ],
      },
    },
  },
  {
    key: 'shop.receipt',
    value: new Uint8Array([0, 255, 16]),
    shown: '0x00ff10',
    otlp: { bytesValue: 'AP8Q' },
  },
  {
    key: 'shop.note',
    value: '<b>bold</b> & "quoted"',
    shown: '<b>bold</b> & "quoted"',
    otlp: { stringValue: '<b>bold</b> & "quoted"' },
  },
];

export const RESOURCE = { 'service.name': 'e2e-shop', 'service.version': '4.5.6', 'host.name': 'node-7' } as const;

export const ROOT_NAME = 'POST /checkout';
export const CHILD_NAME = 'charge card';
export const FAILURE = 'card declined';
export const EVENT = { name: 'cart loaded', attributes: { 'cart.lines': 3, 'cart.currency': 'EUR' } } as const;

/** The ids that the SDK chose. */
export interface MadeIds {
  readonly traceId: string;
  readonly rootId: string;
  readonly childId: string;
}

/** A root with every kind of attribute and an event, and below it a child that failed and links to the root. */
export function makeSpans(tracer: Tracer): MadeIds {
  const attributes = Object.fromEntries(GIVEN.map(({ key, value }) => [key, value]));
  const root = tracer.startSpan(ROOT_NAME, { kind: SpanKind.SERVER, attributes }, ROOT_CONTEXT);
  root.addEvent(EVENT.name, EVENT.attributes);
  const link = { context: root.spanContext(), attributes: { 'link.reason': 'retry of' } };
  const below = trace.setSpan(ROOT_CONTEXT, root);
  const child = tracer.startSpan(CHILD_NAME, { kind: SpanKind.CLIENT, links: [link] }, below);
  child.recordException(new RangeError(FAILURE));
  child.setStatus({ code: SpanStatusCode.ERROR, message: FAILURE });
  child.end();
  root.end();
  const { traceId, spanId } = root.spanContext();
  return { traceId, rootId: spanId, childId: child.spanContext().spanId };
}
