// Disk faults of the built server. The system makes its writes fail: a limit on the size of files (EFBIG) that is set
// while it runs stands for a disk that is broken.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readyResponse } from '@spanloom/api-schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BuiltServer,
  ensureBuilt,
  runBuilt,
  search,
  startBuilt,
  temporaryFolder,
} from './support/built-server.ts';
import { sendOnce, type SentTrace, verifyStored } from './support/load.ts';
import { PROTOCOLS } from './support/otlp-senders.ts';

const folder = temporaryFolder();
const servers: BuiltServer[] = [];

beforeAll(ensureBuilt);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<BuiltServer> {
  const server = await startBuilt({ folder: join(folder, 'data'), args: ['--log-level', 'error'] });
  servers.push(server);
  return server;
}

async function readiness(server: BuiltServer) {
  const response = await fetch(`${server.ui}/readyz`);
  return { status: response.status, ...readyResponse.parse(await response.json()) };
}

/** The largest file that a process may write, in bytes or "unlimited". */
const limitFiles = (pid: number | undefined, limit: string) =>
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:`], { encoding: 'utf8' });
const canLimit = spawnSync('prlimit', ['--version']).status === 0;

test.skipIf(!canLimit)(
  'a write that fails is not acknowledged; then nothing is stored before a restart, and reads go on (skipped without prlimit)',
  async () => {
    const server = await start();
    const sent: SentTrace[] = [];
    for (const [i, protocol] of PROTOCOLS.entries()) {
      const { trace, answer } = await sendOnce(server, protocol, 1 + i);
      expect(answer).toEqual({ kind: 'stored' });
      sent.push(trace);
    }
    expect(await readiness(server)).toMatchObject({ status: 200, ready: true });

    expect(limitFiles(server.child.pid, '1')).toMatchObject({ status: 0 });
    for (const [i, protocol] of PROTOCOLS.entries()) {
      const { trace, answer } = await sendOnce(server, protocol, 11 + i);
      const message = expect.stringContaining('Writing to the data folder');
      expect(answer).toMatchObject({ kind: 'retry', after: 1, message });
      sent.push(trace);
    }
    const reason = expect.stringMatching(/^Writing to the data folder failed .*restart Spanloom\.$/);
    expect(await readiness(server)).toMatchObject({ status: 503, ready: false, reason });

    // The disk is well again, but what is on it is known only after a recovery.
    expect(limitFiles(server.child.pid, 'unlimited')).toMatchObject({ status: 0 });
    const { trace, answer } = await sendOnce(server, 'http/json', 21);
    expect(answer).toMatchObject({ kind: 'retry' });
    sent.push(trace);
    expect((await search(server, 'service=load')).traces).toHaveLength(PROTOCOLS.length);
    await verifyStored(server, sent);
    const told = server
      .stderr()
      .split('\n')
      .filter((line) => line.includes('Writing to the data folder failed'));
    expect(told).toHaveLength(1);
    await server.stop('SIGTERM');

    const restarted = await start();
    await verifyStored(restarted, sent);
    expect(await readiness(restarted)).toMatchObject({ status: 200, ready: true });
    for (const { number, protocol } of sent.slice(PROTOCOLS.length)) {
      expect((await sendOnce(restarted, protocol, number)).answer).toEqual({ kind: 'stored' });
    }
    await verifyStored(
      restarted,
      sent.map((sentTrace) => ({ ...sentTrace, acknowledged: true })),
    );
    expect(await restarted.stop('SIGTERM')).toBe(0);
  },
);

// Root may write everywhere; `npm run soak -- disk` mounts a disk that is read-only for root too.
test.skipIf(process.getuid?.() === 0)(
  'a folder that is read-only: one sentence, exit code 1 (skipped for root)',
  () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o555);
    const { status, stderr } = runBuilt(['--data', readOnly, '--port', '0']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^spanloom: The folder .* cannot be written to \(EACCES.*\)\. Make it writable, or .*\n$/);
  },
);
