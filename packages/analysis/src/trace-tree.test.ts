import { expect, test } from 'vitest';
import { seededRandom, shuffled } from './testing/random.ts';
import { buildTraceForest, type TraceForest, type TreeSpan } from './trace-tree.ts';

function span(spanId: string, parentSpanId: string | undefined, start: number, end: number, error = false): TreeSpan {
  return { spanId, parentSpanId, contentHash: `${spanId}/${start}/${end}`, start, end, error };
}

/** One line a row: indent, id or ?id, flaw, self time, descendants, errors. */
function draw(forest: TraceForest<TreeSpan>): string[] {
  return forest.rows.map((row) => {
    const name = row.kind === 'span' ? row.span.spanId : `?${row.missingSpanId}`;
    const facts = row.kind === 'span' ? [row.flaw, `self ${row.selfTime}`] : [`${row.start}-${row.end}`];
    return `${'  '.repeat(row.depth)}${[name, ...facts.filter(Boolean), `+${row.descendants}`, `!${row.errors}`].join(' ')}`;
  });
}

test('depth first, siblings by start, then the longest, then the id', () => {
  const spans = [
    span('root', undefined, 0, 100),
    span('c', 'root', 50, 60),
    span('b', 'root', 10, 20),
    span('a2', 'root', 10, 40),
    span('a1', 'root', 10, 40),
    span('leaf', 'a2', 12, 14, true),
  ];
  expect(draw(buildTraceForest(spans))).toEqual([
    'root self 60 +5 !1',
    '  a1 self 30 +0 !0',
    '  a2 self 28 +1 !1',
    '    leaf self 2 +0 !1',
    '  b self 10 +0 !0',
    '  c self 10 +0 !0',
  ]);
});

test('self time is the duration without the union of the children, clipped to the span', () => {
  const self = (...children: readonly (readonly [number, number])[]): number => {
    const spans = children.map(([start, end], i) => span(`c${i}`, 'r', start, end));
    const row = buildTraceForest([span('r', undefined, 10, 110), ...spans]).rows[0];
    return row?.kind === 'span' ? row.selfTime : Number.NaN;
  };
  expect(self()).toBe(100);
  expect(self([20, 40], [30, 50])).toBe(70);
  expect(self([20, 90], [30, 40], [50, 95])).toBe(25);
  expect(self([0, 20], [100, 300])).toBe(80);
  expect(self([0, 5], [200, 300])).toBe(100);
  expect(self([60, 40])).toBe(100);
  expect(self([0, 500])).toBe(0);
});

test('orphans stand below a row for the parent that is missing', () => {
  const forest = buildTraceForest([
    span('o2', 'gone', 70, 90, true),
    span('root', undefined, 50, 100),
    span('o1', 'gone', 20, 30),
    span('p', 'lost', 5, 6),
    span('below', 'o2', 75, 80),
  ]);
  expect(draw(forest)).toEqual([
    'root self 50 +0 !0',
    '?lost 5-6 +1 !0',
    '  p orphan self 1 +0 !0',
    '?gone 20-90 +3 !1',
    '  o1 orphan self 10 +0 !0',
    '  o2 orphan self 15 +1 !1',
    '    below self 5 +0 !0',
  ]);
  expect({ ...forest, rows: [] }).toEqual({ rows: [], roots: 1, cycles: 0, missingParents: 2, orphans: 3 });
});

test('a cycle is cut at its first span, which becomes a marked root', () => {
  const forest = buildTraceForest([
    span('b', 'a', 20, 30),
    span('a', 'c', 10, 40),
    span('c', 'b', 30, 35),
    span('tail', 'c', 31, 32),
    span('self', 'self', 1, 5),
  ]);
  expect(draw(forest)).toEqual([
    'self cycle self 4 +0 !0',
    'a cycle self 20 +3 !0',
    '  b self 10 +2 !0',
    '    c self 4 +1 !0',
    '      tail self 1 +0 !0',
  ]);
  expect(forest.cycles).toBe(2);
});

test('spans with one id are both kept; the first has the children', () => {
  const forest = buildTraceForest([
    span('r', undefined, 0, 10),
    span('d', 'r', 2, 4),
    span('d', 'r', 1, 4),
    span('leaf', 'd', 2, 3),
  ]);
  expect(draw(forest)).toEqual(['r self 7 +3 !0', '  d self 2 +1 !0', '    leaf self 1 +0 !0', '  d self 2 +0 !0']);
});

test('a chain of 100,000 spans and a span with 100,000 children are built without recursion', () => {
  const size = 100_000;
  const chain = Array.from({ length: size }, (_, i) =>
    span(`s${i}`, i === 0 ? undefined : `s${i - 1}`, i, size, i === size - 1),
  );
  const deep = buildTraceForest(chain);
  expect(deep.rows.at(-1)?.depth).toBe(size - 1);
  expect(deep.rows[0]).toMatchObject({ descendants: size - 1, errors: 1, selfTime: 1 });
  const wide = buildTraceForest([
    span('r', undefined, 0, size),
    ...chain.slice(1).map((child) => ({ ...child, parentSpanId: 'r' })),
  ]);
  expect(wide.rows[0]).toMatchObject({ descendants: size - 1, selfTime: 1 });
});

test('a ring of 100,000 spans is cut once', () => {
  const size = 100_000;
  const ring = Array.from({ length: size }, (_, i) => span(`s${i}`, `s${(i + size - 1) % size}`, i, size));
  const forest = buildTraceForest(ring);
  expect(forest).toMatchObject({ cycles: 1, roots: 0 });
  expect(forest.rows).toHaveLength(size);
});

const SEED = 7;

test(`every span has exactly one row and its place does not depend on the order of input (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < 300; round++) {
    const spans = Array.from({ length: Math.floor(random() * 20) }, (_, i) => {
      const parent = Math.floor(random() * 14);
      const start = Math.floor(random() * 5);
      const built = span(
        `s${Math.floor(random() * 12)}`,
        parent === 0 ? undefined : `s${parent}`,
        start,
        Math.floor(random() * 9),
      );
      return { ...built, contentHash: `h${i}` };
    });
    const forest = buildTraceForest(spans);
    const kept = forest.rows.flatMap((row) => (row.kind === 'span' ? [row.span.contentHash] : []));
    expect([...kept].sort()).toEqual(spans.map((one) => one.contentHash).sort());
    for (const [index, row] of forest.rows.entries()) {
      const subtree = forest.rows.slice(index + 1, index + 1 + row.descendants);
      expect(subtree.every((below) => below.depth > row.depth)).toBe(true);
      expect(forest.rows[index + 1 + row.descendants]?.depth ?? 0).toBeLessThanOrEqual(row.depth);
      expect(row.children.every((child) => forest.rows[child]?.parent === index)).toBe(true);
    }
    expect(draw(buildTraceForest(shuffled(spans, random)))).toEqual(draw(forest));
  }
});
