// What senders may throw at the protobuf decoder: an error or a partial success, never an exception.
import { describe, expect, test } from 'vitest';
import { DEFAULT_DECODE_LIMITS, type DecodedTraces, type DecodeError } from '../codec.ts';
import { mulberry32, randomTraces } from '../testing/random-traces.ts';
import {
  concat,
  field,
  fromHex,
  nestedAttribute,
  requestBytes,
  spanBytes,
  text,
  varint,
} from '../testing/wire-bytes.ts';
import { decodeExportRequest, decodeSpan, encodeExportRequest } from './index.ts';

function decoded(bytes: Uint8Array, limits = DEFAULT_DECODE_LIMITS): DecodedTraces {
  const result = decodeExportRequest(bytes, limits);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function failure(bytes: Uint8Array, limits = DEFAULT_DECODE_LIMITS): DecodeError {
  const result = decodeExportRequest(bytes, limits);
  if (result.ok) throw new Error('expected the body to be refused');
  return result.error;
}

function firstSpan(bytes: Uint8Array) {
  const span = decoded(bytes).resourceSpans[0]?.scopeSpans[0]?.spans[0];
  if (span === undefined) throw new Error('no span');
  return span;
}

const ID16 = fromHex('01'.repeat(16));
const ID8 = fromHex('02'.repeat(8));

test('an empty body is a request without spans', () => {
  expect(decoded(new Uint8Array())).toStrictEqual({
    resourceSpans: [],
    spanCount: 0,
    itemCount: 0,
    rejectedSpans: 0,
    rejection: '',
  });
});

test('groups without spans are not returned', () => {
  expect(decoded(concat(field(1), field(1, field(2)), requestBytes(spanBytes()))).resourceSpans).toHaveLength(1);
});

describe('ids', () => {
  const bad: [string, Uint8Array, RegExp][] = [
    ['no trace id', field(2, ID8), /trace id/],
    ['an all-zero trace id', concat(field(1, new Uint8Array(16)), field(2, ID8)), /trace id/],
    ['a short trace id', concat(field(1, ID8), field(2, ID8)), /trace id/],
    ['a long trace id', concat(field(1, new Uint8Array(17).fill(1)), field(2, ID8)), /trace id/],
    ['no span id', field(1, ID16), /span id/],
    ['an all-zero span id', concat(field(1, ID16), field(2, new Uint8Array(8))), /span id/],
    ['a short parent', spanBytes(field(4, fromHex('0102'))), /parent span id/],
    ['a long parent', spanBytes(field(4, ID16)), /parent span id/],
  ];
  test.each(bad)('%s costs the span and no other', (_name, span, reason) => {
    const result = decoded(requestBytes(spanBytes(), span, spanBytes()));
    expect(result.spanCount).toBe(2);
    expect(result.rejectedSpans).toBe(1);
    expect(result.rejection).toMatch(/^1 span was not stored: 1 with an invalid /);
    expect(result.rejection).toMatch(reason);
    expect(result.resourceSpans[0]?.scopeSpans[0]?.spans).toHaveLength(2);
  });

  test('an empty or all-zero parent is a root', () => {
    expect(firstSpan(requestBytes(spanBytes(field(4)))).parentSpanId).toBeUndefined();
    expect(firstSpan(requestBytes(spanBytes(field(4, new Uint8Array(8))))).parentSpanId).toBeUndefined();
    expect(firstSpan(requestBytes(spanBytes(field(4, ID8)))).parentSpanId).toBe('0202020202020202');
  });

  test('the message counts by reason', () => {
    const result = decoded(requestBytes(field(2, ID8), field(1, ID16), field(2, ID8), spanBytes()));
    expect(result.rejectedSpans).toBe(3);
    expect(result.rejection).toBe(
      '3 spans were not stored: 2 with an invalid trace id (it must be 16 bytes, not all zero); ' +
        '1 with an invalid span id (it must be 8 bytes, not all zero)',
    );
  });
});

describe('nesting', () => {
  const limits = { ...DEFAULT_DECODE_LIMITS, maxDepth: 5 };

  test.each([
    ['attribute of the span', nestedAttribute],
    ['attribute of an event', (_: number, levels: number) => field(11, nestedAttribute(3, levels))],
    ['attribute of a link', (_: number, levels: number) => field(13, nestedAttribute(4, levels))],
  ])('an %s too deep costs its span', (_name, attribute) => {
    const fits = decoded(requestBytes(spanBytes(attribute(9, 5))), limits);
    expect([fits.spanCount, fits.rejectedSpans]).toStrictEqual([1, 0]);
    const result = decoded(requestBytes(spanBytes(), spanBytes(attribute(9, 6)), spanBytes()), limits);
    expect([result.spanCount, result.rejectedSpans]).toStrictEqual([2, 1]);
    expect(result.rejection).toContain('an attribute nested deeper than 5 levels');
  });

  test('a resource too deep costs all of its spans, wherever it stands', () => {
    const resource = field(1, nestedAttribute(1, 6));
    const spans = field(2, field(2, spanBytes()), field(2, spanBytes()), field(2, field(1)));
    for (const group of [concat(resource, spans), concat(spans, resource), concat(field(1), spans, resource)]) {
      const result = decoded(concat(field(1, group), requestBytes(spanBytes())), limits);
      expect([result.spanCount, result.rejectedSpans]).toStrictEqual([1, 3]);
      expect(result.rejection).toContain('2 with a resource that could not be used');
    }
  });

  test('a scope too deep costs all of its spans', () => {
    const bad = field(2, field(2, spanBytes()), field(1, nestedAttribute(3, 6)));
    const result = decoded(field(1, bad, field(2, field(2, spanBytes()))), limits);
    expect([result.spanCount, result.rejectedSpans]).toStrictEqual([1, 1]);
    expect(result.rejection).toContain('an instrumentation scope that could not be used');
  });

  test('200,000 levels do not overflow the stack', () => {
    const parts: Uint8Array[] = [];
    let size = 0;
    for (let level = 0; level < 200_000; level++) {
      const array = concat(varint((1 << 3) | 2), varint(size));
      const value = concat(varint((5 << 3) | 2), varint(size + array.length));
      size += array.length + value.length;
      parts.push(array, value);
    }
    const deep = new Uint8Array(size);
    let at = 0;
    for (const part of parts.reverse()) {
      deep.set(part, at);
      at += part.length;
    }
    const result = decoded(requestBytes(spanBytes(field(9, field(2, deep))), spanBytes()));
    expect([result.spanCount, result.rejectedSpans]).toStrictEqual([1, 1]);
  });

  test('unknown groups nested without end are malformed', () => {
    expect(failure(new Uint8Array(200_000).fill((100 << 3) | 3)).kind).toBe('malformed');
    expect(failure(requestBytes(concat(spanBytes(), new Uint8Array(100_000).fill((14 << 3) | 3)))).kind).toBe(
      'malformed',
    );
  });
});

describe('limits', () => {
  const limits = { ...DEFAULT_DECODE_LIMITS, maxSpans: 3, maxItems: 49 };

  test('spans', () => {
    expect(decoded(requestBytes(spanBytes(), spanBytes(), spanBytes()), limits).spanCount).toBe(3);
    const error = failure(requestBytes(spanBytes(), spanBytes(), field(1), spanBytes()), limits);
    expect(error).toStrictEqual({
      kind: 'too_large',
      message: 'more than 3 spans in one request; send smaller batches',
    });
  });

  test.each([
    ['attributes', concat(...Array.from({ length: 10 }, () => field(9)))],
    ['events', concat(...Array.from({ length: 10 }, () => field(11)))],
    ['links', concat(...Array.from({ length: 10 }, () => field(13)))],
    ['list elements', field(9, field(2, field(5, ...Array.from({ length: 10 }, () => field(1)))))],
    ['nested attributes', field(9, field(2, field(6, ...Array.from({ length: 10 }, () => field(1)))))],
  ])('%s', (_name, items) => {
    expect(failure(requestBytes(spanBytes(items)), limits).kind).toBe('too_large');
  });

  test('empty groups, entity references and their keys count as well', () => {
    expect(failure(concat(...Array.from({ length: 3 }, () => field(1))), limits).kind).toBe('too_large');
    expect(failure(field(1, ...Array.from({ length: 2 }, () => field(2))), limits).kind).toBe('too_large');
    expect(failure(field(1, field(1, ...Array.from({ length: 30 }, () => field(3)))), limits).kind).toBe('too_large');
    const keys = field(1, field(1, field(3, ...Array.from({ length: 29 }, () => field(3)))));
    expect(failure(keys, limits).kind).toBe('too_large');
  });

  describe('of one span, resource or scope', () => {
    const ofOne = { ...DEFAULT_DECODE_LIMITS, maxItemsOfOne: 3, maxNameLength: 20 };
    const times = (n: number, number: number, ...parts: Uint8Array[]): Uint8Array =>
      concat(...Array.from({ length: n }, () => field(number, ...parts)));

    test.each([
      ['attributes', (n: number) => times(n, 9)],
      ['events', (n: number) => times(n, 11)],
      ['attributes of an event', (n: number) => field(11, times(n - 1, 3))],
      ['links', (n: number) => times(n, 13)],
      ['attributes of a link', (n: number) => field(13, times(n - 1, 4))],
      ['list elements', (n: number) => field(9, field(2, field(5, times(n - 1, 1))))],
    ])('more %s than allowed cost the span alone', (_name, items) => {
      const fits = decoded(requestBytes(spanBytes(items(3)), spanBytes(items(3))), ofOne);
      expect([fits.spanCount, fits.rejectedSpans, fits.itemCount]).toStrictEqual([2, 0, 46]);
      const result = decoded(requestBytes(spanBytes(items(4)), spanBytes(items(3))), ofOne);
      expect([result.spanCount, result.rejection]).toStrictEqual([
        1,
        '1 span was not stored: 1 with more than 3 attributes, events, links and list elements',
      ]);
    });

    test('attributes of a resource or a scope cost its spans', () => {
      const spans = concat(field(2, spanBytes()), field(2, spanBytes()));
      const ofResource = field(1, field(1, times(4, 1)), field(2, spans));
      expect(decoded(concat(ofResource, requestBytes(spanBytes())), ofOne)).toMatchObject({
        spanCount: 1,
        rejection: `2 spans were not stored: 2 with a resource that could not be used: more than 3 attributes, events, links and list elements`,
      });
      const ofScope = field(1, field(2, field(1, times(4, 3)), spans));
      expect(decoded(concat(ofScope, requestBytes(spanBytes())), ofOne)).toMatchObject({
        spanCount: 1,
        rejection: `2 spans were not stored: 2 with an instrumentation scope that could not be used: more than 3 attributes, events, links and list elements`,
      });
    });

    test('a resource or scope in pieces is one', () => {
      const spans = field(2, spanBytes());
      const piece = (n: number, number: number): Uint8Array => times(n, number);
      const resource = field(1, field(1, piece(2, 1)), field(1, piece(2, 1)), field(2, spans));
      const scope = field(1, field(2, field(1, piece(2, 3)), spans, field(1, piece(2, 3))));
      for (const pieces of [resource, scope]) {
        expect(decoded(concat(pieces, requestBytes(spanBytes())), ofOne)).toMatchObject({
          spanCount: 1,
          rejectedSpans: 1,
        });
      }
      // Those of another group are another's.
      const two = concat(
        field(1, field(1, piece(3, 1)), field(2, spans)),
        field(1, field(1, piece(3, 1)), field(2, spans)),
      );
      expect(decoded(two, ofOne).spanCount).toBe(2);
    });

    test('a long name costs its span, that of a service all spans of the resource', () => {
      const text = (length: number): Uint8Array => new Uint8Array(length).fill(0x6e);
      const long = decoded(requestBytes(spanBytes(field(5, text(21))), spanBytes(field(5, text(20)))), ofOne);
      expect([long.spanCount, long.rejection]).toStrictEqual([
        1,
        '1 span was not stored: 1 with a name longer than 20 characters',
      ]);
      const service = (length: number): Uint8Array =>
        field(
          1,
          field(1, field(1, field(1, new TextEncoder().encode('service.name')), field(2, field(1, text(length))))),
          field(2, field(2, spanBytes())),
        );
      const result = decoded(concat(service(20), service(21)), ofOne);
      expect([result.spanCount, result.rejection]).toStrictEqual([
        1,
        '1 span was not stored: 1 with a resource that could not be used: a service.name or service.namespace longer than 20 characters',
      ]);
    });
  });

  test('millions of empty spans are refused before objects are built', () => {
    const spans = new Uint8Array(4_000_000);
    for (let i = 0; i < spans.length; i += 2) spans[i] = 0x12;
    const error = failure(field(1, field(2, spans)));
    expect(error.kind).toBe('too_large');
  });
});

describe('broken wire', () => {
  const whole = encodeExportRequest(randomTraces(7));

  test('truncated at every byte: an error, or the spans before the cut', () => {
    const total = decoded(whole).spanCount;
    for (let length = 0; length < whole.length; length++) {
      const result = decodeExportRequest(whole.subarray(0, length));
      if (result.ok) expect(result.value.spanCount).toBeLessThanOrEqual(total);
      else expect(result.error.kind).toBe('malformed');
    }
    expect(decodeExportRequest(whole.subarray(0, whole.length - 1)).ok).toBe(false);
  });

  test('20,000 mutations: always a result', () => {
    const next = mulberry32(20_260_711);
    let refused = 0;
    for (let round = 0; round < 20_000; round++) {
      const bytes = whole.slice(0, 400 + Math.floor(next() * (whole.length - 400)));
      for (let flips = 1 + Math.floor(next() * 4); flips > 0; flips--) {
        bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      }
      if (!decodeExportRequest(bytes).ok) refused++;
    }
    expect(refused).toBeGreaterThan(10_000);
  });

  test.each([
    ['random text', text('this is not protobuf')],
    ['JSON', text('{"resourceSpans":[]}')],
    ['field number 0', fromHex('0200')],
    ['a length past the end', fromHex('0aff')],
    ['a length of 4 GiB', fromHex('0affffffff0f')],
    ['a length of 11 bytes', fromHex('0affffffffffffffffffff01')],
    ['wire type 6', fromHex('0e')],
    ['a lone end of group', fromHex('0c')],
    ['a span that ends within a time', requestBytes(concat(spanBytes(), fromHex('39010203')))],
    ['a varint of 11 bytes', requestBytes(spanBytes(field(9, field(2, fromHex(`18${'ff'.repeat(10)}01`)))))],
  ])('%s is malformed', (_name, bytes) => {
    const error = failure(bytes);
    expect(error.kind).toBe('malformed');
    expect(error.message).toContain('not a protobuf ExportTraceServiceRequest');
  });

  test('a known field with another wire type is skipped like an unknown one', () => {
    const span = firstSpan(
      requestBytes(spanBytes(fromHex('2863'), field(7, text('x')), fromHex('3d00000000'), field(99, text('x')))),
    );
    expect([span.name, span.start]).toStrictEqual(['', 0n]);
  });

  test('a stored span that is corrupt throws', () => {
    expect(() => decodeSpan(fromHex('0a'))).toThrow(RangeError);
    expect(() => decodeSpan(new Uint8Array())).toThrow('a stored span has an invalid trace id');
  });
});

describe('odd but good', () => {
  const attribute = (key: string, value: Uint8Array): Uint8Array => field(9, field(1, text(key)), field(2, value));

  test('of duplicate keys the last one stays, in nested lists too', () => {
    const string = (value: string): Uint8Array => field(1, text(value));
    const nested = field(
      6,
      field(1, field(1, text('n')), field(2, string('1'))),
      field(1, field(1, text('n')), field(2, string('2'))),
    );
    const span = firstSpan(
      requestBytes(spanBytes(attribute('a', string('first')), attribute('b', nested), attribute('a', string('last')))),
    );
    expect(span.attributes).toStrictEqual([
      { key: 'b', value: { kind: 'kvlist', entries: [{ key: 'n', value: { kind: 'string', value: '2' } }] } },
      { key: 'a', value: { kind: 'string', value: 'last' } },
    ]);
  });

  test('duplicates among many', () => {
    const many = Array.from({ length: 40 }, (_, i) => attribute(`k${i % 20}`, field(1, text(String(i)))));
    const span = firstSpan(requestBytes(spanBytes(...many)));
    expect(span.attributes.map((entry) => entry.key)).toStrictEqual(Array.from({ length: 20 }, (_, i) => `k${i}`));
    expect(span.attributes[0]?.value).toStrictEqual({ kind: 'string', value: '20' });
  });

  test('prototype names are ordinary keys', () => {
    const span = firstSpan(
      requestBytes(spanBytes(attribute('__proto__', field(1, text('x'))), attribute('constructor', field(6)))),
    );
    expect(span.attributes.map((entry) => entry.key)).toStrictEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('an attribute without a value, and one with an empty value, are the empty value', () => {
    const span = firstSpan(requestBytes(spanBytes(field(9, field(1, text('a'))), field(9, field(2)))));
    expect(span.attributes).toStrictEqual([
      { key: 'a', value: { kind: 'empty' } },
      { key: '', value: { kind: 'empty' } },
    ]);
  });

  test('of several kinds in one value the last one counts', () => {
    const span = firstSpan(requestBytes(spanBytes(attribute('a', concat(field(1, text('x')), fromHex('1805'))))));
    expect(span.attributes[0]?.value).toStrictEqual({ kind: 'int', value: 5n });
  });

  test('invalid UTF-8 becomes U+FFFD, short or long', () => {
    expect(firstSpan(requestBytes(spanBytes(field(5, fromHex('61ff62'))))).name).toBe('a\uFFFDb');
    const long = concat(text('y'.repeat(100)), fromHex('c3'));
    expect(firstSpan(requestBytes(spanBytes(field(5, long)))).name).toBe(`${'y'.repeat(100)}\uFFFD`);
  });

  test('enum numbers that nobody knows stay', () => {
    const span = firstSpan(requestBytes(spanBytes(concat(fromHex('30'), varint(-7)), field(15, fromHex('1863')))));
    expect([span.kind, span.status.code]).toStrictEqual([-7, 99]);
  });

  test('byte values do not keep the request alive', () => {
    const body = requestBytes(spanBytes(attribute('b', field(7, fromHex('0102')))));
    for (const bytes of [body, Buffer.from(body)]) {
      const value = firstSpan(bytes).attributes[0]?.value;
      expect(value).toStrictEqual({ kind: 'bytes', value: Uint8Array.of(1, 2) });
      expect(value?.kind === 'bytes' && value.value.buffer.byteLength).toBe(2);
    }
  });

  test('a body that is a view into a larger buffer', () => {
    const body = requestBytes(spanBytes(fromHex('397b4859e3faeb6f15')));
    const buffer = concat(new Uint8Array(5).fill(255), body, new Uint8Array(5).fill(255));
    for (const view of [buffer.subarray(5, 5 + body.length), Buffer.from(buffer).subarray(5, 5 + body.length)]) {
      expect(firstSpan(view).start).toBe(1544712660000000123n);
    }
  });
});
