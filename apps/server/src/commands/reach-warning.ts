// What to say when the server listens wider than its user may think.
import { isLoopback } from '../net/loopback.ts';

/** For stderr; undefined when only this machine, or only who has the token, gets in. */
export function reachWarning(host: string, token: string | undefined): string | undefined {
  if (isLoopback(host) || token !== undefined) return undefined;
  return (
    `spanloom: WARNING: everybody who can reach this machine may read, add and delete these traces, because it listens on ${host} ` +
    'without a token. Set SPANLOOM_TOKEN (or --token), or leave out --host.\n'
  );
}
