// The time range in the URL, and what it means at a moment.
import { describe, expect, it } from 'vitest';
import { stringifySearch } from './search-params.ts';
import {
  liveWindow,
  rangeKey,
  rangeOfKey,
  readTimeRange,
  relativeRange,
  resolveTimeRange,
  timeRangeUrl,
  unreadRange,
  widerRange,
  writeTimeRange,
} from './time-range.ts';

const hour = { kind: 'relative', text: '1h', seconds: 3600 };

describe('readTimeRange', () => {
  it('is the last hour unless the URL says otherwise', () => {
    expect(readTimeRange({})).toEqual(hour);
    expect(readTimeRange({ range: '15m' })).toEqual({ kind: 'relative', text: '15m', seconds: 900 });
    expect(readTimeRange({ from: '5', to: '9' })).toEqual({ kind: 'absolute', start: 5n, end: 9n });
  });

  it.each([
    { range: 'yesterday' },
    { range: '0m' },
    { range: '999999d' },
    { from: '9', to: '5' },
    { from: '9' },
    { from: '-1', to: '5' },
    { from: '1e3', to: '5' },
  ])('takes %j for nothing, and says so', (url) => {
    expect(readTimeRange(url)).toEqual(hour);
    expect(unreadRange(url)).toBe(stringifySearch(url).slice(1));
  });

  it('has nothing to say about what it reads, or about a range beside it', () => {
    for (const url of [{}, { range: '15m' }, { from: '5', to: '9' }, { from: '5', to: '9', range: 'x' }])
      expect(unreadRange(url)).toBeUndefined();
    expect(unreadRange({ range: '15m', from: 'x' })).toBe('from=x');
  });

  it('reads back what is written', () => {
    for (const url of [{ range: '15m' }, { range: '7d' }, { from: '17', to: '1795477219000000000' }]) {
      const written = writeTimeRange(readTimeRange(url));
      expect(readTimeRange(written)).toEqual(readTimeRange(url));
    }
    expect(writeTimeRange(readTimeRange({ range: '1h' }))).toEqual({
      range: undefined,
      from: undefined,
      to: undefined,
    });
  });

  it('survives parameters of the wrong shape', () => {
    expect(timeRangeUrl.parse({ range: ['5m', '7d'], other: 'x' })).toEqual({ range: '5m' });
  });
});

describe('resolveTimeRange', () => {
  it('counts back from now, never before the epoch', () => {
    const quarter = relativeRange('15m');
    if (quarter === undefined) throw new Error('15m is a range');
    expect(resolveTimeRange(quarter, 1_000_000_000_000n)).toEqual({ start: 100_000_000_000n, end: 1_000_000_000_000n });
    expect(resolveTimeRange(quarter, 5n)).toEqual({ start: 0n, end: 5n });
  });
});

describe('a range as one text', () => {
  it.each(['15m', '7d', '5-9'])('%s comes back', (key) => {
    const range = rangeOfKey(key);
    expect(range === undefined ? undefined : rangeKey(range)).toBe(key);
  });

  it.each(['', '9-5', 'soon', '-', '5-'])('%j is none', (key) => expect(rangeOfKey(key)).toBeUndefined());
});

describe('widerRange', () => {
  const now = 10_000n;

  it('doubles one that ends now', () => {
    expect(widerRange({ kind: 'relative', text: '30m', seconds: 1800 }, now)).toEqual(hour);
    expect(widerRange({ kind: 'relative', text: '45s', seconds: 45 }, now)).toMatchObject({ text: '90s' });
  });

  it('grows a fixed one on both sides, but not into the future', () => {
    const fixed = (start: bigint, end: bigint) => ({ kind: 'absolute' as const, start, end });
    expect(widerRange(fixed(1000n, 1999n), now)).toEqual(fixed(500n, 2499n));
    expect(widerRange(fixed(9000n, 9999n), now)).toEqual(fixed(8500n, now));
    expect(widerRange(fixed(100n, 1099n), now)).toEqual(fixed(0n, 1599n));
  });

  it('ends at ten years', () => {
    const longest = { kind: 'relative' as const, text: '3650d', seconds: 315_360_000 };
    expect(widerRange(longest, now)).toEqual(longest);
  });
});

describe('liveWindow', () => {
  const range = { kind: 'relative' as const, text: '15m', seconds: 900 };
  const bar = 9_000_000_000n;
  const now = 1_795_181_104_123_456_789n;
  const { start, end } = liveWindow(range, now, 100);

  it('is made of whole bars of the clock, the last one filling', () => {
    expect([start % bar, (end + 1n) % bar]).toEqual([0n, 0n]);
    expect(end + 1n - start).toBe(101n * bar);
    expect(start <= now - 900_000_000_000n && start > now - 900_000_000_000n - bar).toBe(true);
    expect(end >= now && end < now + bar).toBe(true);
  });

  it('stays until a bar is full, then moves by one', () => {
    expect(liveWindow(range, end, 100)).toEqual({ start, end });
    expect(liveWindow(range, end + 1n, 100)).toEqual({ start: start + bar, end: end + bar });
  });
});
