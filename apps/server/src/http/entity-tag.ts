// Entity tags: whether a client has already what it asks for. https://www.rfc-editor.org/rfc/rfc9110#field.etag
import { createHash } from 'node:crypto';
import type { Context } from 'hono';

export function etagOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}

export function hasAlready(c: Context, etag: string): boolean {
  return (
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag) === true
  );
}
