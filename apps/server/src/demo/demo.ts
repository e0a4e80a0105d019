// The demo data as the main thread steers it: started and stopped at any time, and asked how far it is.
import type { DemoStatus } from '@spanloom/api-schema';

/** One run of the demo, in a thread of its own. */
export interface DemoRun {
  /** Resolves once it sends no more and what it sent last is acknowledged. */
  stop(): Promise<void>;
}

export interface DemoReports {
  /** Told how many spans each acknowledged request held. */
  readonly onSent: (spans: number) => void;
  /** Told once the history is sent, and when the run has ended by itself. */
  readonly onState: (state: 'running' | 'failed') => void;
}

export interface DemoSwitch {
  status(): DemoStatus;
  /** Nothing happens when it is loading or running. */
  start(): Promise<DemoStatus>;
  /** Resolves once it sends no more and what it sent last is acknowledged, also when another call stopped it. */
  stop(): Promise<DemoStatus>;
}

/** `run` is called each time the demo is started: the ports must be open by then. */
export function createDemoSwitch(run: (reports: DemoReports) => DemoRun): DemoSwitch {
  let state: DemoStatus['state'] = 'off';
  let sentSpans = 0;
  let current: DemoRun | undefined;
  const ending = new Set<Promise<void>>();
  const status = (): DemoStatus => ({ state, sentSpans });

  return {
    status,
    start() {
      if (state === 'loading' || state === 'running') return Promise.resolve(status());
      state = 'loading';
      const started: DemoRun = run({
        onSent: (spans) => (sentSpans += spans),
        onState: (next) => {
          // What a run tells after it was stopped is about the past.
          if (current === started) state = next;
        },
      });
      current = started;
      return Promise.resolve(status());
    },
    async stop() {
      const stopping = current?.stop();
      current = undefined;
      state = 'off';
      if (stopping !== undefined) {
        ending.add(stopping);
        void stopping.finally(() => ending.delete(stopping));
      }
      await Promise.all(ending);
      return status();
    },
  };
}
