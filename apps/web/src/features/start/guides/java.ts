// Java without a change of code: https://opentelemetry.io/docs/zero-code/java/agent/getting-started/
import { runWithSettings, type WriteSteps } from './step.ts';

const AGENT =
  'https://github.com/open-telemetry/opentelemetry-java-instrumentation/releases/latest/download/opentelemetry-javaagent.jar';

export const java: WriteSteps = (target) => [
  { title: 'installAgent', code: `curl -LO ${AGENT}` },
  runWithSettings(
    target,
    { readsProtocol: true, sendsAllSignals: true },
    'java -javaagent:opentelemetry-javaagent.jar -jar app.jar',
  ),
];
