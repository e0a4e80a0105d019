// `npm run interop`: the OpenTelemetry SDKs of other languages, with all three signals on, against the built server.
// Says what each stored and what its console showed; a console that says more than it may is a failure, and so is a language
// whose toolchain is missing, unless --allow-missing is given.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuiltServer, exportedTrace, startBuilt } from '../test/support/built-server.ts';
import { noise } from './console.ts';
import { differences } from './expected.ts';
import { ending, type Outcome } from './outcome.ts';
import { copySources, missing, PROTOCOLS, type Protocol, type Toolchain, TOOLCHAINS } from './toolchains.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(allowMissing: boolean): Promise<0 | 1> {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-interop-'));
  const outcomes = new Map<string, Outcome>();
  try {
    for (const toolchain of TOOLCHAINS) {
      outcomes.set(toolchain.name, await tryToolchain(toolchain, join(folder, toolchain.name)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { lines, exitCode } = ending(outcomes, allowMissing);
  for (const line of lines) say(line);
  return exitCode;
}

async function tryToolchain(toolchain: Toolchain, folder: string): Promise<Outcome> {
  const lacking = missing(toolchain);
  if (lacking.length > 0) {
    say(`${toolchain.name}: this machine has no ${lacking.join(', ')}`);
    return 'skipped';
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
    return ok ? 'ok' : 'failed';
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
  const shown = `${stdout.replace(traceId, '')}\n${stderr}`.trim();
  const noisy = noise(toolchain.name, shown);
  const ok = status === 0 && found.length === 0 && metrics > 0 && logs === 1 && noisy.length === 0;
  say(`${toolchain.name} by ${protocol}: ${ok ? 'ok' : 'FAILED'}; exit ${status}; trace ${traceId}`);
  say(`  stored as sent: ${found.length === 0 ? 'yes, attribute for attribute' : found.join('; ')}`);
  say(`  rejected: ${metrics} data points, ${logs} log records`);
  say(shown === '' ? '  its console: nothing' : `  its console:\n    ${shown.replaceAll('\n', '\n    ')}`);
  if (noisy.length > 0) say(`  which it may not show:\n    ${noisy.join('\n    ')}`);
  return ok;
}

/** What was rejected so far, from /metrics. */
async function rejected(server: BuiltServer): Promise<{ readonly metrics: number; readonly logs: number }> {
  const text = await (await fetch(`${server.ui}/metrics`)).text();
  const of = (signal: string): number =>
    Number(new RegExp(`^spanloom_ingest_rejected_items_total\\{signal="${signal}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
  return { metrics: of('metrics'), logs: of('logs') };
}

const { values } = parseArgs({ options: { 'allow-missing': { type: 'boolean', default: false } } });
process.exitCode = await main(values['allow-missing']);
