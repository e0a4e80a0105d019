// Requests and failures a second of all services together, over time.
import type { RedResponse } from '@spanloom/api-schema';
import type { RateSeries } from '../lib/part-of-time.ts';

export function redTotals({ rows, buckets }: Pick<RedResponse, 'rows' | 'buckets'>): RateSeries {
  const rate = Array.from({ length: buckets }, () => 0);
  const errors = Array.from({ length: buckets }, () => 0);
  for (const { series } of rows) {
    for (const [place, bucket] of series.bucket.entries()) {
      const own = series.rate[place] ?? 0;
      rate[bucket] = (rate[bucket] ?? 0) + own;
      errors[bucket] = (errors[bucket] ?? 0) + own * (series.errorShare[place] ?? 0);
    }
  }
  return { rate, errors };
}
