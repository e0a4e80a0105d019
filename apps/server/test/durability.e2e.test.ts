// An acknowledgement leaves only after the log was flushed: watched from outside, system call by system call.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { encodeExportRequest } from '@spanloom/otlp-model/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, startBuilt, temporaryFolder } from './support/built-server.ts';
import { resourceOf, resourceSpansOf, spanOf, traceIdOf } from './support/spans.ts';

const REQUESTS = 20;
const CALLS = 'read,recvfrom,write,writev,sendto,sendmsg,fdatasync,fsync';

const folder = temporaryFolder();
beforeAll(ensureBuilt);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** strace must be there and be allowed to trace. */
const canTrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;

test.skipIf(!canTrace)(
  'each answer follows a flush of the log (skipped where strace is missing or forbidden)',
  async () => {
    const log = join(folder, 'strace.txt');
    const under = ['strace', '-f', '-y', '-s', '40', '-e', `trace=${CALLS}`, '-o', log];
    const server = await startBuilt({ folder: join(folder, 'data'), under, args: ['--log-level', 'error'] });
    for (let i = 1; i <= REQUESTS; i++) {
      const body = encodeExportRequest([resourceSpansOf(resourceOf('flushed'), [spanOf({ traceId: traceIdOf(i) })])]);
      const response = await fetch(server.otlpHttp, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-protobuf' },
        body: new Uint8Array(body),
      });
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }
    // The signal is for the server; strace, its parent, ends with it and with its exit code.
    process.kill(childOf(server.child.pid ?? 0), 'SIGTERM');
    expect(await server.exited).toBe(0);

    // R: a request was read, F: a flush of the log returned, W: the writing of an answer begins. The first flushes make
    // the tables, the last ones close the store.
    expect(order(readFileSync(log, 'utf8'))).toMatch(new RegExp(`^F*(RF+W){${REQUESTS}}F*$`));
  },
);

function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

/** The events of the thread that reads requests, in order, as letters. */
function order(strace: string): string {
  const lines = strace.split('\n');
  const ingest = /^(\d+) .*"POST \/v1\/traces/.exec(lines.find((line) => line.includes('"POST /v1/traces')) ?? '')?.[1];
  let letters = '';
  let flushing = false;
  for (const line of lines) {
    if (ingest === undefined || !line.startsWith(`${ingest} `)) continue;
    if (line.includes('"POST /v1/traces')) letters += 'R';
    else if (/ (fdatasync|fsync)\(\d+<[^>]*-wal>/.test(line)) {
      flushing = line.includes('<unfinished');
      if (!flushing && line.endsWith(' = 0')) letters += 'F';
    } else if (flushing && /<\.\.\. (fdatasync|fsync) resumed>.* = 0$/.test(line)) {
      flushing = false;
      letters += 'F';
    } else if (/ (write|writev|sendto|sendmsg)\(.*"HTTP\/1\.1 200/.test(line)) letters += 'W';
  }
  return letters;
}
