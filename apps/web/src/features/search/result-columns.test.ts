// Columns of the list: what preferences say, and that all of them fit on the screens that we care for.
import { describe, expect, it } from 'vitest';
import { gridTracks, RESULT_COLUMNS, shownColumns, withColumn } from './result-columns.ts';

describe('columns', () => {
  it('are six at first', () => {
    expect(shownColumns(undefined)).toEqual(['start', 'root', 'services', 'spans', 'errors', 'duration']);
  });

  it('are those that were chosen, in their own order, with the root operation, without what is none', () => {
    expect(shownColumns(['traceId', 'start', 'colour'])).toEqual(['start', 'root', 'traceId']);
    expect(shownColumns([])).toEqual(['root']);
  });

  it('come and go one by one', () => {
    expect(withColumn(['start', 'root', 'traceId'], 'kind', true)).toEqual(['start', 'root', 'kind', 'traceId']);
    expect(withColumn(['start', 'root', 'traceId'], 'start', false)).toEqual(['root', 'traceId']);
  });

  it.each([
    ['wide', 1101],
    ['narrow', 1024],
  ] as const)('fit all, %s', (width, screen) => {
    const least = [...gridTracks(RESULT_COLUMNS)[width].matchAll(/(\d+)px(?=,|$| (?:minmax|\d))/g)].map(([, px]) =>
      Number(px),
    );
    expect(least).toHaveLength(RESULT_COLUMNS.length);
    const [gaps, padding, scrollBar] = [12 * (RESULT_COLUMNS.length - 1), 28, 15];
    expect(least.reduce((sum, px) => sum + px, gaps + padding + scrollBar)).toBeLessThanOrEqual(screen);
  });
});
