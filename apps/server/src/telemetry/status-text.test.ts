import { statusResponse } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { statusText } from './status-text.ts';

const SECOND = 1_000_000_000n;
const at = (seconds: bigint, rest: object = {}) =>
  statusResponse.parse({
    version: '1.2.3',
    startedAt: String(1_000n * SECOND),
    now: String((1_000n + seconds) * SECOND + 999n),
    listeners: [
      { name: 'ui', host: '127.0.0.1', port: 4319 },
      { name: 'otlp-grpc', host: '::1', port: 4317 },
    ],
    loopbackOnly: true,
    auth: false,
    demo: { state: 'off', sentSpans: 0 },
    store: { folder: '/data', traces: 1, spans: 1234, bytes: 1_572_864 },
    ingest: {
      acceptedSpans: 1200,
      duplicateSpans: 34,
      rejectedSpans: 0,
      refusedRequests: 2,
      abortedRequests: 1,
      spansPerSecond: 1520.5,
    },
    ...rest,
  });

test('says everything with its unit', () => {
  expect(statusText(at(3_725n))).toBe(
    [
      'Spanloom 1.2.3 is ready',
      '  up           1 h 2 min',
      '  ui           127.0.0.1:4319',
      '  otlp-grpc    [::1]:4317',
      '  access       this machine only, without a token',
      '  data         /data',
      '  stored       1 trace, 1,234 spans, 1.5 MiB',
      '  coming in    1,520.5 spans/s over the last 10 s',
      '  since start  1,200 spans accepted, 34 sent twice, 0 rejected',
      '  requests     2 refused, 1 aborted by their senders',
      '  demo         off',
      '',
    ].join('\n'),
  );
});

test.each([
  [0n, '0 s'],
  [59n, '59 s'],
  [61n, '1 min 1 s'],
  [86_400n * 3n + 7_200n, '3 d 2 h'],
])('up for %i s is %s', (seconds, text) => {
  expect(statusText(at(seconds))).toContain(`  up           ${text}\n`);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1024 ** 3 * 2.5, '2.5 GiB'],
  [1024 ** 5, '1024.0 TiB'],
])('%i bytes are %s', (value, text) => {
  const store = { folder: '/data', traces: 0, spans: 0, bytes: value };
  expect(statusText(at(1n, { store }))).toContain(`0 traces, 0 spans, ${text}\n`);
});

test('tells of the demo and who gets in', () => {
  const text = statusText(at(1n, { demo: { state: 'loading', sentSpans: 1 }, auth: true, loopbackOnly: false }));
  expect(text).toContain('demo         loading, 1 span sent\n');
  expect(text).toContain('access       other machines too, with a token\n');
});
