// Where axis ticks stand: value axes in steps of 1, 2 or 5, time axes in round parts of the clock.

/** Ticks from 0 up to `max` in 1-2-5 steps, at most `count` intervals; 0 is always one. */
export function valueTicks(max: number, count: number): readonly number[] {
  if (!(max > 0)) return [0];
  const step = niceStep(max / count);
  const ticks: number[] = [];
  for (let i = 0; i * step <= max * (1 + 1e-9); i++) ticks.push(i * step);
  return ticks;
}

/** The smallest of 1, 2, 5 x 10^n that is not below `rough`. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const factor of [1, 2, 5]) {
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

const TIME_STEPS_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

export interface TimeTicks {
  /** Distance of two ticks, milliseconds. */
  readonly step: number;
  /** Unix milliseconds. */
  readonly at: readonly number[];
}

/**
 * Round moments inside a window, at most about `count` of them. They are round in local time, which
 * `offsetMinutes` gives (minutes east of UTC).
 */
export function timeTicks(startMillis: number, endMillis: number, count: number, offsetMinutes: number): TimeTicks {
  const rough = (endMillis - startMillis) / 1000 / count;
  if (rough <= 0) return { step: 0, at: [] };
  const seconds = TIME_STEPS_SECONDS.find((candidate) => candidate >= rough) ?? Math.ceil(rough / 604_800) * 604_800;
  const step = seconds * 1000;
  const shift = offsetMinutes * 60_000;
  const ticks: number[] = [];
  for (let tick = Math.ceil((startMillis + shift) / step) * step - shift; tick <= endMillis; tick += step)
    ticks.push(tick);
  return { step, at: ticks };
}
