import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inOwnFrame } from './own-frame.ts';

const KEY = ['edges'];
let frames: (() => void)[] = [];

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function given(client: QueryClient): Promise<() => string | undefined> {
  let answer: string | undefined;
  void inOwnFrame(client, KEY, 'new').then((given) => (answer = given));
  await vi.advanceTimersByTimeAsync(0);
  return () => answer;
}

test('the first answer is not kept waiting', async () => {
  const answer = await given(new QueryClient());
  expect(answer()).toBe('new');
});

test('the next one waits for a frame', async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, 'old');
  const answer = await given(client);
  expect(answer()).toBeUndefined();
  frames[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(answer()).toBe('new');
});

test('in a hidden page, which has no frames, it comes all the same', async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, 'old');
  const answer = await given(client);
  await vi.advanceTimersByTimeAsync(100);
  expect(answer()).toBe('new');
});
