// A round on a small disk in memory, mounted by root: it is filled by ingest until everything is refused, freed again, and
// at last mounted read-only. The server must say what is the matter, lose nothing and go on by itself.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readyResponse } from '@spanloom/api-schema';
import { type BuiltServer, runBuilt, search, startBuilt } from '../test/support/built-server.ts';
import { FILLING_TRACE_SPANS, seededRandom, sendFilling, type SentTrace, verifyStored } from '../test/support/load.ts';
import { type Answer, PROTOCOLS } from '../test/support/otlp-senders.ts';
import type { Round } from './rounds.ts';

const DISK_MB = 48;
const BALLAST_MB = 24;

export const fullDiskRound: Round = async (seed) => {
  const disk = mkdtempSync(join(tmpdir(), 'spanloom-disk-'));
  run('mount', '-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'spanloom', disk);
  let server: BuiltServer | undefined;
  try {
    const data = join(disk, 'data');
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc((BALLAST_MB + seededRandom(seed)()) * 1024 * 1024));
    server = await startBuilt({ folder: data, args: ['--log-level', 'info'] });

    const filled = await fill(server, 1);
    expectFull(filled.refusals, server);
    await expectReady(server, 503);
    const { traces } = await search(server, 'service=filling&limit=5');
    if (traces.length === 0) throw new Error('nothing can be read while the disk is full');
    await verifyStored(server, filled.sent, FILLING_TRACE_SPANS);

    rmSync(ballast);
    const again = await fill(server, 1 + filled.sent.length, 12);
    if (again.refusals.length > 0) throw new Error(`refused with space free: ${JSON.stringify(again.refusals[0])}`);
    await expectReady(server, 200);
    const all = [...filled.sent, ...again.sent];
    await verifyStored(server, all, FILLING_TRACE_SPANS);
    const exitCode = await server.stop('SIGTERM');
    if (exitCode !== 0) throw new Error(`the server ended with ${exitCode}: ${server.stderr()}`);
    server = await startBuilt({ folder: data, args: ['--log-level', 'info'] });
    await verifyStored(server, all, FILLING_TRACE_SPANS);
    await server.stop('SIGTERM');

    run('mount', '-o', 'remount,ro', disk);
    const { status, stderr } = runBuilt(['--data', data, '--port', '0']);
    if (status !== 1 || !/^spanloom: The folder .* cannot be written to \(EROFS[^\n]*\n$/.test(stderr)) {
      throw new Error(`a start on a read-only disk ended with ${status}: ${stderr}`);
    }
    return {
      stored: all.filter((trace) => trace.acknowledged).length,
      refused: filled.refusals.length,
      readOnly: stderr,
    };
  } finally {
    await server?.stop('SIGKILL');
    run('umount', disk);
    rmdirSync(disk);
  }
};

/** Sends by all protocols in turn until each was refused three times, or so many traces. */
async function fill(server: BuiltServer, first: number, most = Number.POSITIVE_INFINITY) {
  const sent: SentTrace[] = [];
  const refusals: { readonly protocol: string; readonly answer: Answer }[] = [];
  while (sent.length < most && refusals.length < 3 * PROTOCOLS.length) {
    const protocol = PROTOCOLS[sent.length % PROTOCOLS.length] ?? 'grpc';
    const { trace, answer } = await sendFilling(server, protocol, first + sent.length);
    sent.push(trace);
    if (answer.kind !== 'stored') refusals.push({ protocol, answer });
  }
  return { sent, refusals };
}

function expectFull(refusals: readonly { readonly protocol: string; readonly answer: Answer }[], server: BuiltServer) {
  const wrong = refusals.find(
    ({ answer }) =>
      answer.kind !== 'retry' || answer.after === undefined || !answer.message.includes('The disk is full'),
  );
  if (wrong !== undefined) throw new Error(`refused like this: ${JSON.stringify(wrong)}`);
  const told = server
    .stderr()
    .split('\n')
    .filter((line) => line.includes('The disk is full'));
  if (told.length === 0) throw new Error(`the log does not say that the disk is full: ${server.stderr()}`);
}

async function expectReady(server: BuiltServer, status: number): Promise<void> {
  const response = await fetch(`${server.ui}/readyz`);
  const { reason } = readyResponse.parse(await response.json());
  if (response.status !== status) throw new Error(`/readyz answered ${response.status}: ${reason}`);
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (is this root?): ${stderr}`);
}
