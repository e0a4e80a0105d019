import { describe, expect, it } from 'vitest';
import { foldedSimilar, visibleRows } from './rows-layout.ts';
import { type SampleSpan, sampleOutline, textAttribute } from './testing/sample-trace.ts';
import { buildTraceModel } from './trace-model.ts';

const LOOK = { foldSimilar: true, correctSkew: true };
const id = (index: number) => index.toString(16).padStart(2, '0');
const queries = (count: number, more: (index: number) => Partial<SampleSpan> = () => ({})): readonly SampleSpan[] => [
  { id: '01', name: 'reserve', from: 0, to: 1000 },
  ...Array.from(
    { length: count },
    (_, index): SampleSpan => ({
      id: id(index + 2),
      parent: '01',
      name: 'SELECT stock',
      from: 10 * index,
      to: 10 * index + index + 1,
      ...more(index),
    }),
  ),
];
const modelOf = (spans: readonly SampleSpan[], foldSimilar = true) =>
  buildTraceModel(sampleOutline(spans), { ...LOOK, foldSimilar });
const outline = (spans: readonly SampleSpan[], foldSimilar = true) =>
  modelOf(spans, foldSimilar).rows.map(
    (row) => `${'.'.repeat(row.depth)}${row.kind === 'span' ? row.row.span.name : row.kind}`,
  );

describe('similar siblings', () => {
  it('stand behind one row from five on, with their sum and median', () => {
    expect(outline(queries(4))).not.toContain('.group');
    expect(outline(queries(5))).toEqual(['reserve', '.group', ...Array(5).fill('..SELECT stock')]);
    const { rows, spans, depth } = modelOf(queries(7));
    expect({ spans, depth }).toEqual({ spans: 8, depth: 2 });
    expect(rows[0]).toMatchObject({ spansBelow: 7, row: { descendants: 8, children: [1] } });
    expect(rows[1]).toMatchObject({ spansBelow: 7, total: 28e6, median: 4e6, start: 0, end: 67e6 });
    expect(rows[1]?.row).toMatchObject({ parent: 0, descendants: 7, children: [2, 3, 4, 5, 6, 7, 8] });
    expect(rows[8]?.row.parent).toBe(1);
  });

  it('are counted while they are folded', () => {
    const { rows } = modelOf(queries(7));
    const none: ReadonlySet<string> = new Set();
    expect(foldedSimilar(rows, visibleRows(rows, none), none)).toEqual({ groups: 1, spans: 7 });
    const opened = new Set([rows[1]?.key ?? '']);
    expect(foldedSimilar(rows, visibleRows(rows, opened), opened)).toEqual({ groups: 0, spans: 0 });
  });

  it('are left alone when that is asked', () => {
    expect(outline(queries(7), false)).toEqual(['reserve', ...Array(7).fill('.SELECT stock')]);
  });

  it('leave errors, attempts after them and other calls where they are', () => {
    const failing = queries(9, (index) => (index === 3 ? { error: 'deadlock' } : {}));
    expect(outline(failing)).toEqual([
      'reserve',
      '.group',
      ...Array(7).fill('..SELECT stock'),
      // The one that failed, and the one after it, which is its next attempt.
      '.SELECT stock',
      '.SELECT stock',
    ]);
    const mixed = queries(6, (index) => (index === 2 ? { name: 'COMMIT' } : {}));
    expect(outline(mixed)).toEqual(['reserve', '.group', ...Array(5).fill('..SELECT stock'), '.COMMIT']);
  });

  it('keep small trees of their own below them, and stay apart with large ones', () => {
    const below = (count: number) => [
      ...queries(5),
      ...Array.from(
        { length: count },
        (_, index): SampleSpan => ({
          id: id(100 + index),
          parent: '03',
          name: `inner ${index}`,
          from: 11,
          to: 12,
        }),
      ),
    ];
    const small = modelOf(below(3));
    expect(small.rows[1]).toMatchObject({ kind: 'group', spansBelow: 8 });
    expect(small.rows.filter((row) => row.depth === 3)).toHaveLength(3);
    expect(outline(below(4))).not.toContain('.group');
  });

  it('keep their key when an earlier one comes in', () => {
    const all = queries(8);
    const later = modelOf([...all.slice(0, 1), ...all.slice(2)]);
    expect(later.rows[1]?.key).toBe(modelOf(all).rows[1]?.key);
  });
});

describe('attempts', () => {
  const attempts = (spans: readonly SampleSpan[]) =>
    modelOf(spans).rows.map((row) => (row.kind === 'span' ? row.retry : undefined));

  it('count calls of one name that begin after one that failed', () => {
    expect(
      attempts([
        { id: '01', name: 'charge', from: 0, to: 100 },
        { id: '02', parent: '01', name: 'authorize', from: 0, to: 10, error: 'timeout' },
        { id: '03', parent: '01', name: 'backoff', from: 10, to: 20 },
        { id: '04', parent: '01', name: 'authorize', from: 20, to: 30, error: 'timeout' },
        { id: '05', parent: '01', name: 'authorize', from: 30, to: 40 },
        { id: '06', parent: '01', name: 'authorize', from: 50, to: 60 },
      ]),
    ).toEqual([0, 0, 0, 1, 2, 0]);
  });

  it('do not count calls that ran beside the one that failed', () => {
    const parallel = queries(2, (index) => ({ from: 0, to: 10, ...(index === 0 ? { error: 'x' } : {}) }));
    expect(attempts(parallel)).toEqual([0, 0, 0]);
  });

  it('believe what the HTTP client says of itself, if it is a number', () => {
    const said = (text: string) =>
      attempts(
        queries(1, () => ({
          more: { kind: 'client', attributes: [textAttribute('http.request.resend_count', text)] },
        })),
      )[1];
    expect([said('2'), said('0'), said('-1'), said('many'), said('1e400')]).toEqual([2, 0, 0, 0, 0]);
  });
});
