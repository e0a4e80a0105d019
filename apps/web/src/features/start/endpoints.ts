// Where programs on the browser's machine reach the server's listeners.
import type { Listener } from '@spanloom/api-schema';

/** `host:port` of each listener that is open; an IPv6 address in brackets. */
export type Endpoints = Readonly<Partial<Record<Listener['name'], string>>>;

/**
 * A listener on all addresses is named as the page itself was reached (`pageHost`: hostname of its URL), any other by its own
 * address: a listener on 127.0.0.1 does not answer under `localhost` where that means ::1.
 */
export function endpointsOf(listeners: readonly Listener[], pageHost: string): Endpoints {
  return Object.fromEntries(
    listeners.map(({ name, host, port }) => [name, `${bracketed(isWildcard(host) ? pageHost : host)}:${port}`]),
  );
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
