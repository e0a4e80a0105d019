// Where a request comes from, for limits by address.
import type { Context } from 'hono';

interface NodeEnvironment {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** Who is at the other end of the connection; behind a proxy, that proxy. */
export function addressOf(c: Context): string {
  return (c.env as NodeEnvironment | undefined)?.incoming?.socket?.remoteAddress ?? '';
}
