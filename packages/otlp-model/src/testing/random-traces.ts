// Seeded random traces for tests: every kind of value, odd text, extreme numbers. Keys are unique within a list.
import type { AnyValue, Attributes } from '../any-value.ts';
import type { SpanId, TraceId } from '../ids.ts';
import type { EntityRef, Resource, ResourceSpans, Scope, Span, SpanEvent, SpanLink } from '../span.ts';
import type { UnixNano } from '../time.ts';

const TEXTS = [
  '',
  'a',
  'GET /cart',
  'é',
  '漢字',
  '😀',
  '\u0000',
  '\uFEFFbom',
  '"quoted"\\',
  '__proto__',
  'constructor',
  '\u2028',
  'x'.repeat(300),
];
const INTEGERS = [
  0n,
  1n,
  -1n,
  127n,
  128n,
  2n ** 31n,
  2n ** 53n + 1n,
  1544712660000000123n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const DOUBLES = [
  0,
  -0,
  1.5,
  -1.5,
  1e-7,
  1e21,
  5e-324,
  Number.MAX_VALUE,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];
const TIMES = [0n, 1n, 1544712660000000123n, 2n ** 63n, 2n ** 64n - 1n];
const COUNTS = [0, 1, 255, 0x301, 2 ** 31, 2 ** 32 - 1];
const ENUMS = [0, 1, 2, 3, 5, 77, -1, -(2 ** 31), 2 ** 31 - 1];
const NESTING = 4;

/** Traces that depend on the seed alone. */
export function randomTraces(seed: number): ResourceSpans[] {
  const next = mulberry32(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const some = <T>(max: number, make: () => T): T[] => Array.from({ length: below(max + 1) }, make);
  const hex = (bytes: number): string =>
    Array.from({ length: bytes }, () => below(256).toString(16).padStart(2, '0')).join('');
  const id = (bytes: number): string => `${hex(bytes - 1)}${(1 + below(255)).toString(16).padStart(2, '0')}`;
  const time = (): UnixNano => pick(TIMES) as UnixNano;

  const value = (depth: number): AnyValue => {
    switch (below(depth > 0 ? 8 : 6)) {
      case 0:
        return { kind: 'empty' };
      case 1:
        return { kind: 'string', value: pick(TEXTS) };
      case 2:
        return { kind: 'bool', value: next() < 0.5 };
      case 3:
        return { kind: 'int', value: pick(INTEGERS) };
      case 4:
        return { kind: 'double', value: pick(DOUBLES) };
      case 5:
        return { kind: 'bytes', value: Uint8Array.from(some(9, () => below(256))) };
      case 6:
        return { kind: 'array', values: some(4, () => value(depth - 1)) };
      default:
        return { kind: 'kvlist', entries: attributes(depth - 1, 3) };
    }
  };
  const attributes = (depth = NESTING, max = 20): Attributes => {
    const keys = new Set(some(max, () => `${pick(TEXTS)}${below(4)}`));
    return [...keys].map((key) => ({ key, value: value(depth) }));
  };
  const event = (): SpanEvent => ({
    time: time(),
    name: pick(TEXTS),
    attributes: attributes(2, 4),
    droppedAttributesCount: pick(COUNTS),
  });
  const link = (): SpanLink => ({
    traceId: pick([id(16), '', 'ab', hex(20)]),
    spanId: pick([id(8), '', '00']),
    traceState: pick(TEXTS),
    attributes: attributes(2, 4),
    droppedAttributesCount: pick(COUNTS),
    flags: pick(COUNTS),
  });
  const span = (): Span => ({
    traceId: id(16) as TraceId,
    spanId: id(8) as SpanId,
    parentSpanId: next() < 0.3 ? undefined : (id(8) as SpanId),
    traceState: pick(TEXTS),
    flags: pick(COUNTS),
    name: pick(TEXTS),
    kind: pick(ENUMS),
    start: time(),
    end: time(),
    attributes: attributes(),
    droppedAttributesCount: pick(COUNTS),
    events: some(3, event),
    droppedEventsCount: pick(COUNTS),
    links: some(3, link),
    droppedLinksCount: pick(COUNTS),
    status: { code: pick(ENUMS), message: pick(TEXTS) },
  });
  const entityRef = (): EntityRef => ({
    schemaUrl: pick(TEXTS),
    type: pick(TEXTS),
    idKeys: some(3, () => pick(TEXTS)),
    descriptionKeys: some(3, () => pick(TEXTS)),
  });
  const resource = (): Resource => ({
    attributes: attributes(),
    droppedAttributesCount: pick(COUNTS),
    entityRefs: some(2, entityRef),
    schemaUrl: pick(TEXTS),
  });
  const scope = (): Scope => ({
    name: pick(TEXTS),
    version: pick(TEXTS),
    attributes: attributes(),
    droppedAttributesCount: pick(COUNTS),
    schemaUrl: pick(TEXTS),
  });
  const atLeastOne = <T>(max: number, make: () => T): T[] => [make(), ...some(max - 1, make)];
  return atLeastOne(3, () => ({
    resource: resource(),
    scopeSpans: atLeastOne(3, () => ({ scope: scope(), spans: atLeastOne(4, span) })),
  }));
}

/** Uniform in [0, 1), the same for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
