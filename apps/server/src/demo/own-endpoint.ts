// Sending to this server itself, as any other sender would: through its OTLP/HTTP port.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Listener } from '@spanloom/api-schema';
import { type UnixNano, unixNano } from '@spanloom/otlp-model';
import { createOtlpSender, type OtlpSender } from './otlp-sender.ts';

/** Where this server takes traces over OTLP/HTTP. */
export function ownEndpoint(listeners: readonly Listener[]): string {
  const otlp = listeners.find((listener) => listener.name === 'otlp-http');
  if (otlp === undefined) throw new Error('the OTLP/HTTP port is not open');
  return `http://${reachable(otlp.host)}:${otlp.port}/v1/traces`;
}

/** A sender to the OTLP/HTTP listener. `token` is what the server was started with. */
export function ownSender(listeners: readonly Listener[], token: string | undefined): OtlpSender {
  return createOtlpSender({ url: ownEndpoint(listeners), token, pause });
}

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false });
}

export function wallClock(): UnixNano {
  const time = unixNano(BigInt(Date.now()) * 1_000_000n);
  if (!time.ok) throw new Error(`the clock of this machine is wrong: ${time.error}`);
  return time.value;
}

/** A host to connect to for one that a server listens on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
