// A round of kill -9: a server on a folder of its own, killed under load once.
import { rmSync } from 'node:fs';
import { type BuiltServer, startBuilt, temporaryFolder } from '../test/support/built-server.ts';
import { crashRound } from '../test/support/crash-round.ts';
import { seededRandom } from '../test/support/load.ts';
import type { Round } from './rounds.ts';

const SENDERS_EACH = 3;

export const crashRoundOfServer: Round = async (seed) => {
  const folder = temporaryFolder();
  const servers: BuiltServer[] = [];
  const start = async (): Promise<BuiltServer> => {
    const server = await startBuilt({ folder, args: ['--log-level', 'error'] });
    servers.push(server);
    return server;
  };
  try {
    const running = await start();
    const random = seededRandom(seed);
    const { acknowledged, cutOff, sent, server } = await crashRound(running, {
      random,
      start,
      sendersEach: SENDERS_EACH,
      firstTrace: 1,
    });
    const exitCode = await server.stop('SIGTERM');
    if (exitCode !== 0) throw new Error(`the restarted server ended with ${exitCode}`);
    return { sent: sent.length, acknowledged, cutOff };
  } finally {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  }
};
