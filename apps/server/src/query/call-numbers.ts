// Sums of calls as answers give them.
import { quantile } from '@spanloom/analysis';
import type { CallNumbers } from '@spanloom/api-schema';
import type { CallSums } from '../storage/trace-aggregates.ts';
import type { TimeWindow } from '../storage/trace-store.ts';

/** `seconds`: over which they were made. */
export function callNumbers(sums: CallSums, seconds: number): CallNumbers {
  const { calls, weight, errorWeight, durations } = sums;
  const percentile = (q: number): string => (quantile(durations, q) ?? 0n).toString();
  return {
    calls,
    rate: weight / seconds,
    errorShare: weight === 0 ? 0 : errorWeight / weight,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
  };
}

/** Length of the closed window; at least one nanosecond, so that a rate is always a number. */
export function windowSeconds(window: TimeWindow): number {
  return Number(window.end - window.start + 1n) / 1e9;
}

/** Whether some span stood for more, or less, than itself. */
export function isSampled(sums: readonly CallSums[]): boolean {
  return sums.some(({ calls, weight }) => weight !== calls);
}
