// Binding a port, with words for the user when that fails.
import type { Server } from 'node:net';
import { StartError } from '../config/start-error.ts';

/**
 * How long an idle connection stays open. Longer than exporters pause between batches and browsers between requests, so
 * that they seldom send into a connection that is just being closed.
 */
export const KEEP_ALIVE_MS = 65_000;

export interface ListenAddress {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** The flag that chooses the port, for the message when it is taken. */
  readonly flag: string;
}

/** Resolves with the port that was bound. Throws a StartError. */
export async function listen(server: Server, address: ListenAddress): Promise<number> {
  const { host, port } = address;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, address)));
    server.listen({ host, port }, resolve);
  });
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

function listenError(error: Error, { host, port, flag }: ListenAddress): StartError {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} on ${host} is already in use. Choose another with ${flag} PORT (0 picks a free one), or stop what uses it.`,
    );
  }
  if (code === 'EACCES') {
    return new StartError(
      `Port ${port} on ${host} may not be used by this user. Choose one above 1023 with ${flag} PORT.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new StartError(`This machine has no address "${host}". Choose one of its own with --host HOST.`);
  }
  return new StartError(`Cannot listen on ${host}:${port}: ${error.message}`);
}
