// Clocks of hosts differ: a server span may seem to run before or after the client span that caused it. This finds by how
// much to move spans so that each call lies inside its caller, the way Jaeger does it: per call, from the root down, for
// display only. https://github.com/jaegertracing/jaeger/tree/main/internal/jptrace/sanitizer (clock skew adjuster)

import type { SpanKindName } from '@spanloom/otlp-model';

/** What of a span decides about its clock. Times are plain numbers of one unit, relative to anything. */
export interface ClockSpan {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly kind: SpanKindName;
  readonly error: boolean;
}

/** By position of the span; those with the same text were timed by the same clock: the name of the host. */
type Clocks = readonly string[];

/**
 * For each span, in the order given, what to add to its times; 0 where nothing is known to be wrong. What a moved span
 * called on its own clock moves with it, so durations and gaps within a host stay as they were measured.
 */
export function clockShifts(spans: readonly ClockSpan[], clocks: Clocks): readonly number[] {
  const shifts = spans.map(() => 0);
  const parents = parentsOf(spans);
  // Most traces need nothing, and a large one shows it faster than its tree is built: shifts only begin where a call
  // does not fit into its caller as both were sent.
  const begins = spans.some((child, index) => {
    const at = parents[index] ?? -1;
    const parent = spans[at];
    return parent !== undefined && clocks[index] !== clocks[at] && shiftInto(parent, 0, child) !== 0;
  });
  if (!begins) return shifts;
  const { children, tops } = treeOf(parents);
  const stack = [...tops];
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const parent = spans[index];
    if (parent === undefined) continue;
    const parentShift = shifts[index] ?? 0;
    for (const childIndex of children.get(index) ?? []) {
      const child = spans[childIndex];
      if (child === undefined) continue;
      shifts[childIndex] = clocks[childIndex] === clocks[index] ? parentShift : shiftInto(parent, parentShift, child);
      stack.push(childIndex);
    }
  }
  return shifts;
}

/** What moves a server span into the client span that called it. */
function shiftInto(parent: ClockSpan, parentShift: number, child: ClockSpan): number {
  // Only of a call that waits for its answer is it known that it lies inside its caller.
  if (parent.kind !== 'client' || child.kind !== 'server') return 0;
  const from = parent.start + parentShift;
  const to = parent.end + parentShift;
  if (child.start >= from && child.end <= to) return 0;
  const spare = to - from - (child.end - child.start);
  // Longer than its caller: the caller gave up, or the answer was streamed. Only the order of the starts is certain.
  if (spare < 0) return child.start < from ? from - child.start : 0;
  // A caller that failed may have left before the server was done; that is no fault of a clock.
  if (parent.error && child.start >= from && child.start <= to) return 0;
  // The way there and the way back take the same time, as far as anyone can tell.
  return from + spare / 2 - child.start;
}

/** Parents by id; of spans that share one, the earliest. */
function parentsOf(spans: readonly ClockSpan[]): readonly (number | undefined)[] {
  const byId = new Map<string, number>();
  let index = 0;
  for (const span of spans) {
    const known = spans[byId.get(span.spanId) ?? -1];
    if (known === undefined || span.start < known.start) byId.set(span.spanId, index);
    index++;
  }
  return spans.map(({ parentSpanId }) => (parentSpanId === undefined ? undefined : byId.get(parentSpanId)));
}

/** Spans in a circle of parents are below no top and stay put. */
function treeOf(parents: readonly (number | undefined)[]): {
  readonly children: ReadonlyMap<number, readonly number[]>;
  readonly tops: readonly number[];
} {
  const children = new Map<number, number[]>();
  const tops: number[] = [];
  for (const [index, parent] of parents.entries()) {
    if (parent === undefined) {
      tops.push(index);
      continue;
    }
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [index]);
    else siblings.push(index);
  }
  return { children, tops };
}
