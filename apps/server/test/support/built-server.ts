// The built server as a process of its own, as users run it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchResponse } from '@spanloom/api-schema';
import type { ResourceSpans, Span } from '@spanloom/otlp-model';
import { decodeExportRequest } from '@spanloom/otlp-model/json';

const SERVER = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(SERVER, 'dist');
const MAIN = join(DIST, 'main.js');

/** Builds the server when there is no build. `npm test` has built it before. */
export function ensureBuilt(): void {
  if (existsSync(MAIN)) return;
  const rolldown = fileURLToPath(new URL('../../../../node_modules/rolldown/bin/cli.mjs', import.meta.url));
  // Built beside and renamed, because several test files may come here at the same time.
  const folder = mkdtempSync(join(SERVER, 'dist-'));
  const args = [rolldown, '-c', join(SERVER, 'rolldown.config.mjs'), '--dir', folder];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: SERVER, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the server could not be built: ${stderr}`);
  if (existsSync(MAIN)) rmSync(folder, { recursive: true });
  else renameSync(folder, DIST);
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'spanloom-test-'));
}

export interface BuiltServer {
  readonly child: ChildProcess;
  /** Without a slash at the end. */
  readonly ui: string;
  readonly otlpHttp: string;
  /** host:port */
  readonly otlpGrpc: string;
  /** The exit code, or undefined when a signal ended the process. */
  readonly exited: Promise<number | undefined>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends the signal; resolves as `exited`. */
  stop(signal: NodeJS.Signals): Promise<number | undefined>;
}

export interface StartOptions {
  readonly folder: string;
  readonly args?: readonly string[];
  /** A program with its arguments that runs the server, such as strace. */
  readonly under?: readonly string[];
  /** Variables of the server, besides those of the test that are no settings. */
  readonly environment?: Readonly<Record<string, string>>;
}

const FREE_PORTS = ['--port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0'];

/** What this shell says to its own server is not meant for those of the tests. */
function withoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SPANLOOM_')));
}

/** Resolves when the server says that it is ready; rejects with its output when it exits instead. */
export async function startBuilt({
  folder,
  args = [],
  under = [],
  environment = {},
}: StartOptions): Promise<BuiltServer> {
  ensureBuilt();
  const [command = process.execPath, ...rest] = [
    ...under,
    process.execPath,
    MAIN,
    '--data',
    folder,
    ...FREE_PORTS,
    ...args,
  ];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutSettings(), ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = new Promise<number | undefined>((resolve) => child.on('exit', (code) => resolve(code ?? undefined)));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (/^ {2}data /m.test(stdout)) resolve();
    });
    child.on('error', reject);
    void exited.then((code) => reject(new Error(`the server exited with ${code}: ${stdout}${stderr}`)));
  });
  const place = (name: string): string => new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(stdout)?.[1] ?? '';
  return {
    child,
    ui: place('open'),
    otlpHttp: place('OTLP/HTTP'),
    otlpGrpc: place('OTLP/gRPC'),
    exited,
    stdout: () => stdout,
    stderr: () => stderr,
    stop(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** Runs the server to its end, for starts that fail. */
export function runBuilt(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  ensureBuilt();
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: withoutSettings(),
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  return { status, stdout, stderr };
}

/** Runs the built program to its end while this process goes on, for commands that ask a server of the test. */
export async function runBuiltMeanwhile(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | undefined; stdout: string; stderr: string }> {
  ensureBuilt();
  const env = { ...withoutSettings(), ...environment };
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | undefined>((resolve) =>
    child.on('close', (status) => resolve(status ?? undefined)),
  );
  return { code, stdout, stderr };
}

/** The trace as the server exports it; undefined when it has none. */
export async function exportedTrace(
  server: BuiltServer,
  traceId: string,
): Promise<readonly ResourceSpans[] | undefined> {
  const response = await fetch(`${server.ui}/api/v1/traces/${traceId}/otlp`);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the export answered ${response.status}: ${await response.text()}`);
  const decoded = decodeExportRequest(new Uint8Array(await response.arrayBuffer()));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value.resourceSpans;
}

export function spansOf(resourceSpans: readonly ResourceSpans[]): Span[] {
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

export async function search(server: BuiltServer, query: string) {
  const response = await fetch(`${server.ui}/api/v1/search?${query}`);
  if (!response.ok) throw new Error(`search answered ${response.status}: ${await response.text()}`);
  return searchResponse.parse(await response.json());
}
