// What was acknowledged survives kill -9 and SIGTERM, and is there once.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltServer, ensureBuilt, startBuilt, temporaryFolder } from './support/built-server.ts';
import { crashRound } from './support/crash-round.ts';
import { type SentTrace, seededRandom, sendUntilGone, verifyStored } from './support/load.ts';
import { PROTOCOLS } from './support/otlp-senders.ts';

const ROUNDS = 20;
/** Of each protocol. */
const SENDERS = 2;
const SEED = Number(process.env['SPANLOOM_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const folders: string[] = [];
const servers: BuiltServer[] = [];

beforeAll(ensureBuilt);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

async function start(folder: string): Promise<BuiltServer> {
  const server = await startBuilt({ folder, args: ['--log-level', 'error'] });
  servers.push(server);
  return server;
}

describe(`crash safety (SPANLOOM_SEED=${SEED})`, () => {
  test(`kill -9 under load, ${ROUNDS} rounds: every acknowledged span is there after restart, once`, {
    timeout: 300_000,
  }, async () => {
    const random = seededRandom(SEED);
    const folder = newFolder();
    const all: SentTrace[] = [];
    let server = await start(folder);
    for (let round = 0; round < ROUNDS; round++) {
      const firstTrace = 1 + round * 1_000_000;
      const outcome = await crashRound(server, {
        random,
        start: () => start(folder),
        sendersEach: SENDERS,
        firstTrace,
      });
      all.push(...outcome.sent);
      server = outcome.server;
    }
    for (const protocol of PROTOCOLS) expect(all.some((trace) => trace.protocol === protocol)).toBe(true);
    await verifyStored(server, all);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  test('SIGTERM under load: exit code 0, and nothing acknowledged is lost', async () => {
    const folder = newFolder();
    const server = await start(folder);
    let exit: Promise<number | undefined> | undefined;
    const sent = await sendUntilGone(server, {
      senders: SENDERS,
      firstTrace: 1,
      onAcknowledged: (count) => {
        if (count === 100) exit = server.stop('SIGTERM');
      },
    });
    expect(await exit).toBe(0);
    const restarted = await start(folder);
    await verifyStored(restarted, sent);
    expect(await restarted.stop('SIGTERM')).toBe(0);
  });
});
