import { describe, expect, it } from 'vitest';
import {
  foldToLevel,
  hiddenErrors,
  indentFor,
  levelOf,
  nextError,
  turnOneLevel,
  unfoldTo,
  visibleRows,
  withFolded,
} from './rows-layout.ts';
import { type SampleSpan, sampleOutline } from './testing/sample-trace.ts';
import { buildTraceModel } from './trace-model.ts';

const spans: readonly SampleSpan[] = [
  { id: '01', name: 'root', from: 0, to: 100 },
  { id: '02', parent: '01', name: 'a', from: 1, to: 50 },
  { id: '03', parent: '02', name: 'a1', from: 2, to: 20, error: 'boom' },
  { id: '04', parent: '03', name: 'a11', from: 3, to: 10, error: 'boom' },
  { id: '05', parent: '01', name: 'b', from: 60, to: 90 },
  { id: '06', parent: 'ee', name: 'orphan', from: 61, to: 70 },
  { id: '07', parent: '06', name: 'below orphan', from: 62, to: 65, error: 'boom' },
];
const { rows } = buildTraceModel(sampleOutline(spans), { foldSimilar: false, correctSkew: true });
const names = (indices: readonly number[]) =>
  indices.map((index) => {
    const row = rows[index];
    return row?.kind === 'span' ? row.row.span.name : row?.kind;
  });
const key = (id: string) => id.repeat(8);

describe('visibleRows', () => {
  it('skips what is below a folded row and nothing else', () => {
    expect(names(visibleRows(rows, new Set()))).toEqual([
      'root',
      'a',
      'a1',
      'a11',
      'b',
      'missing',
      'orphan',
      'below orphan',
    ]);
    expect(names(visibleRows(rows, new Set([key('02')])))).toEqual([
      'root',
      'a',
      'b',
      'missing',
      'orphan',
      'below orphan',
    ]);
    expect(names(visibleRows(rows, new Set([key('01'), key('06')])))).toEqual(['root', 'missing', 'orphan']);
    expect(names(visibleRows(rows, new Set(['missing-eeeeeeeeeeeeeeee'])))).not.toContain('orphan');
  });

  it('ignores keys of rows that have nothing to fold', () => {
    expect(visibleRows(rows, new Set([key('05'), 'gone']))).toHaveLength(8);
  });
});

describe('levels', () => {
  it('opens as many levels as asked', () => {
    expect(names(visibleRows(rows, foldToLevel(rows, 1)))).toEqual(['root', 'missing']);
    expect(names(visibleRows(rows, foldToLevel(rows, 2)))).toEqual(['root', 'a', 'b', 'missing', 'orphan']);
    expect(visibleRows(rows, foldToLevel(rows, 'all'))).toHaveLength(8);
  });

  it('knows which level is open, and when none is', () => {
    expect(levelOf(rows, foldToLevel(rows, 2))).toBe(2);
    expect(levelOf(rows, new Set())).toBe('all');
    expect(levelOf(rows, new Set([key('02')]))).toBeUndefined();
  });
});

describe('one level more or less', () => {
  const shown = (turned: ReadonlySet<string>) => names(visibleRows(rows, turned));

  it('folds what is deepest, and opens what is topmost', () => {
    const less = turnOneLevel(rows, new Set(), false);
    expect(shown(less)).not.toContain('a11');
    expect(shown(less)).toContain('a1');
    const level1 = foldToLevel(rows, 1);
    expect(shown(turnOneLevel(rows, level1, true))).toEqual(['root', 'a', 'b', 'missing', 'orphan']);
    expect(turnOneLevel(rows, new Set(), true)).toEqual(new Set());
    expect(turnOneLevel(rows, level1, false)).toEqual(level1);
  });
});

describe('groups', () => {
  const similar = Array.from(
    { length: 6 },
    (_, index): SampleSpan => ({ id: `a${index}`, parent: '01', name: 'get', from: index, to: index + 1 }),
  );
  const grouped = buildTraceModel(sampleOutline([{ id: '01', name: 'root', from: 0, to: 100 }, ...similar]), {
    foldSimilar: true,
    correctSkew: true,
  }).rows;
  const group = grouped[1];
  if (group?.kind !== 'group') throw new Error('the second row is a group');

  it('come folded, open on demand, and are no level', () => {
    expect(visibleRows(grouped, new Set())).toEqual([0, 1]);
    const opened = withFolded(new Set(), group, false);
    expect(visibleRows(grouped, opened)).toHaveLength(8);
    expect([...withFolded(opened, group, true)]).toEqual([]);
    expect(levelOf(grouped, new Set())).toBe('all');
    expect(levelOf(grouped, opened)).toBeUndefined();
    expect(visibleRows(grouped, foldToLevel(grouped, 1))).toEqual([0]);
    expect(visibleRows(grouped, unfoldTo(grouped, new Set(), 4))).toHaveLength(8);
  });

  it('let the selected span be seen', () => {
    expect(visibleRows(grouped, new Set(), { picked: 4 })).toEqual([0, 1, 4]);
    expect(visibleRows(grouped, new Set(), { picked: 0 })).toEqual([0, 1]);
  });
});

it('shows one subtree alone', () => {
  expect(names(visibleRows(rows, new Set(), { within: 1 }))).toEqual(['a', 'a1', 'a11']);
  expect(names(visibleRows(rows, new Set([key('02')]), { within: 1 }))).toEqual(['a']);
});

describe('folding', () => {
  it('keeps the set when nothing changes', () => {
    const folded = new Set([key('02')]);
    const row = { key: key('02'), kind: 'span' } as const;
    expect(withFolded(folded, row, true)).toBe(folded);
    expect([...withFolded(folded, row, false)]).toEqual([]);
  });

  it('opens every ancestor of a row, and only those', () => {
    const folded = new Set([key('01'), key('02'), key('03'), key('06')]);
    expect([...unfoldTo(rows, folded, 3)]).toEqual([key('06')]);
  });

  it('counts the errors that it hides', () => {
    expect(rows.map(hiddenErrors)).toEqual([2, 2, 1, 0, 0, 1, 1, 0]);
  });
});

describe('indentFor', () => {
  it('sets in as in the design while the tree is shallow, and less when it is deep', () => {
    expect(indentFor(5, 392).step).toBe(14);
    expect(indentFor(19, 392)).toEqual({ step: 7, levels: 18 });
    expect(indentFor(300, 392)).toEqual({ step: 5, levels: 26 });
  });

  it('never takes the room of the name', () => {
    for (const depth of [1, 4, 40, 4000]) {
      for (const width of [280, 392, 900]) {
        const { step, levels } = indentFor(depth, width);
        expect(step * levels).toBeLessThanOrEqual(Math.max(width - 260, 15));
      }
    }
  });
});

describe('nextError', () => {
  it('goes round in the order of the rows', () => {
    expect(nextError(rows, -1)).toBe(2);
    expect(nextError(rows, 2)).toBe(3);
    expect(nextError(rows, 3)).toBe(7);
    expect(nextError(rows, 7)).toBe(2);
    expect(nextError([], -1)).toBeUndefined();
  });
});
