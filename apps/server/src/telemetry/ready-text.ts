// What a person reads on stdout once the server is up.
import type { Listener } from '@spanloom/api-schema';

export interface ReadyFacts {
  readonly version: string;
  /** From the start of the process. */
  readonly seconds: number;
  readonly listeners: readonly Listener[];
  readonly folder: string;
  readonly demo: boolean;
}

export function readyText({ version, seconds, listeners, folder, demo }: ReadyFacts): string {
  const lines = listeners.map(({ name, host, port }) => {
    const place = `${urlHost(host)}:${port}`;
    switch (name) {
      case 'ui':
        return `  open       http://${place}`;
      case 'otlp-http':
        return `  OTLP/HTTP  http://${place}/v1/traces`;
      case 'otlp-grpc':
        return `  OTLP/gRPC  ${place}`;
    }
  });
  return [
    `Spanloom ${version} is ready in ${seconds.toFixed(1)} s`,
    ...lines,
    `  data       ${folder}`,
    ...(demo ? ['  demo       a made-up shop sends its traces'] : []),
    '',
  ].join('\n');
}

/** A host as it stands in a URL; a wildcard address is reached as localhost from this machine. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
