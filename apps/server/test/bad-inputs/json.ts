// Bad JSON over HTTP.
import {
  badTrace,
  jsonAnswer,
  OTHER_SPAN,
  post,
  refused,
  REJECTED,
  requestJson,
  type Row,
  SPAN,
  spanJson,
} from './row.ts';

const MALFORMED = refused('otlp-http', 'malformed');
const TOO_LARGE = refused('otlp-http', 'too_large');
const NOT_JSON = /^the body is not JSON: /;
const DEEP = 'the JSON is nested too deep';

function malformed(name: string, body: string | (() => Buffer), message: string | RegExp): Row {
  return { name, send: post(body), answer: jsonAnswer(400, message), counts: MALFORMED };
}

/** A good span beside a bad one: the good one is stored. */
function partly(n: number, name: string, bad: string, why: string): Row {
  return {
    name,
    send: post(requestJson(spanJson(badTrace(n), SPAN), bad)),
    answer: jsonAnswer(200, `1 span was not stored: 1 with ${why}`),
    counts: REJECTED,
    stored: { traceId: badTrace(n), spans: 1 },
  };
}

/** Odd but right: taken whole. */
function taken(n: number, name: string, more: string): Row {
  return {
    name,
    send: post(requestJson(spanJson(badTrace(n), SPAN, more))),
    answer: jsonAnswer(200, ''),
    stored: { traceId: badTrace(n), spans: 1 },
  };
}

function withValue(n: number, value: string): string {
  return spanJson(badTrace(n), OTHER_SPAN, `"attributes":[{"key":"k","value":${value}}]`);
}

function nested(levels: number): string {
  return `${'{"arrayValue":{"values":['.repeat(levels - 1)}{"intValue":1}${']}}'.repeat(levels - 1)}`;
}

const BAD_TRACE_ID = 'an invalid trace id (it must be 16 bytes, not all zero)';
const BAD_SPAN_ID = 'an invalid span id (it must be 8 bytes, not all zero)';
const TIME = `that is not an integer from 0 to ${2n ** 64n - 1n}`;
const start = (n: number, time: string): string => spanJson(badTrace(n), OTHER_SPAN, `"startTimeUnixNano":${time}`);

export const JSON_ROWS: readonly Row[] = [
  malformed('JSON cut off', '{"resourceSpans":', NOT_JSON),
  malformed('JSON with something behind it', '{} {}', NOT_JSON),
  malformed('JSON with a comment', '{/* hello */}', NOT_JSON),
  malformed('the literal NaN', requestJson(start(100, 'NaN')), NOT_JSON),
  malformed('JSON as UTF-16', () => Buffer.from('{}', 'utf16le'), NOT_JSON),
  malformed(
    'a list instead of a request',
    '[]',
    'the body is not an OTLP/JSON trace request: it has a request that is not a JSON object',
  ),
  malformed(
    'resourceSpans that is no list',
    '{"resourceSpans":{}}',
    'the body is not an OTLP/JSON trace request: it has a resourceSpans field that is not a JSON array',
  ),
  malformed('200,000 lists in lists', () => Buffer.from('['.repeat(200_000)), DEEP),
  malformed('200,000 objects in objects', () => Buffer.from('{"a":'.repeat(200_000)), DEEP),
  malformed(
    '200,000 levels in a value',
    () => Buffer.from(requestJson(withValue(101, `{"arrayValue":${'['.repeat(200_000)}${']'.repeat(200_000)}}`))),
    DEEP,
  ),
  {
    name: 'a million empty spans in JSON',
    send: post(() => Buffer.from(requestJson(`${'{},'.repeat(999_999)}{}`))),
    answer: jsonAnswer(413, 'more than 250000 spans in one request; send smaller batches'),
    counts: TOO_LARGE,
  },
  {
    name: 'two million empty groups in JSON',
    send: post(() => Buffer.from(`{"resourceSpans":[${'{},'.repeat(1_999_999)}{}]}`)),
    answer: jsonAnswer(
      413,
      'more than 1000000 attributes, events, links and list elements in one request (a resource or scope counts for 20); send smaller batches',
    ),
    counts: TOO_LARGE,
  },
  partly(
    131,
    '60,000 empty events in one span in JSON',
    spanJson(badTrace(131), OTHER_SPAN, `"events":[${'{},'.repeat(59_999)}{}]`),
    'more than 50000 attributes, events, links and list elements',
  ),
  partly(102, 'an attribute 51 deep in JSON', withValue(102, nested(51)), 'an attribute nested deeper than 50 levels'),
  partly(
    130,
    'an attribute 100 deep in JSON',
    withValue(130, nested(100)),
    'an attribute nested deeper than 50 levels',
  ),
  malformed(
    'an attribute 1,000 deep in JSON: too deep to look for its span',
    requestJson(withValue(101, nested(1000))),
    DEEP,
  ),
  partly(103, 'a trace id that is no hex', spanJson('g'.repeat(32), SPAN), BAD_TRACE_ID),
  partly(104, 'a trace id in base64', spanJson('W47/95gDgQPSabYzgT/GDA==', SPAN), BAD_TRACE_ID),
  partly(105, 'a short span id in JSON', spanJson(badTrace(105), 'abc'), BAD_SPAN_ID),
  partly(106, 'a negative time', start(106, '-1'), `a startTimeUnixNano ${TIME}`),
  partly(107, 'a time beyond 64 bits', start(107, '"18446744073709551616"'), `a startTimeUnixNano ${TIME}`),
  partly(108, 'half a nanosecond', start(108, '0.5'), `a startTimeUnixNano ${TIME}`),
  partly(109, 'the time "NaN"', start(109, '"NaN"'), `a startTimeUnixNano ${TIME}`),
  partly(
    110,
    'an integer beyond 64 bits',
    withValue(110, '{"intValue":"9223372036854775808"}'),
    'an intValue that is not a signed 64-bit integer',
  ),
  partly(
    111,
    'a double beyond its range',
    withValue(111, '{"doubleValue":1e999}'),
    'a doubleValue that is not a number, or beyond the range of a double',
  ),
  partly(112, 'a bool as a string', withValue(112, '{"boolValue":"true"}'), 'a boolValue that is not true or false'),
  partly(113, 'bytes that are no base64', withValue(113, '{"bytesValue":"***"}'), 'a bytesValue that is not base64'),
  partly(
    114,
    'a kind that does not exist',
    spanJson(badTrace(114), OTHER_SPAN, '"kind":"SPAN_KIND_ODD"'),
    'a kind that is not known',
  ),
  partly(
    115,
    'a name that is a number',
    spanJson(badTrace(115), OTHER_SPAN, '"name":5'),
    'a span name that is not a string',
  ),
  partly(116, 'a span that is a list', '[]', 'a span that is not a JSON object'),
  taken(
    120,
    '__proto__ and constructor as fields and keys',
    '"__proto__":{"a":1},"constructor":{"prototype":{}},"attributes":[{"key":"__proto__","value":{"stringValue":"x"}},{"key":"constructor","value":{"kvlistValue":{"values":[{"key":"__proto__","value":{"intValue":1}}]}}}]',
  ),
  taken(
    121,
    'HTML in names and keys',
    '"name":"<img src=x onerror=alert(1)>","attributes":[{"key":"<script>alert(1)</script>","value":{"stringValue":"</script><svg onload=alert(1)>"}}]',
  ),
  taken(
    122,
    'lone surrogates are mended',
    '"name":"\\ud800","attributes":[{"key":"\\udfff","value":{"stringValue":"a\\ud83d"}}]',
  ),
  taken(123, 'NUL characters', '"name":"a\\u0000b","attributes":[{"key":"\\u0000","value":{"stringValue":"\\u0000"}}]'),
  taken(124, 'an end before the start', '"startTimeUnixNano":"2","endTimeUnixNano":"1"'),
  taken(
    125,
    'the largest time there is',
    '"startTimeUnixNano":"18446744073709551615","endTimeUnixNano":"18446744073709551615"',
  ),
  {
    name: 'logs that are no list',
    send: post('{"resourceLogs":5}', { path: '/v1/logs' }),
    answer: jsonAnswer(
      400,
      'the body is not an OTLP/JSON logs request: it has a resourceLogs field that is not a JSON array',
    ),
    counts: MALFORMED,
  },
];
