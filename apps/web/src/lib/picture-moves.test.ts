import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawsPicture, idleAtRest, pictureMoved, untilPictureRests } from './picture-moves.ts';

beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }),
);
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function answeredAfter(milliseconds: number, signal = new AbortController().signal): Promise<boolean> {
  let answered = false;
  void untilPictureRests(signal).then(() => (answered = true));
  await vi.advanceTimersByTimeAsync(milliseconds);
  return answered;
}

test('reads at once while nothing moves', async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await answeredAfter(0)).toBe(true);
});

test('waits for rest after the last movement', async () => {
  pictureMoved();
  setTimeout(pictureMoved, 200);
  expect(await answeredAfter(440)).toBe(false);
  expect(await answeredAfter(20)).toBe(true);
});

test('whoever never stops gets an answer all the same', async () => {
  const hand = setInterval(pictureMoved, 16);
  await vi.advanceTimersByTimeAsync(100);
  let answered = false;
  void untilPictureRests(new AbortController().signal).then(() => (answered = true));
  await vi.advanceTimersByTimeAsync(4900);
  expect(answered).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(answered).toBe(true);
  clearInterval(hand);
});

test('waits until a picture is drawn, also where it cannot be', async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  for (const isDrawable of [true, false]) {
    const drawing = Promise.withResolvers<string>();
    const drawn = drawsPicture(drawing.promise).catch((error: unknown) => error);
    let answered = false;
    void untilPictureRests(new AbortController().signal).then(() => (answered = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(answered).toBe(false);
    if (isDrawable) drawing.resolve('drawn');
    else drawing.reject(new Error('no picture'));
    await vi.advanceTimersByTimeAsync(60);
    expect(answered).toBe(true);
    expect(await drawn).toEqual(isDrawable ? 'drawn' : new Error('no picture'));
  }
});

test('one that is drawn for ever keeps nothing back for ever', async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  const drawing = Promise.withResolvers<void>();
  void drawsPicture(drawing.promise);
  expect(await answeredAfter(4900)).toBe(false);
  expect(await answeredAfter(200)).toBe(true);
  // Whoever comes later does not wait for it again.
  expect(await answeredAfter(0)).toBe(true);
  drawing.resolve();
  await vi.advanceTimersByTimeAsync(0);
});

test('a reading that is given up during a drawing does not wait for its end', async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  const drawing = Promise.withResolvers<void>();
  void drawsPicture(drawing.promise);
  const given = new AbortController();
  const refused = expect(untilPictureRests(given.signal)).rejects.toThrow('given up');
  given.abort(new Error('given up'));
  await vi.advanceTimersByTimeAsync(60);
  await refused;
  drawing.resolve();
  await vi.advanceTimersByTimeAsync(0);
});

test('a reading that is given up is not asked', async () => {
  pictureMoved();
  const given = new AbortController();
  const reading = untilPictureRests(given.signal);
  given.abort(new Error('given up'));
  const refused = expect(reading).rejects.toThrow('given up');
  await vi.advanceTimersByTimeAsync(300);
  await refused;
});

test('what can wait is not done in a movement that began while the browser was busy', async () => {
  const busy = Promise.withResolvers<void>();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => void busy.promise.then(callback));
  let done = false;
  void idleAtRest(new AbortController().signal).then(() => (done = true));
  await vi.advanceTimersByTimeAsync(10_000);
  pictureMoved();
  busy.resolve();
  await vi.advanceTimersByTimeAsync(200);
  expect(done).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(done).toBe(true);
});
