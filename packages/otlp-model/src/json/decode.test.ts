// OTLP/JSON in: what the mapping allows and what costs a span.
import { describe, expect, test } from 'vitest';
import type { Span } from '../span.ts';
import { bytes, decoded, failure, IDS, request } from '../testing/json-requests.ts';
import { decodeExportRequest } from './index.ts';

/** The span with good ids and these members. */
function span(members = ''): Span {
  const result = decoded(request(`{${IDS}${members === '' ? '' : `,${members}`}}`));
  const found = result.resourceSpans[0]?.scopeSpans[0]?.spans[0];
  if (found === undefined) throw new Error(result.rejection);
  return found;
}

/** The value of one attribute given as JSON. */
function value(json: string) {
  return span(`"attributes":[{"key":"k","value":${json}}]`).attributes[0]?.value;
}

/** Why a span with these members is left out, next to a good one that stays. */
function rejection(members: string): string {
  const result = decoded(request(`{${IDS}}`, `{${members}}`, `{${IDS}}`));
  expect([result.spanCount, result.rejectedSpans]).toStrictEqual([2, 1]);
  return result.rejection;
}

test('the example of the specification', () => {
  const result =
    decoded(`{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my.service"}}]},
    "scopeSpans":[{"scope":{"name":"my.library","version":"1.0.0","attributes":[{"key":"my.scope.attribute","value":{"stringValue":"some scope attribute"}}]},
    "spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","parentSpanId":"EEE19B7EC3C1B173","name":"I'm a server span",
    "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000","kind":2,
    "attributes":[{"key":"my.span.attr","value":{"stringValue":"some value"}}]}]}]}]}`);
  expect(result.spanCount).toBe(1);
  const [group] = result.resourceSpans;
  expect(group?.resource.attributes).toStrictEqual([
    { key: 'service.name', value: { kind: 'string', value: 'my.service' } },
  ]);
  expect(group?.scopeSpans[0]?.scope.version).toBe('1.0.0');
  expect(group?.scopeSpans[0]?.spans[0]).toStrictEqual({
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    parentSpanId: 'eee19b7ec3c1b173',
    traceState: '',
    flags: 0,
    name: "I'm a server span",
    kind: 2,
    start: 1544712660000000000n,
    end: 1544712661000000000n,
    attributes: [{ key: 'my.span.attr', value: { kind: 'string', value: 'some value' } }],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 0, message: '' },
  });
});

test('an empty body, an empty object and a byte order mark', () => {
  const empty = { resourceSpans: [], spanCount: 0, itemCount: 0, rejectedSpans: 0, rejection: '' };
  expect(decoded('')).toStrictEqual(empty);
  expect(decoded('{}')).toStrictEqual(empty);
  expect(decoded('\uFEFF{"resourceSpans":null}')).toStrictEqual(empty);
});

test('snake_case keys, unknown fields and null', () => {
  const text = `{"resource_spans":[{"schema_url":"u","x":[{}],"resource":{"dropped_attributes_count":1,
    "entity_refs":[{"schema_url":"e","type":"host","id_keys":["a"],"description_keys":["b"]}]},
    "scope_spans":[{"schema_url":"s","scope":null,"spans":[{"trace_id":"5b8efff798038103d269b633813fc60c",
    "span_id":"eee19b7ec3c1b174","parent_span_id":null,"trace_state":"a=1","start_time_unix_nano":"5","end_time_unix_nano":"6",
    "dropped_attributes_count":1,"dropped_events_count":2,"dropped_links_count":3,"status":null,"attributes":null,"name":null,
    "events":[{"time_unix_nano":"7","dropped_attributes_count":8}],
    "links":[{"trace_id":"AB","span_id":"","trace_state":"t","dropped_attributes_count":9}], "unknown":{"deep":[1,{"a":null}]}}]}]}]}`;
  const [group] = decoded(text).resourceSpans;
  expect(group?.resource).toStrictEqual({
    attributes: [],
    droppedAttributesCount: 1,
    entityRefs: [{ schemaUrl: 'e', type: 'host', idKeys: ['a'], descriptionKeys: ['b'] }],
    schemaUrl: 'u',
  });
  expect(group?.scopeSpans[0]?.scope.schemaUrl).toBe('s');
  expect(group?.scopeSpans[0]?.spans[0]).toMatchObject({
    parentSpanId: undefined,
    traceState: 'a=1',
    start: 5n,
    end: 6n,
    droppedAttributesCount: 1,
    droppedEventsCount: 2,
    droppedLinksCount: 3,
    events: [{ time: 7n, droppedAttributesCount: 8 }],
    links: [{ traceId: 'ab', spanId: '', traceState: 't', droppedAttributesCount: 9 }],
  });
});

describe('values', () => {
  test.each([
    ['{"stringValue":"x"}', { kind: 'string', value: 'x' }],
    ['{"string_value":""}', { kind: 'string', value: '' }],
    ['{"boolValue":false}', { kind: 'bool', value: false }],
    ['{"intValue":"-9223372036854775808"}', { kind: 'int', value: -(2n ** 63n) }],
    ['{"intValue":9223372036854775807}', { kind: 'int', value: 2n ** 63n - 1n }],
    ['{"intValue":9007199254740993}', { kind: 'int', value: 9007199254740993n }],
    ['{"intValue":1234567890123456e3}', { kind: 'int', value: 1234567890123456000n }],
    ['{"intValue":123456789012345678.0}', { kind: 'int', value: 123456789012345678n }],
    ['{"intValue":1.0}', { kind: 'int', value: 1n }],
    ['{"intValue":"2e2"}', { kind: 'int', value: 200n }],
    ['{"intValue":18446744073709552000}', { kind: 'double', value: 2 ** 64 }],
    ['{"intValue":-9223372036854776000}', { kind: 'double', value: -(2 ** 63) }],
    ['{"intValue":1.1805916207174113e+21}', { kind: 'double', value: 2 ** 70 }],
    ['{"int_value":-0}', { kind: 'int', value: 0n }],
    ['{"doubleValue":0.1}', { kind: 'double', value: 0.1 }],
    ['{"doubleValue":-0}', { kind: 'double', value: -0 }],
    ['{"doubleValue":0.12345678901234567890123}', { kind: 'double', value: 0.12345678901234568 }],
    ['{"doubleValue":1e308}', { kind: 'double', value: 1e308 }],
    ['{"doubleValue":"1.5"}', { kind: 'double', value: 1.5 }],
    ['{"doubleValue":"NaN"}', { kind: 'double', value: Number.NaN }],
    ['{"doubleValue":"Infinity"}', { kind: 'double', value: Number.POSITIVE_INFINITY }],
    ['{"double_value":"-Infinity"}', { kind: 'double', value: Number.NEGATIVE_INFINITY }],
    ['{"bytesValue":"+/8="}', { kind: 'bytes', value: Uint8Array.of(0xfb, 0xff) }],
    ['{"bytes_value":"-_8"}', { kind: 'bytes', value: Uint8Array.of(0xfb, 0xff) }],
    ['{"bytesValue":""}', { kind: 'bytes', value: new Uint8Array() }],
    [
      '{"arrayValue":{"values":[{},null,{"intValue":1}]}}',
      { kind: 'array', values: [{ kind: 'empty' }, { kind: 'empty' }, { kind: 'int', value: 1n }] },
    ],
    ['{"array_value":{}}', { kind: 'array', values: [] }],
    ['{"kvlistValue":{"values":[{"key":"a"}]}}', { kind: 'kvlist', entries: [{ key: 'a', value: { kind: 'empty' } }] }],
    ['{"kvlist_value":{"values":null}}', { kind: 'kvlist', entries: [] }],
    ['{}', { kind: 'empty' }],
    ['null', { kind: 'empty' }],
    ['{"stringValue":null}', { kind: 'empty' }],
    ['{"newValue":{"x":1}}', { kind: 'empty' }],
    ['{"stringValue":"x","intValue":"1"}', { kind: 'int', value: 1n }],
  ])('%s', (json, expected) => {
    expect(value(json)).toStrictEqual(expected);
  });

  test.each([
    ['{"intValue":1.5}', /intValue/],
    ['{"intValue":9223372036854775808}', /intValue/],
    ['{"intValue":"-9223372036854775809"}', /intValue/],
    ['{"intValue":1e400}', /intValue/],
    ['{"intValue":"0x10"}', /intValue/],
    ['{"intValue":""}', /intValue/],
    ['{"intValue":true}', /intValue/],
    [`{"intValue":"${'9'.repeat(1000)}"}`, /intValue/],
    ['{"doubleValue":1e400}', /doubleValue/],
    ['{"doubleValue":"-1e400"}', /doubleValue/],
    ['{"doubleValue":"nan"}', /doubleValue/],
    ['{"boolValue":"true"}', /boolValue/],
    ['{"boolValue":1}', /boolValue/],
    ['{"stringValue":1}', /stringValue/],
    ['{"bytesValue":"!"}', /base64/],
    ['{"bytesValue":"aaaaa"}', /base64/],
    ['{"bytesValue":[1]}', /base64/],
    ['{"arrayValue":[]}', /arrayValue/],
    ['{"kvlistValue":{"values":{}}}', /not a JSON array/],
    ['"x"', /attribute value/],
  ])('%s costs the span', (json, reason) => {
    expect(rejection(`${IDS},"attributes":[{"key":"k","value":${json}}]`)).toMatch(reason);
  });
});

describe('64-bit integers', () => {
  test.each([
    ['"1544712660000000123"', 1544712660000000123n],
    ['1544712660000000123', 1544712660000000123n],
    [' \t\n18446744073709551615 ', 2n ** 64n - 1n],
    ['1.544712660000000123e18', 1544712660000000123n],
    ['0', 0n],
  ])('a time %s', (text, expected) => {
    expect(span(`"startTimeUnixNano":${text}`).start).toBe(expected);
  });

  test('long numbers inside strings, keys and unknown fields stay text', () => {
    const found = span(
      '"name":"at 1544712660000000123 \\" 1544712660000000123","x":[1544712660000000123,-1.5e300,1e5]',
    );
    expect(found.name).toBe('at 1544712660000000123 " 1544712660000000123');
  });

  test.each(['-1', '18446744073709551616', '1e400', '1.5', '"soon"', '{}'])('a time of %s costs the span', (text) => {
    expect(rejection(`${IDS},"endTimeUnixNano":${text}`)).toContain(
      'an endTimeUnixNano that is not an integer from 0 to',
    );
  });

  test.each([
    '01544712660000000123',
    '1544712660000000.',
    '15447126600000001e',
    '--15447126600000001',
    '+1544712660000000',
  ])('the broken number %s is malformed', (text) => {
    expect(failure(request(`{${IDS},"startTimeUnixNano":${text}}`)).kind).toBe('malformed');
  });
});

describe('ids', () => {
  const good = '"traceId":"5B8EFFF798038103D269B633813FC60C"';

  test.each([
    ['"spanId":"eee19b7ec3c1b174"', /invalid trace id/],
    ['"traceId":"00000000000000000000000000000000","spanId":"eee19b7ec3c1b174"', /invalid trace id/],
    ['"traceId":"W47/95gDgQPSabYzgT/GDA==","spanId":"7uGbfsPBsXQ="', /invalid trace id/],
    ['"traceId":5,"spanId":"eee19b7ec3c1b174"', /invalid trace id/],
    [good, /invalid span id/],
    [`${good},"spanId":"0000000000000000"`, /invalid span id/],
    [`${good},"spanId":"eee19b7ec3c1b17g"`, /invalid span id/],
    [`${IDS},"parentSpanId":"ab"`, /invalid parent span id/],
    [`${IDS},"parentSpanId":{}`, /invalid parent span id/],
    [`${IDS},"links":[{"traceId":"xyz"}]`, /a link whose ids are not hex/],
    [`${IDS},"links":[{"spanId":"abc"}]`, /a link whose ids are not hex/],
  ])('%s', (members, reason) => {
    expect(rejection(members)).toMatch(reason);
  });

  test('an empty or all-zero parent is a root', () => {
    expect(span('"parentSpanId":""').parentSpanId).toBeUndefined();
    expect(span('"parentSpanId":"0000000000000000"').parentSpanId).toBeUndefined();
  });
});

describe('other fields', () => {
  test.each([
    ['3', 3],
    ['"3"', 3],
    ['"SPAN_KIND_CONSUMER"', 5],
    ['-2147483648', -(2 ** 31)],
    ['77', 77],
  ])('kind %s', (text, kind) => {
    expect(span(`"kind":${text}`).kind).toBe(kind);
  });

  test('status by name, flags as a number or a string', () => {
    expect(span('"status":{"code":"STATUS_CODE_ERROR","message":"no"}').status).toStrictEqual({
      code: 2,
      message: 'no',
    });
    expect(span('"flags":4294967295').flags).toBe(2 ** 32 - 1);
    expect(span('"flags":"257"').flags).toBe(257);
  });

  test.each([
    ['"kind":"SPAN_KIND_OTHER"', /a kind that is not known/],
    ['"kind":"SERVER"', /a kind that is not an integer/],
    ['"kind":2147483648', /a kind/],
    ['"flags":-1', /flags/],
    ['"flags":4294967296', /flags/],
    ['"name":5', /a span name that is not a string/],
    ['"attributes":{}', /an attributes field that is not a JSON array/],
    ['"attributes":[5]', /an attribute that is not a JSON object/],
    ['"attributes":[{"key":5}]', /an attribute key/],
    ['"events":[null]', /an event that is not a JSON object/],
    ['"status":[]', /a status that is not a JSON object/],
  ])('%s costs the span', (members, reason) => {
    expect(rejection(`${IDS},${members}`)).toMatch(reason);
  });

  test('a span that is no object costs itself', () => {
    const result = decoded(request('5', 'null', '[]', `{${IDS}}`));
    expect([result.spanCount, result.rejectedSpans]).toStrictEqual([1, 3]);
    expect(result.rejection).toBe('3 spans were not stored: 3 with a span that is not a JSON object');
  });

  test('a bad resource or scope costs all of its spans and no others', () => {
    const spans = `"spans":[{${IDS}},{${IDS}}]`;
    const result = decoded(`{"resourceSpans":[{"resource":{"attributes":5},"scopeSpans":[{${spans}}]},
      {"scopeSpans":[{"scope":{"name":5},${spans}},{${spans}}]}]}`);
    expect([result.spanCount, result.rejectedSpans]).toStrictEqual([2, 4]);
    expect(result.rejection).toContain(
      '2 with a resource that could not be used: an attributes field that is not a JSON array',
    );
    expect(result.rejection).toContain('2 with an instrumentation scope that could not be used');
  });

  test('duplicate attribute keys: the last one stays; a duplicate member of an object likewise', () => {
    const found = span(
      '"name":"a","name":"b","attributes":[{"key":"k"},{"key":"j"},{"key":"k","value":{"intValue":1}}]',
    );
    expect(found.name).toBe('b');
    expect(found.attributes.map((entry) => entry.key)).toStrictEqual(['j', 'k']);
    expect(found.attributes[1]?.value).toStrictEqual({ kind: 'int', value: 1n });
  });

  test('prototype names are harmless as members and as keys', () => {
    const found = span(
      '"__proto__":{"name":"evil","flags":7},"constructor":1,"attributes":[{"key":"__proto__","__proto__":{"value":{}}}]',
    );
    expect([found.name, found.flags]).toStrictEqual(['', 0]);
    expect(found.attributes).toStrictEqual([{ key: '__proto__', value: { kind: 'empty' } }]);
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });

  test('lone surrogates and invalid UTF-8 become U+FFFD', () => {
    expect(span('"name":"a\\ud800b\\ud83d\\ude00"').name).toBe('a\uFFFDb😀');
    const body = bytes(request(`{${IDS},"name":"?"}`));
    body[body.indexOf(0x3f)] = 0xff;
    const result = decodeExportRequest(body);
    expect(result.ok && result.value.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.name).toBe('\uFFFD');
  });
});
