import { NO_MARKS } from '@spanloom/diagrams';
import { afterEach, expect, test } from 'vitest';
import { SILENT } from '../../test/support/in-process.ts';
import { DRAWING_LIMITS } from '../config/drawing-limits.ts';
import { DrawingClient, type DrawingLimits } from './drawing-client.ts';
import type { DrawingJob } from './messages.ts';

let client: DrawingClient | undefined;
afterEach(async () => {
  await client?.close();
  client = undefined;
});

function open(limits: Partial<DrawingLimits> = {}): DrawingClient {
  const entry = new URL('../../test/support/drawing-worker-of-words.mjs', import.meta.url);
  client = new DrawingClient({ entry, limits: { ...DRAWING_LIMITS, ...limits }, logger: SILENT });
  return client;
}

const job = (text: string): DrawingJob => ({ text, marks: NO_MARKS, theme: 'light', format: 'svg' });

async function svgOf(drawing: DrawingClient, text: string): Promise<string> {
  const outcome = await drawing.draw(job(text));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.format === 'svg' ? outcome.value.svg : '';
}

test('no thread runs before the first job; one thread draws them all', async () => {
  const drawing = open();
  expect(drawing.running).toBe(false);
  const [a, b] = await Promise.all([svgOf(drawing, 'x'), svgOf(drawing, 'x')]);
  expect(drawing.running).toBe(true);
  expect(b).toBe(a);
});

test('a job that takes too long is ended with its thread; the next one gets a new thread', async () => {
  const drawing = open({ drawingMs: 300 });
  const [endless, next] = await Promise.all([drawing.draw(job('for ever')), svgOf(drawing, 'x')]);
  expect(endless).toMatchObject({ ok: false, error: { code: 'not_drawable' } });
  expect(endless.ok ? '' : endless.error.message).toContain('too long');
  expect(next).toMatch(/^x \d+$/);
});

test('a job that takes too much memory is ended with its thread', async () => {
  const drawing = open({ heapMb: 32 });
  const outcome = await drawing.draw(job('memory'));
  expect(outcome).toMatchObject({ ok: false, error: { code: 'not_drawable' } });
  expect(outcome.ok ? '' : outcome.error.message).toContain('32 MB');
  expect(await svgOf(drawing, 'x')).toMatch(/^x \d+$/);
});

test('a thread that breaks fails its job alone', async () => {
  const drawing = open();
  const dying = drawing.draw(job('die'));
  const next = svgOf(drawing, 'x');
  await expect(dying).rejects.toThrow('killed by the test');
  expect(await next).toMatch(/^x \d+$/);
});

test('what cannot be drawn is told in the words of the worker', async () => {
  expect(await open().draw(job('refuse'))).toEqual({
    ok: false,
    error: { code: 'not_drawable', message: 'refused by the test' },
  });
});

test('more than may wait are turned away at once', async () => {
  const drawing = open({ waiting: 2 });
  const outcomes = await Promise.all(['wait', 'x', 'x', 'x', 'x'].map((text) => drawing.draw(job(text))));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
  expect(outcomes[4]).toMatchObject({ error: { code: 'busy' } });
});

test('the thread ends when it has nothing to do, and comes back', async () => {
  const drawing = open({ idleMs: 30 });
  const first = await svgOf(drawing, 'x');
  await expect.poll(() => drawing.running).toBe(false);
  expect(await svgOf(drawing, 'x')).not.toBe(first);
});

test('closing turns away what waits, and ends the thread', async () => {
  const drawing = open();
  const waiting = ['for ever', 'x'].map((text) => drawing.draw(job(text)));
  await drawing.close();
  for (const outcome of await Promise.all(waiting))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'busy' } });
  expect(await drawing.draw(job('x'))).toMatchObject({ ok: false, error: { code: 'busy' } });
});
