// What every program of interop/ sends, and what must be stored of it.
import type { AnyValue, ResourceSpans, Span } from '@spanloom/otlp-model';
import { spansOf } from '../test/support/built-server.ts';

const text = (value: string): AnyValue => ({ kind: 'string', value });
const int = (value: bigint): AnyValue => ({ kind: 'int', value });

const ATTRIBUTES: Readonly<Record<string, AnyValue>> = {
  text: text('订单 <script>'),
  int: int(9007199254740993n),
  double: { kind: 'double', value: 0.1 },
  bool: { kind: 'bool', value: true },
  strings: { kind: 'array', values: [text('a'), text(''), text('ü')] },
  ints: { kind: 'array', values: [int(1n), int(-2n), int(3n)] },
};

const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;

/** What is different from what was sent; empty when all of it is there. */
export function differences(language: string, stored: readonly ResourceSpans[]): string[] {
  const spans = spansOf(stored);
  const root = spans.find(({ kind }) => kind === SERVER);
  const client = spans.find(({ kind }) => kind === CLIENT);
  if (spans.length !== 2 || root === undefined || client === undefined) return [`${spans.length} spans instead of 2`];
  const resource = Object.fromEntries((stored[0]?.resource.attributes ?? []).map(({ key, value }) => [key, value]));
  const facts: readonly (readonly [string, unknown, unknown])[] = [
    ['service.name', resource['service.name'], text('interop')],
    ['service.namespace', resource['service.namespace'], text(language)],
    ['scope', stored[0]?.scopeSpans.map(({ scope }) => [scope.name, scope.version]), [['interop-scope', '1.2.3']]],
    ['names', [root.name, client.name], ['checkout', 'POST /pay']],
    ['parents', [root.parentSpanId, client.parentSpanId], [undefined, root.spanId]],
    ['trace ids', client.traceId, root.traceId],
    ['status', client.status, { code: ERROR, message: 'upstream timed out' }],
    ['attributes', sorted(client), Object.entries(ATTRIBUTES).sort(byKey)],
    ['root attributes', root.attributes, []],
    [
      'events',
      client.events.map(({ name, attributes }) => [name, attributes]),
      [['exception', [{ key: 'exception.type', value: text('TimeoutError') }]]],
    ],
    [
      'links',
      client.links.map(({ traceId, spanId, attributes }) => [traceId, spanId, attributes]),
      [[root.traceId, root.spanId, [{ key: 'link.reason', value: text('retry') }]]],
    ],
    ['times in order', root.start <= client.start && client.start <= client.end && client.end <= root.end, true],
  ];
  return facts
    .filter(([, actual, wanted]) => shown(actual) !== shown(wanted))
    .map(([what, actual, wanted]) => `${what}: ${shown(actual)} instead of ${shown(wanted)}`);
}

function sorted(span: Span): [string, AnyValue][] {
  return span.attributes.map(({ key, value }): [string, AnyValue] => [key, value]).sort(byKey);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
}
