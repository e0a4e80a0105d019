// Sums of calls as answers give them.
import { quantiles } from '@spanloom/analysis';
import type { CallNumbers } from '@spanloom/api-schema';
import type { CallSums } from '../storage/trace-aggregates.ts';
import type { TimeWindow } from '../storage/trace-store.ts';

/** Below it the weights of the calls are as good as equal. */
const LEAST_DIFFERENCE = 0.001;
const PERCENTILES = [0.5, 0.95, 0.99];

/** `seconds`: over which they were made. */
export function callNumbers(sums: CallSums, seconds: number): CallNumbers {
  const { calls, weight, weightSquares, errorWeight, durations, bounds } = sums;
  const [p50 = 0n, p95 = 0n, p99 = 0n] = quantiles(durations, PERCENTILES, bounds);
  const effective = weightSquares === 0 ? calls : (weight * weight) / weightSquares;
  return {
    calls,
    // Equal weights say nothing by themselves.
    ...(calls - effective > LEAST_DIFFERENCE * calls ? { effectiveCalls: Math.round(effective * 100) / 100 } : {}),
    rate: weight / seconds,
    errorShare: weight === 0 ? 0 : errorWeight / weight,
    p50: p50.toString(),
    p95: p95.toString(),
    p99: p99.toString(),
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
