// The origin in the bytes of a request that node's parser gave up on.

/**
 * What the Origin header says, when these bytes hold it whole and once, before the first empty line. They are what node read
 * last: a head may have begun earlier, or these may be the middle of a body. Whatever is found here is only ever compared
 * with the allowed origins, and a browser compares it again with that of its page.
 */
export function rawOrigin(packet: Buffer | undefined): string | undefined {
  if (packet === undefined) return undefined;
  const text = packet.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  // Without its line break a value may be cut off, which would be the origin of somebody else.
  const whole = end === -1 ? text.lastIndexOf('\r\n') : end;
  const lines = text.slice(0, Math.max(whole, 0)).split('\r\n');
  const origins = lines.flatMap((line) => /^origin:[ \t]*([!-~]+)[ \t]*$/i.exec(line)?.[1] ?? []);
  return origins.length === 1 ? origins[0] : undefined;
}
