// Reading on behind a list: page by page, no more than asked for, until nothing follows or it is cancelled.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readFurtherTraces } from './further-traces.ts';

/** A store of so many traces, whose cursor is the number of those before. */
function serve(total: number): URL[] {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', (address: string, { signal }: { readonly signal: AbortSignal }) => {
    signal.throwIfAborted();
    const url = new URL(address, 'http://localhost');
    asked.push(url);
    const from = Number(url.searchParams.get('cursor'));
    const to = Math.min(from + Number(url.searchParams.get('limit')), total);
    const traces = Array.from({ length: to - from }, (_, index) => ({
      traceId: String(from + index).padStart(32, '0'),
      start: '1',
      duration: '1',
      spans: 1,
      errors: 0,
      weight: 1,
      complete: true,
      services: [],
    }));
    const nextCursor = to < total ? String(to) : undefined;
    return Promise.resolve(Response.json({ traces, nextCursor, cost: { elapsedMs: 1, watermark: 1 } }));
  });
  return asked;
}

const never = new AbortController().signal;
afterEach(() => vi.unstubAllGlobals());

describe('readFurtherTraces', () => {
  it('reads to the end and says how far it is', async () => {
    const asked = serve(1300);
    const read: number[] = [];
    const { traces, more } = await readFurtherTraces({ service: 'shop' }, '100', 9900, never, (n) => read.push(n));
    expect([traces.length, more]).toEqual([1200, false]);
    expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(1200);
    expect(read).toEqual([500, 1000, 1200]);
    expect(asked.every((url) => url.searchParams.get('service') === 'shop')).toBe(true);
  });

  it('reads no more than asked for, and tells that there is more', async () => {
    const asked = serve(1300);
    const { traces, more } = await readFurtherTraces({}, '100', 700, never, () => undefined);
    expect([traces.length, more]).toEqual([700, true]);
    expect(asked.map((url) => url.searchParams.get('limit'))).toEqual(['500', '200']);
  });

  it('asks nothing when nothing follows, or nothing is wanted', async () => {
    const asked = serve(10);
    expect(await readFurtherTraces({}, undefined, 50, never, () => undefined)).toEqual({ traces: [], more: false });
    expect(await readFurtherTraces({}, '5', 0, never, () => undefined)).toEqual({ traces: [], more: true });
    expect(asked).toEqual([]);
  });

  it('stops when it is cancelled', async () => {
    const asked = serve(5000);
    const controller = new AbortController();
    const reading = readFurtherTraces({}, '0', 5000, controller.signal, () => controller.abort());
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toHaveLength(1);
  });
});
