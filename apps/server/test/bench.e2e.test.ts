// The bench's load against the built server, and against one that says that it stored what it threw away.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLoad } from '../bench/run-load.ts';
import { type BuiltServer, startBuilt, temporaryFolder } from './support/built-server.ts';

const LOAD = { protocol: 'http/protobuf', batch: 64, spans: 300, seed: 1, inFlight: 2 } as const;
const folder = temporaryFolder();
let server: BuiltServer;

beforeAll(async () => {
  server = await startBuilt({ folder });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('a load whose spans are not all in the store fails, and says both numbers', async () => {
  const liar = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  liar.listen(0, '127.0.0.1');
  await once(liar, 'listening');
  const otlpHttp = `http://127.0.0.1:${(liar.address() as AddressInfo).port}/v1/traces`;
  try {
    await expect(runLoad({ ...server, otlpHttp }, LOAD)).rejects.toThrow(
      '300 spans were to be sent, and the store has 0',
    );
  } finally {
    liar.closeAllConnections();
    liar.close();
  }
  expect(await runLoad(server, LOAD)).toMatchObject({ spans: 300, retries: 0 });
  await expect(runLoad(server, { ...LOAD, seed: 2 })).rejects.toThrow(
    '300 spans were to be sent, and the store has 600',
  );
});
