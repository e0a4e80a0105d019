import { expect, test } from 'vitest';
import { createHealthLog } from './health-log.ts';

function start() {
  let now = 0;
  const health = createHealthLog(() => now);
  const states: string[] = [];
  return {
    health,
    /** What it is a second later, after `change`. */
    after(change: () => void): string {
      now += 1000;
      change();
      const { state } = health.read();
      states.push(state);
      return state;
    },
    states,
  };
}

test('a queue that fills and empties goes through its zones', () => {
  const { health, after, states } = start();
  for (const share of [0.1, 0.5, 0.79, 0.8, 0.95, 1, 0.94, 0.4]) after(() => health.filled(share));
  expect(states).toEqual(['ok', 'filling', 'filling', 'high', 'nearly full', 'nearly full', 'high', 'ok']);
  const { milliseconds, transitions } = health.read();
  expect(milliseconds).toMatchObject({ ok: 2000, filling: 2000, high: 2000, 'nearly full': 2000, refusing: 0 });
  expect(transitions).toContainEqual({ from: 'filling', to: 'high', times: 1, ago: 4000 });
  expect(transitions).toContainEqual({ from: 'high', to: 'ok', times: 1, ago: 0 });
});

test('who refused recovers once there is room, and is well when half of the queue is free', () => {
  const { health, after } = start();
  after(() => health.filled(0.97));
  expect(after(() => health.refused())).toBe('refusing');
  expect(after(() => health.filled(0.96))).toBe('refusing');
  expect(after(() => health.filled(0.9))).toBe('recovering');
  expect(after(() => health.filled(0.6))).toBe('recovering');
  expect(after(() => health.refused())).toBe('recovering');
  expect(after(() => health.filled(0.2))).toBe('ok');
  expect(health.read().transitions).toContainEqual({ from: 'refusing', to: 'recovering', times: 2, ago: 1000 });
});

test('trouble with the disk outlasts whatever the queue does', () => {
  const { health, after } = start();
  expect(after(() => health.trouble('disk full'))).toBe('disk full');
  expect(after(() => health.filled(0.9))).toBe('disk full');
  expect(after(() => health.refused())).toBe('disk full');
  expect(after(() => health.trouble(undefined))).toBe('recovering');
  expect(after(() => health.filled(0))).toBe('ok');
  expect(after(() => health.trouble('broken'))).toBe('broken');
});
