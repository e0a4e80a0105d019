// Which spans a trace waited for: from its last end backwards, the span that ended last, and before it began the one that
// had ended last until then.
import type { SpanRow, TraceForest, TreeSpan } from '@spanloom/analysis';

/** Indices of rows. Nothing here recurses. */
export function criticalRows<T extends TreeSpan>({ rows }: TraceForest<T>): ReadonlySet<number> {
  const critical = new Set<number>();
  const tops = [...rows.keys()].filter((index) => rows[index]?.parent === undefined);
  const stack: (readonly [readonly number[], number])[] = [[tops, Number.POSITIVE_INFINITY]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [siblings, until] = next;
    let reached = until;
    const spans = siblings
      .flatMap((index) => spansAt(rows, index))
      .sort(([, a], [, b]) => b.span.end - a.span.end || a.span.start - b.span.start);
    for (const [index, { span, children }] of spans) {
      if (span.end > reached) continue;
      critical.add(index);
      reached = span.start;
      stack.push([children, span.end]);
    }
  }
  return critical;
}

/** A row for a missing parent stands for its children. */
function spansAt<T extends TreeSpan>(rows: TraceForest<T>['rows'], index: number): (readonly [number, SpanRow<T>])[] {
  const row = rows[index];
  if (row === undefined) return [];
  if (row.kind === 'span') return [[index, row]];
  return row.children.flatMap((child) => {
    const below = rows[child];
    return below?.kind === 'span' ? [[child, below] as const] : [];
  });
}
