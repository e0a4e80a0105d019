// The demo as the main thread starts it: real clock, real network.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Listener } from '@spanloom/api-schema';
import { unixNano } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import { type Demo, startDemo } from './demo-sender.ts';
import { createOtlpSender } from './otlp-sender.ts';

/** Starts sending to the OTLP/HTTP listener of this server. Stop it before the ingest worker stops. */
export function startDemoOn(listeners: readonly Listener[], logger: Logger): Demo {
  const otlp = listeners.find((listener) => listener.name === 'otlp-http');
  if (otlp === undefined) throw new Error('the demo needs the OTLP/HTTP port');
  const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
    await sleep(ms, undefined, { signal, ref: false });
  };
  return startDemo({
    sender: createOtlpSender({ url: `http://${reachable(otlp.host)}:${otlp.port}/v1/traces`, pause }),
    now: () => {
      const time = unixNano(BigInt(Date.now()) * 1_000_000n);
      if (!time.ok) throw new Error(`the clock of this machine is wrong: ${time.error}`);
      return time.value;
    },
    pause,
    logger,
  });
}

/** A host to connect to for one that a server listens on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
