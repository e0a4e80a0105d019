// Random spans from a small vocabulary, so that they collide in every way that spans can: same trace, same ids, same
// content, same start, same names in another case; missing parents, cycles, clocks that are off, ends before starts.
import { SPLIT_KEYS, SPLITS } from '@spanloom/analysis';
import { SPAN_KINDS, STATUS_CODES, type SpanRecord } from '@spanloom/otlp-model';
import { record, spanId, type SpanSpec, type Values } from './fixtures.ts';
import type { Random } from './random.ts';

const HUGE = (1n << 64n) - 1n;
const SERVICES = ['web', 'cart', 'Cart', 'pay', '订单'];
const NAMESPACES = [undefined, undefined, '', 'shop', 'bank'];
const NAMES = ['GET /', 'get /cart', 'SELECT', 'publish', 'Überweisung', 'a%_b', ''];
const LONG = 'long '.repeat(60);
const KEYS = ['http.route', 'HTTP.route', 'user.id', 'n', ''];
const VALUES = [
  '/cart',
  '/Cart',
  'u1',
  'u2',
  'u3',
  '',
  1n,
  504n,
  0.5,
  true,
  `${LONG}1`,
  `${LONG}2`,
  `${LONG}1`,
  `${LONG}2`,
];
const WEIGHTS = ['', '', '', 'ot=th:8', 'ot=th:c', 'x=y,ot=th:e'];
const PEERS: readonly Values[] = [
  { 'db.system.name': 'postgresql', 'db.namespace': 'orders' },
  { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
  { 'messaging.destination.name': 'orders', 'messaging.operation.type': 'receive' },
  { 'messaging.destination.name': 'orders', 'messaging.operation.name': 'poll', 'messaging.batch.message_count': 2n },
  { 'messaging.destination.name': 'orders', 'messaging.operation.type': 'create' },
  { 'messaging.destination.name': 'orders', 'messaging.operation.type': 'send' },
  { 'server.address': 'cards.example.com' },
  { 'peer.service': 'pay' },
];

/** A batch on traces 1 .. `traces`. `earlier` spans may come again, as they were or changed. */
export function randomBatch(
  random: Random,
  options: { readonly spans: number; readonly traces: number; readonly earlier: readonly SpanRecord[] },
): SpanRecord[] {
  const batch: SpanRecord[] = [];
  for (let i = 0; i < options.spans; i++) {
    const again = batch.length > 0 && random.chance(0.3) ? batch : options.earlier;
    if (random.chance(0.03)) batch.push(...passedOn(random, options.traces));
    else if (again.length > 0 && random.chance(0.15)) batch.push(repeated(random, random.pick(again)));
    else if (batch.length > 0 && random.chance(0.15)) batch.push(toldTwice(random, random.pick(batch)));
    else batch.push(record(randomSpec(random, options.traces)));
  }
  return batch;
}

/** The same span once more, or one with its ids and other content. */
function repeated(random: Random, earlier: SpanRecord): SpanRecord {
  const { span } = earlier;
  if (random.chance(0.5)) return { ...earlier, span: { ...span, attributes: span.attributes.toReversed() } };
  return { ...earlier, span: { ...span, status: { ...span.status, message: `try ${random.below(3)}` } } };
}

/** A child that tells of the same call or message as its parent, as a driver below an ORM does. */
function toldTwice(random: Random, outer: SpanRecord): SpanRecord {
  const { span } = outer;
  return { ...outer, span: { ...span, spanId: spanId(1 + random.below(12)), parentSpanId: span.spanId } };
}

/** A call that the service called hands on, with a span of its own request or without. */
function passedOn(random: Random, traces: number): SpanRecord[] {
  const trace = 1 + random.below(traces);
  const [from, by, to] = [random.pick(SERVICES), random.pick(SERVICES), random.pick(SERVICES)];
  const ids = [1, 2, 3, 4].map((step) => step * 3 - random.below(3));
  const kinds = [
    ['client', from],
    random.pick([
      ['server', by],
      ['client', by],
    ]),
    ['client', by],
    ['server', to],
  ] as const;
  return kinds.map(([kind, service], step) =>
    record({
      ...randomSpec(random, traces),
      trace,
      id: ids[step] ?? 0,
      parent: ids[step - 1] ?? 14,
      kind: kind as SpanSpec['kind'] & string,
      service: service as string,
      namespace: '',
    }),
  );
}

function randomSpec(random: Random, traces: number): SpanSpec {
  const id = 1 + random.below(12);
  const namespace = random.pick(NAMESPACES);
  return {
    trace: 1 + random.below(traces),
    id,
    // Ids are few: parents are there or missing, and some spans are their own ancestors.
    ...(random.chance(0.2) ? {} : { parent: 1 + random.below(14) }),
    service: random.pick(SERVICES),
    ...(namespace === undefined ? {} : { namespace }),
    name: random.pick(NAMES),
    kind: random.pick(SPAN_KINDS),
    status: random.pick(STATUS_CODES),
    at: randomTimes(random),
    attributes: { ...randomValues(random, 3), ...(random.chance(0.5) ? random.pick(PEERS) : {}) },
    ...(random.chance(0.2)
      ? { events: [1, 0].map((at) => ({ at: at + random.below(9), attributes: randomValues(random, 2) })) }
      : {}),
    ...(random.chance(0.5) ? { links: randomLinks(random, traces) } : {}),
    resource: { ...randomValues(random, 2), ...randomSender(random) },
    traceState: random.pick(WEIGHTS),
    ...(random.chance(0.1) ? { scope: random.pick([{ version: '2' }, { name: 'ebpf' }]) } : {}),
  };
}

/** What splits a service, and what tells of a proxy. */
function randomSender(random: Random): Values {
  return {
    ...(random.chance(0.4) ? { [SPLIT_KEYS[random.pick(SPLITS)]]: random.pick(['1', '2', '', 1n]) } : {}),
    ...(random.chance(0.2) ? { 'k8s.container.name': random.pick(['istio-proxy', 'app']) } : {}),
  };
}

/** To spans of this trace and of others, some of which are not there, or not yet. */
function randomLinks(random: Random, traces: number): NonNullable<SpanSpec['links']> {
  return Array.from({ length: 1 + random.below(3) }, () => ({
    trace: 1 + random.below(traces + 1),
    // Few ids, so that what is linked to comes and goes.
    id: 1 + random.below(4),
  }));
}

function randomTimes(random: Random): readonly [bigint, bigint] {
  const start = BigInt(1000 + 10 * random.below(40));
  if (random.chance(0.02))
    return random.pick([
      [0n, HUGE],
      [0n, 0n],
      [HUGE, HUGE],
      [HUGE, 0n],
      [start, HUGE],
      [0n, start],
    ]);
  if (random.chance(0.1)) return [start, 0n];
  const length = random.pick([0, 1, 5, 10, 64, 100, 400]);
  return [start, start + BigInt(length)];
}

function randomValues(random: Random, most: number): Values {
  const values: Record<string, Values[string]> = {};
  for (let i = random.below(most + 1); i > 0; i--) values[random.pick(KEYS)] = random.pick(VALUES);
  return values;
}
