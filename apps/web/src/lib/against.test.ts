import { expect, test } from 'vitest';
import { justBefore, readAgainst, windowAgainst, writeAgainst } from './against.ts';

const SECOND = 1_000_000_000n;
const HOUR = 3600n * SECOND;
const shown = { start: 1_790_000_000n * SECOND, end: 1_790_000_000n * SECOND + HOUR };

test('so much earlier, or from a moment on; always as long as what is shown', () => {
  for (const text of ['1h', '7d', '90s', '1789000000000000000']) {
    const against = readAgainst(text);
    if (against === undefined) throw new Error(`${text} is not read`);
    expect(writeAgainst(against)).toBe(text);
    const { start, end } = windowAgainst(shown, against);
    expect(end - start).toBe(HOUR);
    if (against.kind === 'from') expect(start).toBe(1_789_000_000n * SECOND);
    else expect(shown.start - start).toBe(BigInt(against.seconds) * SECOND);
  }
  expect(windowAgainst({ start: 5n, end: 9n }, { kind: 'earlier', text: '1h', seconds: 3600 })).toEqual({
    start: 0n,
    end: 4n,
  });
});

test('what is no time is none', () => {
  for (const text of [undefined, '', '0h', 'yesterday', '12', '-1h']) expect(readAgainst(text)).toBeUndefined();
});

test('the time just before ends where what is shown begins', () => {
  expect(justBefore({ kind: 'relative', text: '15m', seconds: 900 })?.text).toBe('15m');
  const before = justBefore({ kind: 'absolute', ...shown });
  expect(before && windowAgainst(shown, before).end).toBe(shown.start);
  const odd = { kind: 'absolute', start: 0n, end: 1_000_001n * SECOND - 1n } as const;
  expect(justBefore(odd)?.seconds).toBeGreaterThanOrEqual(1_000_001);
});
