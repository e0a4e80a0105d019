// The line of a sparkline and the area below it. Where there is no value the line has a gap; a value alone is a short dash.

/** Paths of an SVG of this size. */
export interface SparklinePaths {
  readonly line: string;
  readonly area: string;
}

/** `values`: one for each step, 0 at the foot; the largest reaches the top. */
export function sparklinePaths(values: readonly (number | undefined)[], width: number, height: number): SparklinePaths {
  const largest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = width / Math.max(values.length, 1);
  const y = (value: number): number => round(largest === 0 ? height : height - (value / largest) * height);
  let [line, area] = ['', ''];
  for (const { from, run } of runsOf(values)) {
    const first = run[0] ?? 0;
    // From the middle of a step to the middle of the next; a value alone takes the whole of its step.
    const points =
      run.length === 1
        ? [`${round(from * step)} ${y(first)}`, `${round((from + 1) * step)} ${y(first)}`]
        : run.map((value, index) => `${round((from + index + 0.5) * step)} ${y(value)}`);
    line += `M${points.join('L')}`;
    const [left, right] = [points[0]?.split(' ')[0], points.at(-1)?.split(' ')[0]];
    area += `M${left} ${height}L${points.join('L')}L${right} ${height}Z`;
  }
  return { line, area };
}

/** Values that follow each other without a gap. */
function runsOf(values: readonly (number | undefined)[]): { readonly from: number; readonly run: number[] }[] {
  const runs: { from: number; run: number[] }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.run.length === index) last.run.push(value);
    else runs.push({ from: index, run: [value] });
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
