// The switch around the demo: started and stopped at any time. What the demo sends is tested with its sender.
import { expect, test } from 'vitest';
import { createDemoSwitch, type DemoReports } from './demo.ts';

/** Runs that do nothing by themselves, in the order in which they were started. */
function fakeRuns() {
  const runs: { readonly reports: DemoReports; stopped: boolean }[] = [];
  const start = (reports: DemoReports) => {
    const run = { reports, stopped: false };
    runs.push(run);
    return {
      stop(): Promise<void> {
        run.stopped = true;
        return Promise.resolve();
      },
    };
  };
  return { runs, start };
}

test('starts once, counts what was acknowledged, and stops', async () => {
  const { runs, start } = fakeRuns();
  const demo = createDemoSwitch(start);
  expect(demo.status()).toEqual({ state: 'off', sentSpans: 0 });
  const started = await Promise.all([demo.start(), demo.start()]);
  expect(started.map(({ state }) => state)).toEqual(['loading', 'loading']);
  expect(runs).toHaveLength(1);
  runs[0]?.reports.onSent(3);
  runs[0]?.reports.onSent(4);
  runs[0]?.reports.onState('running');
  expect(demo.status()).toEqual({ state: 'running', sentSpans: 7 });
  expect((await demo.start()).state).toBe('running');

  expect(await demo.stop()).toEqual({ state: 'off', sentSpans: 7 });
  expect(runs.map(({ stopped }) => stopped)).toEqual([true]);
  expect((await demo.start()).state).toBe('loading');
  expect(runs.map(({ stopped }) => stopped)).toEqual([true, false]);
});

test('that fails says so, and can be started again', async () => {
  const { runs, start } = fakeRuns();
  const demo = createDemoSwitch(start);
  await demo.start();
  runs[0]?.reports.onState('failed');
  expect(demo.status().state).toBe('failed');
  expect((await demo.start()).state).toBe('loading');
  expect(runs).toHaveLength(2);
});

test('what a run tells after it was stopped is about the past', async () => {
  const { runs, start } = fakeRuns();
  const demo = createDemoSwitch(start);
  await demo.start();
  await demo.stop();
  runs[0]?.reports.onState('running');
  expect(demo.status().state).toBe('off');
  await demo.start();
  runs[0]?.reports.onState('failed');
  expect(demo.status().state).toBe('loading');
});

test('every stop waits for the run that is ending, also the second', async () => {
  const ended = Promise.withResolvers<void>();
  const order: string[] = [];
  const demo = createDemoSwitch(() => ({ stop: () => ended.promise }));
  await demo.start();
  const stops = ['first', 'second'].map((name) => demo.stop().then(() => order.push(name)));
  await demo.start();
  order.push('ended');
  ended.resolve();
  await Promise.all(stops);
  expect(order).toEqual(['ended', 'first', 'second']);
});
