// Python without a change of code: https://opentelemetry.io/docs/zero-code/python/
import { runWithSettings, type WriteSteps } from './step.ts';

export const python: WriteSteps = (target) => [
  {
    title: 'install',
    code: 'pip install opentelemetry-distro opentelemetry-exporter-otlp\nopentelemetry-bootstrap -a install',
  },
  runWithSettings(target, { readsProtocol: true, sendsAllSignals: true }, 'opentelemetry-instrument python app.py'),
];
