// `npm run interop`: the OpenTelemetry SDKs of other languages, with all three signals on, against the built server.
// Says what each stored and what its console showed. A language whose toolchain is missing is skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltServer, exportedTrace, startBuilt } from '../test/support/built-server.ts';
import { differences } from './expected.ts';
import { copySources, missing, PROTOCOLS, type Protocol, type Toolchain, TOOLCHAINS } from './toolchains.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-interop-'));
  try {
    let ok = true;
    for (const toolchain of TOOLCHAINS) ok = (await tryToolchain(toolchain, join(folder, toolchain.name))) && ok;
    return ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryToolchain(toolchain: Toolchain, folder: string): Promise<boolean> {
  const lacking = missing(toolchain);
  if (lacking.length > 0) {
    say(`${toolchain.name}: skipped, this machine has no ${lacking.join(', ')}`);
    return true;
  }
  say(`${toolchain.name}: getting ready ...`);
  copySources(toolchain, folder);
  toolchain.prepare(folder);
  const data = join(folder, 'data');
  mkdirSync(data);
  // Only now: getting ready takes minutes in which this process notices no connection that the server closes.
  const server = await startBuilt({ folder: data, args: ['--log-level', 'warn'] });
  try {
    let ok = true;
    for (const protocol of PROTOCOLS) ok = (await tryProtocol(toolchain, protocol, folder, server)) && ok;
    return ok;
  } finally {
    await server.stop('SIGTERM');
  }
}

async function tryProtocol(
  toolchain: Toolchain,
  protocol: Protocol,
  folder: string,
  server: BuiltServer,
): Promise<boolean> {
  const before = await rejected(server);
  const [program, ...args] = toolchain.command(folder, protocol, server);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  const traceId = /^[0-9a-f]{32}$/m.exec(stdout)?.[0] ?? '';
  const found =
    traceId === ''
      ? ['no trace id was printed']
      : differences(toolchain.name, (await exportedTrace(server, traceId)) ?? []);
  const after = await rejected(server);
  const metrics = after.metrics - before.metrics;
  const logs = after.logs - before.logs;
  const ok = status === 0 && found.length === 0 && metrics > 0 && logs === 1;
  say(`${toolchain.name} by ${protocol}: ${ok ? 'ok' : 'FAILED'}; exit ${status}; trace ${traceId}`);
  say(`  stored as sent: ${found.length === 0 ? 'yes, attribute for attribute' : found.join('; ')}`);
  say(`  rejected: ${metrics} data points, ${logs} log records`);
  const shown = stderr.trim();
  say(shown === '' ? '  its console: nothing' : `  its console:\n    ${shown.replaceAll('\n', '\n    ')}`);
  return ok;
}

/** What was rejected so far, from /metrics. */
async function rejected(server: BuiltServer): Promise<{ readonly metrics: number; readonly logs: number }> {
  const text = await (await fetch(`${server.ui}/metrics`)).text();
  const of = (signal: string): number =>
    Number(new RegExp(`^spanloom_ingest_rejected_items_total\\{signal="${signal}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  return { metrics: of('metrics'), logs: of('logs') };
}

process.exitCode = (await main()) ? 0 : 1;
