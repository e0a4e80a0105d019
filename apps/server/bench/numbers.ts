// Small sums of measurements.

/** Of at least one measurement, by the nearest rank, with three digits after the point. */
export function quantiles(values: readonly number[]): {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
} {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function rounded(value: number): number {
  return Number(value.toFixed(3));
}
