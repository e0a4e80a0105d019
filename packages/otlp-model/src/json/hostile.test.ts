// What senders may throw at the JSON decoder: an error or a partial success, never an exception.
import { describe, expect, test } from 'vitest';
import { DEFAULT_DECODE_LIMITS } from '../codec.ts';
import { bytes, decoded, failure, IDS, request } from '../testing/json-requests.ts';
import { mulberry32, randomTraces } from '../testing/random-traces.ts';
import { decodeExportRequest, encodeExportRequest } from './index.ts';

describe('limits', () => {
  const limits = { ...DEFAULT_DECODE_LIMITS, maxSpans: 3, maxItems: 12, maxDepth: 4 };
  const good = `{${IDS}}`;
  const nested = (levels: number): string =>
    levels === 1 ? '{"intValue":1}' : `{"arrayValue":{"values":[${nested(levels - 1)}]}}`;
  const withValue = (levels: number): string => `{${IDS},"attributes":[{"key":"k","value":${nested(levels)}}]}`;

  test('spans', () => {
    const limits = { ...DEFAULT_DECODE_LIMITS, maxSpans: 3 };
    expect(decoded(request(good, good, good), limits).spanCount).toBe(3);
    expect(failure(request(good, '{}', good, '{}'), limits)).toStrictEqual({
      kind: 'too_large',
      message: 'more than 3 spans in one request; send smaller batches',
    });
    expect(failure(request(good, good, good, good).replace('"spans"', '"\\u0073pans"'), limits).kind).toBe('too_large');
  });

  test.each([
    ['attributes', '{"attributes":[{},{},{},{},{},{},{},{},{},{},{},{},{}]}'],
    ['elements of unknown lists', `{"x":[${'[],'.repeat(13)}0]}`],
    ['members of objects', `{"x":{${Array.from({ length: 200 }, (_, i) => `"m${i}":0`).join(',')}}}`],
  ])('%s', (_name, spanText) => {
    expect(failure(request(spanText), limits).kind).toBe('too_large');
  });

  test('a group counts for twenty', () => {
    const groups = (n: number): string => `{"resourceSpans":[${Array(n).fill('{"scopeSpans":[{}]}').join(',')}]}`;
    const few = { ...DEFAULT_DECODE_LIMITS, maxItems: 160 };
    expect(decoded(groups(4), few).itemCount).toBe(160);
    expect(failure(groups(5), few).kind).toBe('too_large');
  });

  test('a value too deep costs its span', () => {
    const shallow = { ...DEFAULT_DECODE_LIMITS, maxDepth: 4 };
    expect(decoded(request(withValue(4)), shallow).spanCount).toBe(1);
    const result = decoded(request(good, withValue(5), withValue(6)), shallow);
    expect([result.spanCount, result.rejectedSpans]).toStrictEqual([1, 2]);
    expect(result.rejection).toBe('2 spans were not stored: 2 with an attribute nested deeper than 4 levels');
  });

  describe('of one span, resource or scope', () => {
    const ofOne = { ...DEFAULT_DECODE_LIMITS, maxItemsOfOne: 3, maxNameLength: 20 };
    const list = (n: number, element = '{}'): string => `[${Array(n).fill(element).join(',')}]`;
    const WHY = 'more than 3 attributes, events, links and list elements';

    test.each([
      ['attributes', (n: number) => `"attributes":${list(n)}`],
      ['events', (n: number) => `"events":${list(n)}`],
      ['attributes of an event', (n: number) => `"events":[{"attributes":${list(n - 1)}}]`],
      ['links', (n: number) => `"links":${list(n)}`],
      ['attributes of a link', (n: number) => `"links":[{"attributes":${list(n - 1)}}]`],
      ['list elements', (n: number) => `"attributes":[{"value":{"arrayValue":{"values":${list(n - 1)}}}}]`],
      ['entries', (n: number) => `"attributes":[{"value":{"kvlistValue":{"values":${list(n - 1)}}}}]`],
    ])('more %s than allowed cost the span alone', (_name, items) => {
      const fits = decoded(request(`{${IDS},${items(3)}}`, good), ofOne);
      expect([fits.spanCount, fits.rejectedSpans, fits.itemCount]).toStrictEqual([2, 0, 43]);
      const result = decoded(request(`{${IDS},${items(4)}}`, good), ofOne);
      expect([result.spanCount, result.rejection]).toStrictEqual([1, `1 span was not stored: 1 with ${WHY}`]);
    });

    test('attributes of a resource or a scope cost its spans', () => {
      const spans = `"spans":[${good},${good}]`;
      const many = `{"attributes":${list(4)}}`;
      expect(decoded(`{"resourceSpans":[{"resource":${many},"scopeSpans":[{${spans}}]}]}`, ofOne).rejection).toBe(
        `2 spans were not stored: 2 with a resource that could not be used: ${WHY}`,
      );
      expect(decoded(`{"resourceSpans":[{"scopeSpans":[{"scope":${many},${spans}}]}]}`, ofOne).rejection).toBe(
        `2 spans were not stored: 2 with an instrumentation scope that could not be used: ${WHY}`,
      );
    });

    test('a long name costs its span, that of a service all spans of the resource', () => {
      expect(
        decoded(request(`{${IDS},"name":"${'n'.repeat(21)}"}`, `{${IDS},"name":"${'n'.repeat(20)}"}`), ofOne).rejection,
      ).toBe('1 span was not stored: 1 with a name longer than 20 characters');
      const service = (name: string): string =>
        `{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"${name}"}}]},"scopeSpans":[{"spans":[${good}]}]}`;
      expect(
        decoded(`{"resourceSpans":[${service('n'.repeat(21))},${service('n'.repeat(20))}]}`, ofOne).rejection,
      ).toBe(
        '1 span was not stored: 1 with a resource that could not be used: a service.name or service.namespace longer than 20 characters',
      );
    });
  });

  test('200,000 levels are malformed, whatever they are made of', () => {
    for (const open of ['[', '{"a":', '{"a":[']) {
      expect(failure(open.repeat(200_000))).toStrictEqual({
        kind: 'malformed',
        message: 'the JSON is nested too deep',
      });
    }
    expect(failure(request(`{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).kind).toBe('malformed');
  });

  test('millions of empty spans are refused before they are parsed', () => {
    expect(failure(request('{},'.repeat(300_000).slice(0, -1))).kind).toBe('too_large');
  });
});

describe('broken bodies', () => {
  test.each([
    ['[]'],
    ['null'],
    ['5'],
    ['"x"'],
    [' '],
    ['{'],
    ['{"resourceSpans":{}}'],
    ['{"resourceSpans":[5]}'],
    ['{"resourceSpans":[{"scopeSpans":5}]}'],
    ['{"resourceSpans":[{"scopeSpans":[null]}]}'],
    ['{"resourceSpans":[{"scopeSpans":[{"spans":{}}]}]}'],
    ['{"resourceSpans":[]}}'],
    ['{"resourceSpans":[],}'],
    ['\u0000'],
    ['"\\'],
    ["{'resourceSpans':[]}"],
  ])('%j is malformed', (text) => {
    expect(failure(text).kind).toBe('malformed');
  });

  test('truncated at every byte', () => {
    const whole = bytes(encodeExportRequest(randomTraces(11).slice(0, 1)));
    for (let length = 1; length < whole.length; length++) {
      const result = decodeExportRequest(whole.subarray(0, length));
      expect(result.ok ? 'ok' : result.error.kind).toBe('malformed');
    }
  });

  test('10,000 mutations: always a result', () => {
    const whole = bytes(encodeExportRequest(randomTraces(12).slice(0, 1)));
    const next = mulberry32(20_260_712);
    const alphabet = '[]{}",:\\0123456789eE.-+tfnu \u0000ÿ';
    for (let round = 0; round < 10_000; round++) {
      const body = whole.slice();
      for (let flips = 1 + Math.floor(next() * 4); flips > 0; flips--) {
        body[Math.floor(next() * body.length)] = alphabet.charCodeAt(Math.floor(next() * alphabet.length));
      }
      const result = decodeExportRequest(body);
      expect(result.ok || result.error.kind === 'malformed').toBe(true);
    }
  });
});
