// How the ingest pipeline is, as states that follow from how full the queue is and from what went wrong; each change of them
// is counted.
import { HEALTH_STATES, type HealthFacts, type HealthState, type HealthTransition } from '../threads/messages.ts';

/** Shares of the queue's limit from which on it is so full. */
const ZONES = [
  [0.95, 'nearly full'],
  [0.8, 'high'],
  [0.5, 'filling'],
] as const;

export interface HealthLog {
  /** The queue holds this share of its limit now. */
  filled(share: number): void;
  /** A request was sent away because too much waits. */
  refused(): void;
  /** What the disk is in trouble with; undefined: it works again. */
  trouble(trouble: 'disk full' | 'read-only' | 'broken' | undefined): void;
  read(): HealthFacts;
}

/** `clock` gives milliseconds and never goes back. */
export function createHealthLog(clock: () => number): HealthLog {
  const spent = Object.fromEntries(HEALTH_STATES.map((state) => [state, 0])) as Record<HealthState, number>;
  const transitions = new Map<string, { from: HealthState; to: HealthState; times: number; at: number }>();
  let state: HealthState = 'ok';
  let since = clock();
  let share = 0;
  let inTrouble = false;

  function become(to: HealthState): void {
    if (to === state) return;
    const now = clock();
    const key = `${state} > ${to}`;
    const times = (transitions.get(key)?.times ?? 0) + 1;
    transitions.set(key, { from: state, to, times, at: now });
    spent[state] += now - since;
    state = to;
    since = now;
  }

  /** What was refused is over when there is room again, recovery when half of the queue is free. */
  function settle(): void {
    if (inTrouble) return;
    if (state === 'refusing') {
      if (share < 0.95) become('recovering');
    } else if (state !== 'recovering') {
      become(ZONES.find(([from]) => share >= from)?.[1] ?? 'ok');
    } else if (share < 0.5) {
      become('ok');
    }
  }

  return {
    filled(next) {
      share = next;
      settle();
    },
    refused() {
      if (!inTrouble) become('refusing');
    },
    trouble(trouble) {
      inTrouble = trouble !== undefined;
      become(trouble ?? 'recovering');
    },
    read() {
      // A queue that is empty has no more changes to tell of.
      settle();
      const now = clock();
      return {
        state,
        milliseconds: { ...spent, [state]: spent[state] + now - since },
        transitions: [...transitions.values()].map(
          ({ from, to, times, at }): HealthTransition => ({ from, to, times, ago: now - at }),
        ),
      };
    },
  };
}
