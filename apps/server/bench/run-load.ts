// One load, from its first request to the last acknowledgement, and whether all of it is in the store.
import { fork } from 'node:child_process';
import { statusResponse } from '@spanloom/api-schema';
import type { BuiltServer } from '../test/support/built-server.ts';
import type { LoadResult, LoadSetup } from './client.ts';

/** Where the load goes to, and where the store is asked. */
export type LoadedServer = Pick<BuiltServer, 'ui' | 'otlpHttp' | 'otlpGrpc'>;

/** Rejects when the store has not exactly what was sent: a number without its spans measures nothing. The store is empty before. */
export async function runLoad(server: LoadedServer, setup: Omit<LoadSetup, 'places'>): Promise<LoadResult> {
  const { otlpHttp, otlpGrpc } = server;
  const result = await runClient({ ...setup, places: { otlpHttp, otlpGrpc } });
  const stored = await storedSpans(server);
  if (stored !== setup.spans) throw new Error(`${setup.spans} spans were to be sent, and the store has ${stored}`);
  return result;
}

async function storedSpans({ ui }: LoadedServer): Promise<number> {
  const response = await fetch(`${ui}/api/v1/status`);
  if (!response.ok) throw new Error(`the status is ${response.status}`);
  return statusResponse.parse(await response.json()).store.spans;
}

/** Runs the client in a process of its own. */
function runClient(setup: LoadSetup): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const client = fork(new URL('./client.ts', import.meta.url), { execArgv: process.execArgv });
    let result: LoadResult | undefined;
    client.on('message', (message: LoadResult) => (result = message));
    client.on('error', reject);
    client.on('exit', (code) => {
      if (result === undefined) reject(new Error(`the load ended with ${code}`));
      else resolve(result);
    });
    client.send(setup);
  });
}
