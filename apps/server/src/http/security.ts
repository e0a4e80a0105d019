// What every answer of the UI port carries, and whom the port answers at all.
import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { errorResponse } from './errors.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** An answer that sets one of them itself knows why: the login page. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}

/**
 * Refuses requests whose Host is not ours. A page on another site can point its own name at 127.0.0.1 (DNS rebinding) and
 * would then read everything; its name is what gives it away. Addresses cannot be rebound. `publicUrl` is an origin.
 */
export function knownHostsOnly(boundHost: string, publicUrl: string | undefined): MiddlewareHandler {
  const wildcard = boundHost === '0.0.0.0' || boundHost === '::';
  const known = new Set(['localhost', '127.0.0.1', '::1', boundHost.toLowerCase()]);
  if (publicUrl !== undefined) known.add(hostName(new URL(publicUrl).host));
  const isKnown = (name: string): boolean => known.has(name) || (wildcard && isIP(name) !== 0);

  return async (c, next) => {
    const fromUrl = hostName(new URL(c.req.url).host);
    const header = c.req.header('host');
    if (isKnown(fromUrl) && (header === undefined || isKnown(hostName(header)))) return next();
    return errorResponse(421, {
      code: 'unknown_host',
      message: `This server does not answer to the name "${hostName(header ?? fromUrl)}". Open it as http://localhost with its port, or start it with --public-url or --host set to that name.`,
    });
  };
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses to change anything for a page of another origin: it cannot read our answers, but its request would be carried
 * out. Browsers say where a request comes from; what is no browser says neither and may pass. Another port of this machine
 * is another origin too. `publicUrl`: our own origin too; a proxy may call us by another name.
 */
export function ownPagesOnly(publicUrl: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (READING.has(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const fromElsewhere =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && origin !== publicUrl && !isOwn(origin, c));
    if (!fromElsewhere) return next();
    return errorResponse(403, {
      code: 'cross_site',
      message: 'A page of another origin may not change anything here. Use the page of this server, or a program.',
    });
  };
}

/** Compared by host and port. The protocol may differ: a proxy may speak https to the browser and http to us. */
function isOwn(origin: string, c: Context): boolean {
  const from = URL.parse(origin);
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  // Parsed by the origin's protocol, so that the port which that implies goes from both.
  return from !== null && from.host !== '' && from.host === URL.parse(`${from.protocol}//${host}`)?.host;
}

/** `[::1]:4319` -> `::1`, `LOCALHOST:80` -> `localhost`. */
function hostName(host: string): string {
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(host);
  return (bracketed?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase();
}
