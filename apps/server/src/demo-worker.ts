// Entry of the demo's thread and its composition root: plays the made-up shop and sends it to this server's own OTLP port.
// A thread of its own, so that making 200,000 spans holds up nothing that the main thread serves.
import { parentPort, workerData } from 'node:worker_threads';
import { startDemo } from './demo/demo-sender.ts';
import { createOtlpSender } from './demo/otlp-sender.ts';
import { pause, wallClock } from './demo/own-endpoint.ts';
import { createLogger } from './telemetry/logger.ts';
import type { DemoSetup, FromDemo, ToDemo } from './threads/messages.ts';

if (parentPort === null) throw new Error('this file runs as a worker of main');
const port = parentPort;
const { url, token, logLevel } = workerData as DemoSetup;
const post = (message: FromDemo): void => port.postMessage(message);

const demo = startDemo({
  sender: createOtlpSender({ url, token, pause }),
  now: wallClock,
  pause,
  logger: createLogger(logLevel, 'demo'),
  onSent: (spans) => post({ kind: 'sent', spans }),
  onState: (state) => {
    post({ kind: 'state', state });
    if (state === 'failed') port.close();
  },
});

port.once('message', (message: ToDemo) => {
  switch (message.kind) {
    case 'stop':
      void demo.stop().then(() => port.close());
      break;
  }
});
