// The forest of one trace in the order of the waterfall: depth first, siblings by (start, longest first, id). Missing
// parents become rows of their own, cycles are broken, and no chain is too deep: nothing here recurses.

/** What of a span decides about its place. Times are plain numbers, relative to the trace's start. */
export interface TreeSpan {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Tells spans with the same id but other content apart. */
  readonly contentHash: string;
  readonly start: number;
  readonly end: number;
  readonly error: boolean;
}

interface RowBase {
  /** 0 for a root. */
  readonly depth: number;
  /** Index of the parent's row. */
  readonly parent: number | undefined;
  /** Rows right below this one in the tree. */
  readonly children: readonly number[];
  /** Spans below this row: they are the next `descendants` rows, so that folding is skipping. */
  readonly descendants: number;
  /** Error spans in the subtree, this one included. */
  readonly errors: number;
}

export interface SpanRow<T extends TreeSpan> extends RowBase {
  readonly kind: 'span';
  readonly span: T;
  /** `orphan`: its parent is not here. `cycle`: its parent is one of its own descendants, so it was made a root. */
  readonly flaw: 'orphan' | 'cycle' | undefined;
  /** Own duration minus the union of its children's intervals, clipped to the span. Same unit as the times. */
  readonly selfTime: number;
}

/** Stands for a parent that is not here; its children are orphans. */
export interface MissingRow extends RowBase {
  readonly kind: 'missing';
  readonly missingSpanId: string;
  /** Span of time that its children cover. */
  readonly start: number;
  readonly end: number;
}

export type TraceRow<T extends TreeSpan> = SpanRow<T> | MissingRow;

export interface TraceForest<T extends TreeSpan> {
  /** Depth first: true roots, then broken cycles, then one `missing` row before each group of orphans. */
  readonly rows: readonly TraceRow<T>[];
  readonly roots: number;
  readonly cycles: number;
  readonly missingParents: number;
  readonly orphans: number;
}

/** Builds the forest. Every span given is in it exactly once; the result is the same for any order of the input. */
export function buildTraceForest<T extends TreeSpan>(spans: readonly T[]): TraceForest<T> {
  const ordered = spans.toSorted(compareSiblings);
  const links = linkSpans(ordered);
  const { starts, cycles } = startingPoints(ordered, links);
  const rows: MutableRow<T>[] = [];
  for (const start of starts) appendTree(rows, ordered, links, start);
  const orphanGroups = [...links.missing].sort(([, a], [, b]) => (a[0] ?? 0) - (b[0] ?? 0));
  for (const [missingSpanId, children] of orphanGroups) {
    const parent = rows.length;
    rows.push(
      missingRow(
        missingSpanId,
        children.map((index) => ordered[index]),
      ),
    );
    for (const index of children) appendTree(rows, ordered, links, { index, flaw: 'orphan', parent });
  }
  sumUp(rows);
  return {
    rows,
    roots: starts.length - cycles,
    cycles,
    missingParents: orphanGroups.length,
    orphans: orphanGroups.reduce((sum, [, children]) => sum + children.length, 0),
  };
}

type Mutable<R> = { -readonly [K in keyof R]: K extends 'children' ? number[] : R[K] };
type MutableRow<T extends TreeSpan> = Mutable<SpanRow<T>> | Mutable<MissingRow>;

/** Positions are indices into the sorted spans. */
interface Links {
  readonly parents: readonly (number | undefined)[];
  /** By position; undefined for spans without children. */
  readonly children: readonly (readonly number[] | undefined)[];
  readonly missing: ReadonlyMap<string, readonly number[]>;
}

interface StartingPoint {
  readonly index: number;
  readonly flaw: 'orphan' | 'cycle' | undefined;
  /** Row of the missing parent, for orphans. */
  readonly parent: number | undefined;
}

/** Spans that share an id: the first of them in sibling order is the parent of all children. */
function linkSpans(ordered: readonly TreeSpan[]): Links {
  const byId = new Map<string, number>();
  // From the last to the first, so that the first of those that share an id stays.
  for (let index = ordered.length - 1; index >= 0; index--) byId.set(ordered[index]?.spanId ?? '', index);
  const parents: (number | undefined)[] = [];
  const children: (number[] | undefined)[] = ordered.map(() => undefined);
  const missing = new Map<string, number[]>();
  let index = 0;
  for (const { parentSpanId } of ordered) {
    const parent = parentSpanId === undefined ? undefined : byId.get(parentSpanId);
    parents.push(parent);
    if (parent !== undefined) {
      const siblings = children[parent];
      if (siblings === undefined) children[parent] = [index];
      else siblings.push(index);
    } else if (parentSpanId !== undefined) pushTo(missing, parentSpanId, index);
    index++;
  }
  return { parents, children, missing };
}

/** True roots, and of each cycle its first span in sibling order. */
function startingPoints(
  ordered: readonly TreeSpan[],
  links: Links,
): { readonly starts: readonly StartingPoint[]; readonly cycles: number } {
  const starts: StartingPoint[] = [];
  for (let index = 0; index < ordered.length; index++) {
    if (ordered[index]?.parentSpanId === undefined) starts.push({ index, flaw: undefined, parent: undefined });
  }
  // 0 = not seen, else the number of the walk that saw it: meeting one's own walk again closes a cycle.
  const seenBy = new Uint32Array(ordered.length);
  const inCycles: number[] = [];
  for (let first = 0; first < ordered.length; first++) {
    let at: number | undefined = first;
    while (at !== undefined && seenBy[at] === 0) {
      seenBy[at] = first + 1;
      at = links.parents[at];
    }
    if (at === undefined || seenBy[at] !== first + 1) continue;
    let earliest = at;
    for (let next = links.parents[at]; next !== undefined && next !== at; next = links.parents[next]) {
      earliest = Math.min(earliest, next);
    }
    inCycles.push(earliest);
  }
  inCycles.sort((a, b) => a - b);
  for (const index of inCycles) starts.push({ index, flaw: 'cycle', parent: undefined });
  return { starts, cycles: inCycles.length };
}

/** Of all rows without children, which are the most. */
const NO_CHILDREN: number[] = [];

function appendTree<T extends TreeSpan>(
  rows: MutableRow<T>[],
  ordered: readonly T[],
  links: Links,
  start: StartingPoint,
): void {
  const stack = [start.index];
  /** Rows of the parents of what is on the stack. */
  const above = [start.parent];
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const parent = above.pop();
    const span = ordered[index];
    if (span === undefined) continue;
    const parentRow = parent === undefined ? undefined : rows[parent];
    const row = rows.length;
    if (parentRow !== undefined) {
      if (parentRow.children === NO_CHILDREN) parentRow.children = [row];
      else parentRow.children.push(row);
    }
    const children = links.children[index] ?? NO_CHILDREN;
    rows.push({
      kind: 'span',
      span,
      flaw: index === start.index ? start.flaw : undefined,
      depth: parentRow === undefined ? 0 : parentRow.depth + 1,
      parent,
      children: NO_CHILDREN,
      descendants: 0,
      errors: span.error ? 1 : 0,
      selfTime: selfTime(span, children, ordered, start.index),
    });
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      // The span where a cycle was cut is a child of its own descendant: it has its row already.
      if (child === undefined || child === start.index) continue;
      stack.push(child);
      above.push(row);
    }
  }
}

function missingRow<T extends TreeSpan>(missingSpanId: string, children: readonly (T | undefined)[]): MutableRow<T> {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const child of children) {
    if (child === undefined) continue;
    start = Math.min(start, child.start);
    end = Math.max(end, child.end, child.start);
  }
  return {
    kind: 'missing',
    missingSpanId,
    start,
    end,
    depth: 0,
    parent: undefined,
    children: NO_CHILDREN,
    descendants: 0,
    errors: 0,
  };
}

/** Children come sorted by start, so one pass adds up their union. */
function selfTime(span: TreeSpan, children: readonly number[], ordered: readonly TreeSpan[], cut: number): number {
  if (span.end <= span.start) return 0;
  let covered = 0;
  let reached = span.start;
  for (const index of children) {
    const child = index === cut ? undefined : ordered[index];
    if (child === undefined) continue;
    const from = Math.max(child.start, reached);
    const to = Math.min(child.end, span.end);
    if (to > from) {
      covered += to - from;
      reached = to;
    }
  }
  return span.end - span.start - covered;
}

/** Rows come parents first, so one pass from the end adds children to parents. */
function sumUp(rows: readonly MutableRow<TreeSpan>[]): void {
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    const parent = row?.parent === undefined ? undefined : rows[row.parent];
    if (row === undefined || parent === undefined) continue;
    parent.descendants += row.descendants + 1;
    parent.errors += row.errors;
  }
}

function compareSiblings(a: TreeSpan, b: TreeSpan): number {
  return (
    a.start - b.start || b.end - a.end || compareText(a.spanId, b.spanId) || compareText(a.contentHash, b.contentHash)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pushTo<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
