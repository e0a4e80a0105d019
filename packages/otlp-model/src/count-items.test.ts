// Counting the items of the signals that are not stored, in both encodings.
import { describe, expect, test } from 'vitest';
import { DEFAULT_DECODE_LIMITS } from './codec.ts';
import { countItems as countJson } from './json/index.ts';
import { countItems as countProtobuf } from './protobuf/index.ts';
import type { OtherSignal } from './signals.ts';
import { concat, field, fromHex, text, varint } from './testing/wire-bytes.ts';

const bytes = (json: unknown): Uint8Array => text(JSON.stringify(json));

describe('JSON', () => {
  test.each<[OtherSignal, unknown, number]>([
    ['logs', {}, 0],
    ['logs', { resourceLogs: [{}, { scopeLogs: [{}, { logRecords: [{}, { body: {} }] }] }] }, 2],
    ['logs', { resource_logs: [{ scope_logs: [{ log_records: [{}] }, { logRecords: [{}, {}] }] }] }, 3],
    ['profiles', { resourceProfiles: [{ scopeProfiles: [{ profiles: [{}, {}] }] }], dictionary: {} }, 2],
    [
      'metrics',
      {
        resourceMetrics: [
          {
            scopeMetrics: [
              {
                metrics: [
                  { name: 'none' },
                  { gauge: { dataPoints: [{}, {}] } },
                  { sum: { dataPoints: [{}] } },
                  { histogram: { data_points: [{}] } },
                  { exponentialHistogram: { dataPoints: [{}] } },
                  { exponential_histogram: { dataPoints: [{}] } },
                  { summary: { dataPoints: [{}, {}, {}] } },
                ],
              },
            ],
          },
        ],
      },
      9,
    ],
  ])('%s: %j', (signal, request, count) => {
    expect(countJson(signal, bytes(request))).toStrictEqual({ ok: true, value: count });
  });

  test('an empty body has no items', () => {
    expect(countJson('logs', new Uint8Array())).toStrictEqual({ ok: true, value: 0 });
  });

  test.each([
    '{"resourceLogs":',
    '[]',
    '{"resourceLogs":{}}',
    '{"resourceLogs":[{"scopeLogs":[5]}]}',
    '['.repeat(200_000),
  ])('malformed: %.40s', (body) => {
    expect(countJson('logs', text(body))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  test('over the limit', () => {
    const request = bytes({ resourceLogs: [{ scopeLogs: [{ logRecords: Array.from({ length: 9 }, () => ({})) }] }] });
    const limits = { ...DEFAULT_DECODE_LIMITS, maxItems: 10 };
    expect(countJson('logs', request, limits)).toMatchObject({ ok: false, error: { kind: 'too_large' } });
  });
});

describe('protobuf', () => {
  const group = (...items: readonly Uint8Array[]): Uint8Array => field(1, field(2, ...items));
  const point = field(1, field(7, text('attribute')));

  test.each<[string, OtherSignal, Uint8Array, number]>([
    ['an empty request', 'metrics', new Uint8Array(), 0],
    ['log records of two groups', 'logs', concat(group(field(2), field(2, varint(8), varint(1))), group(field(2))), 3],
    ['profiles beside their dictionary', 'profiles', concat(group(field(2)), field(2, field(2, field(2)))), 1],
    ['fields that are not known', 'logs', concat(group(field(2), field(9, field(2)), fromHex('2801')), field(3)), 1],
    [
      'data points of every kind of metric',
      'metrics',
      group(
        field(2, field(1, text('no points'))),
        field(2, field(5, point, point)),
        field(2, field(7, point)),
        field(2, field(9, point, fromHex('1001'))),
        field(2, field(10, point)),
        field(2, field(11, point, point)),
        field(2, field(8, point)),
      ),
      7,
    ],
  ])('%s', (_name, signal, body, count) => {
    expect(countProtobuf(signal, body)).toStrictEqual({ ok: true, value: count });
  });

  test('cut off anywhere it is malformed, never an exception', () => {
    const whole = group(field(2, field(5, point, point)), field(2, field(7, point)));
    for (let length = 1; length < whole.length; length++) {
      expect(countProtobuf('metrics', whole.subarray(0, length))).toMatchObject({
        ok: false,
        error: { kind: 'malformed' },
      });
    }
  });

  test('more items than the limit, before any is built', () => {
    const many = field(
      1,
      field(
        2,
        new Uint8Array(1_800_000).map((_, i) => (i % 2 === 0 ? 0x12 : 0)),
      ),
    );
    expect(countProtobuf('logs', many)).toStrictEqual({ ok: true, value: 900_000 });
    const limits = { ...DEFAULT_DECODE_LIMITS, maxItems: 1000 };
    expect(countProtobuf('logs', many, limits)).toStrictEqual({
      ok: false,
      error: { kind: 'too_large', message: 'more than 1000 items in one request; send smaller batches' },
    });
  });
});
