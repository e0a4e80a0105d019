// The main thread's proxy of the demo worker.
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { DemoSetup, FromDemo, ToDemo } from './messages.ts';

export interface DemoClientOptions {
  readonly entry: URL;
  readonly setup: DemoSetup;
  readonly logger: Logger;
  readonly onSent: (spans: number) => void;
  readonly onState: (state: 'running' | 'failed') => void;
}

/** Starts the worker. Its death ends the demo and nothing else. */
export function startDemoWorker({ entry, setup, logger, onSent, onState }: DemoClientOptions): {
  /** Resolves once it sends no more and what it sent last is acknowledged. */
  stop(): Promise<void>;
} {
  const worker = new Worker(entry, { workerData: setup });
  const exited = Promise.withResolvers<void>();
  worker.on('message', (message: FromDemo) => {
    switch (message.kind) {
      case 'sent':
        onSent(message.spans);
        break;
      case 'state':
        onState(message.state);
        break;
    }
  });
  worker.on('error', (error: Error) => {
    logger.error({ err: error }, 'the demo worker died; its traces end here');
    onState('failed');
  });
  worker.on('exit', () => exited.resolve());
  return {
    async stop() {
      const message: ToDemo = { kind: 'stop' };
      worker.postMessage(message);
      await exited.promise;
    },
  };
}
