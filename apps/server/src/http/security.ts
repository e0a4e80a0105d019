// What every answer of the UI port carries, and whom the port answers at all.
import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { errorResponse } from './errors.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
  };
}

/**
 * Refuses requests whose Host is not ours. A page on another site can point its own name at 127.0.0.1 (DNS rebinding) and
 * would then read everything; its name is what gives it away. Addresses cannot be rebound.
 */
export function knownHostsOnly(boundHost: string): MiddlewareHandler {
  const wildcard = boundHost === '0.0.0.0' || boundHost === '::';
  const known = new Set(['localhost', '127.0.0.1', '::1', boundHost.toLowerCase()]);
  const isKnown = (name: string): boolean => known.has(name) || (wildcard && isIP(name) !== 0);

  return async (c, next) => {
    const fromUrl = hostName(new URL(c.req.url).host);
    const header = c.req.header('host');
    if (isKnown(fromUrl) && (header === undefined || isKnown(hostName(header)))) return next();
    return errorResponse(421, {
      code: 'unknown_host',
      message: `This server does not answer to the name "${hostName(header ?? fromUrl)}". Open it as http://localhost with its port, or start it with --host set to that name.`,
    });
  };
}

/** `[::1]:4319` -> `::1`, `LOCALHOST:80` -> `localhost`. */
function hostName(host: string): string {
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(host);
  return (bracketed?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase();
}
