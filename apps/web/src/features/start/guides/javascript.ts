// Node.js without a change of code: https://opentelemetry.io/docs/zero-code/js/
import { runWithSettings, type WriteSteps } from './step.ts';

export const javascript: WriteSteps = (target) => [
  { title: 'install', code: 'npm install @opentelemetry/auto-instrumentations-node @opentelemetry/api' },
  runWithSettings(
    target,
    { readsProtocol: true, sendsAllSignals: true },
    'node --require @opentelemetry/auto-instrumentations-node/register app.js',
  ),
];
