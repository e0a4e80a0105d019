// What the shares thread does by itself.
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NotStoredError } from '../storage/trace-store.ts';
import { dropFromTimeToTime } from './shares-service.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what has expired is dropped once an hour, also after an hour in which nothing could be written', () => {
  const warnings: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(line) });
  const dropped: number[] = [];
  const store = {
    dropExpired(now: number) {
      dropped.push(now);
      if (dropped.length === 1) throw new NotStoredError('disk full', 'The disk is full.');
    },
  };
  const begun = Date.now();
  const stop = dropFromTimeToTime(store, logger);
  vi.advanceTimersByTime(2 * 3_600_000);
  expect(dropped).toEqual([begun + 3_600_000, begun + 7_200_000]);
  expect(warnings).toHaveLength(1);
  stop();
  vi.advanceTimersByTime(3_600_000);
  expect(dropped).toHaveLength(2);
});
