// The courses of all lines of a chart, each beside the others.
import { type Extent, extentOf } from './chart-space.ts';
import { courseOf, gapsOf, type OtherCourse, type Station } from './line-course.ts';
import type { Sweep } from './sweep.ts';

export interface Route {
  readonly stations: readonly Station[];
  readonly obstacles: readonly Extent[];
  /** Where it ends. */
  readonly boxes: readonly Extent[];
}

/** Each beside those before it, then once more beside all others. */
export function coursesOf(routes: readonly Route[]): Sweep[][] {
  const gaps = routes.map(({ stations, obstacles }) => gapsOf(stations, obstacles));
  const courses: Sweep[][] = routes.map(() => []);
  const seen: (OtherCourse | undefined)[] = routes.map(() => undefined);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { boxes }] of routes.entries()) {
      const others = seen.flatMap((course, at) => (course === undefined || at === i ? [] : [course]));
      const course = courseOf(gaps[i] ?? [], { others, boxes });
      courses[i] = course;
      seen[i] = seenOf(course, boxes);
    }
  }
  return courses;
}

/** How often all lines are laid. */
const ROUNDS = 2;

/** Straight, and no longer than heads: no other line is led by it. */
const SHORT = 20;

function seenOf(course: readonly Sweep[], boxes: readonly Extent[]): OtherCourse | undefined {
  const sweeps = course
    .filter(({ a, b }) => a.v !== b.v || Math.abs(a.u - b.u) > SHORT)
    .map((sweep) => ({ sweep, extent: extentOf([sweep.a, sweep.b]) }));
  if (sweeps.length === 0) return undefined;
  return { sweeps, extent: extentOf(sweeps.flatMap(({ sweep: { a, b } }) => [a, b])), boxes };
}
