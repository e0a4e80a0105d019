import { expect, test } from 'vitest';
import { timedQueries } from './timed-queries.ts';

test('each kind of query has its latencies, those that fail too', async () => {
  let now = 0;
  const timed = timedQueries(
    {
      async run(query) {
        now += query.kind === 'stats' ? 4 : 300;
        if (query.kind !== 'stats') throw new Error('the reader is gone');
        return { ok: false, error: { code: 'unavailable', message: '' } };
      },
    },
    () => now,
  );
  const abort = new AbortController().signal;
  await timed.run({ kind: 'stats' }, { abort });
  await timed.run({ kind: 'stats' }, { abort });
  await expect(timed.run({ kind: 'services', parameters: {} }, { abort })).rejects.toThrow('gone');
  expect(
    timed.latencies().map(([kind, { counts, sumSeconds }]) => [kind, counts.indexOf(Math.max(...counts)), sumSeconds]),
  ).toEqual([
    ['stats', 2, 0.008],
    ['services', 8, 0.3],
  ]);
});
