// The demo data as the main thread steers it: started and stopped at any time, and asked how far it is.
import type { DemoStatus } from '@spanloom/api-schema';
import type { Logger } from 'pino';
import type { Demo } from './demo-sender.ts';
import type { OtlpSender } from './otlp-sender.ts';
import { pause, wallClock } from './own-endpoint.ts';

export interface DemoSwitchDependencies {
  /** Made when the demo is started: the ports must be open by then. */
  readonly sender: () => OtlpSender;
  readonly logger: Logger;
}

export interface DemoSwitch {
  status(): DemoStatus;
  /** Nothing happens when it is loading or running. */
  start(): Promise<DemoStatus>;
  /** Resolves once it sends no more. What was sent stays; a request that was cut off may be among it. */
  stop(): Promise<DemoStatus>;
}

export function createDemoSwitch({ sender, logger }: DemoSwitchDependencies): DemoSwitch {
  let state: DemoStatus['state'] = 'off';
  let sentSpans = 0;
  let current: Promise<Demo> | undefined;
  const status = (): DemoStatus => ({ state, sentSpans });

  /** What a run tells after it was stopped is about the past. */
  async function run(isCurrent: () => boolean): Promise<Demo> {
    // Loaded only now: the start of every other server does not wait for it.
    const { startDemo } = await import('./demo-sender.ts');
    return startDemo({
      sender: counting(sender(), (spans) => (sentSpans += spans)),
      now: wallClock,
      pause,
      logger,
      onState: (next) => {
        if (isCurrent()) state = next;
      },
    });
  }

  return {
    status,
    async start() {
      if (state !== 'loading' && state !== 'running') {
        state = 'loading';
        const started: Promise<Demo> = run(() => current === started);
        current = started;
        await started;
      }
      return status();
    },
    async stop() {
      const stopping = current;
      current = undefined;
      state = 'off';
      await (await stopping)?.stop();
      return status();
    },
  };
}

/** Tells how many spans each acknowledged request held. */
function counting(sender: OtlpSender, onSent: (spans: number) => void): OtlpSender {
  return {
    async send(resourceSpans, signal) {
      await sender.send(resourceSpans, signal);
      for (const { scopeSpans } of resourceSpans) for (const { spans } of scopeSpans) onSent(spans.length);
    },
  };
}
