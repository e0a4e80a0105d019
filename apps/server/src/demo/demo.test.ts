// The switch around the demo: started and stopped at any time. What the demo sends is tested with its sender.
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createDemoSwitch } from './demo.ts';
import type { OtlpSender } from './otlp-sender.ts';

const logger = pino({ level: 'silent' });

/** Sends as fast as `gate` lets it. */
function sender(gate: () => Promise<void>): OtlpSender & { readonly requests: number } {
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    async send(_, signal) {
      await gate();
      signal.throwIfAborted();
      requests++;
    },
  };
}

test('starts once, counts what was acknowledged, and stops', async () => {
  let made = 0;
  const sending = sender(async () => undefined);
  const demo = createDemoSwitch({ sender: () => (made++, sending), logger });
  expect(demo.status()).toEqual({ state: 'off', sentSpans: 0 });
  const started = await Promise.all([demo.start(), demo.start()]);
  expect(started.map(({ state }) => state)).toEqual(['loading', 'loading']);
  await expect.poll(() => demo.status().sentSpans).toBeGreaterThan(0);
  expect((await demo.start()).state).toBe('loading');
  expect(made).toBe(1);

  const stopped = await demo.stop();
  expect(stopped.state).toBe('off');
  const { requests } = sending;
  await new Promise((resolve) => setImmediate(resolve));
  expect(sending.requests).toBe(requests);
  expect(demo.status()).toEqual(stopped);
  expect((await demo.start()).state).toBe('loading');
  expect(made).toBe(2);
  await demo.stop();
});

test('that fails says so, and can be started again', async () => {
  let fails = true;
  const sending = sender(() => (fails ? Promise.reject(new Error('refused')) : Promise.resolve()));
  const demo = createDemoSwitch({ sender: () => sending, logger });
  await demo.start();
  await expect.poll(() => demo.status().state).toBe('failed');
  expect(demo.status().sentSpans).toBe(0);
  fails = false;
  expect((await demo.start()).state).toBe('loading');
  await expect.poll(() => demo.status().sentSpans).toBeGreaterThan(0);
  await demo.stop();
});

test('stopped while it starts sends nothing, whatever is still under way', async () => {
  const sending = sender(async () => undefined);
  const demo = createDemoSwitch({ sender: () => sending, logger });
  const starting = demo.start();
  await demo.stop();
  await starting;
  expect(demo.status().state).toBe('off');
});
