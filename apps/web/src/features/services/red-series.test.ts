import type { RedResponse } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { redSeries } from './red-series.ts';
import { redTotals } from '../../ui/red-totals.ts';

const NUMBERS = { calls: 3, rate: 1, errorShare: 0, p50: '1', p95: '2', p99: '3' };
const RED: RedResponse = {
  rows: [
    {
      subject: { kind: 'edge', client: 'a', server: 'b' },
      total: NUMBERS,
      series: {
        bucket: [1, 3],
        calls: [1, 2],
        rate: [0.5, 1],
        errorShare: [0, 0.5],
        p50: ['10', '20'],
        p95: ['30', '18446744073709551615'],
        p99: ['1', '1'],
      },
    },
  ],
  rowCount: 1,
  buckets: 4,
  bucketSeconds: 2,
  sampled: false,
  cost: { elapsedMs: 1, watermark: 1 },
};

test('buckets without calls have rate 0 and no durations', () => {
  expect(redSeries(RED, { kind: 'edge', client: 'a', server: 'b' })).toEqual({
    rate: [0, 0.5, 0, 1],
    errors: [undefined, 0, undefined, 0.5],
    p50: [undefined, 10, undefined, 20],
    p95: [undefined, 30, undefined, 2 ** 64],
  });
});

test('a part in no row had no calls', () => {
  const nothing = [undefined, undefined, undefined, undefined];
  const series = redSeries(RED, { kind: 'node', id: 'b' });
  expect(series).toEqual({ rate: [0, 0, 0, 0], errors: nothing, p50: nothing, p95: nothing });
});

test('all rows together: rates, and the failing part of them', () => {
  const [row] = RED.rows;
  if (row === undefined) throw new Error('there is a row');
  const other = { ...row, series: { ...row.series, bucket: [3, 0], errorShare: [1, 0] } };
  expect(redTotals({ rows: [row, other], buckets: 4 })).toEqual({ rate: [1, 0.5, 0, 1.5], errors: [0, 0, 0, 1] });
});
