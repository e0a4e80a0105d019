// What was acknowledged survives kill -9 and SIGTERM, and is there once.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltServer, ensureBuilt, startBuilt, temporaryFolder } from './support/built-server.ts';
import { type SentTrace, seededRandom, sendUntilGone, verifyStored } from './support/load.ts';

const ROUNDS = 10;
const SENDERS = 6;
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
  test(`kill -9 under load, ${ROUNDS} rounds: every acknowledged span is there after restart, once`, async () => {
    const random = seededRandom(SEED);
    const folder = newFolder();
    const all: SentTrace[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const server = await start(folder);
      const killAfter = 1 + Math.floor(random() * 150);
      const sent = await sendUntilGone(server, {
        senders: SENDERS,
        firstTrace: 1 + round * 1_000_000,
        onAcknowledged: (count) => {
          if (count === killAfter) server.child.kill('SIGKILL');
        },
      });
      expect(sent.filter(({ acknowledged }) => acknowledged).length).toBeGreaterThanOrEqual(killAfter);
      all.push(...sent);
      const restarted = await start(folder);
      await verifyStored(restarted, sent);
      await restarted.stop('SIGKILL');
    }
    const last = await start(folder);
    await verifyStored(last, all);
    expect(await last.stop('SIGTERM')).toBe(0);
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
