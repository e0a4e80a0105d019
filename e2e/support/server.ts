// A real built server on a folder of its own and on ports that are free, as a user would start it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKOUT = join(import.meta.dirname, '..', '..');
/** How long a start may take before the test says what the server printed. */
const START_LIMIT_MS = 30_000;

export interface RunningServer {
  /** Where the page is, without a slash at the end. */
  readonly url: string;
  /** Where OTLP/HTTP traces go. */
  readonly tracesUrl: string;
  /** When /readyz first answered 200, milliseconds since the epoch. */
  readonly readyAt: number;
  /** Ends the process as a power cut would. The folder stays for `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and ports. */
  restart(): Promise<void>;
  /** Asks it to stop, waits, removes the folder. Throws when it did not stop in good order. */
  stop(): Promise<void>;
  /** What it wrote so far, for a failing test's report. */
  output(): string;
}

interface Ports {
  readonly ui: number;
  readonly otlpHttp: number;
  readonly otlpGrpc: number;
}

interface Listener {
  readonly name: string;
  readonly port: number;
}

const ANY_PORTS: Ports = { ui: 0, otlpHttp: 0, otlpGrpc: 0 };

/** `flags` are added to those that give folder and ports; `checkout` is another folder where Spanloom was built. */
export async function startServer(flags: readonly string[] = [], checkout = CHECKOUT): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'spanloom-e2e-'));
  let output = '';

  async function launch(wanted: Ports): Promise<{ child: ChildProcess; ports: Ports; readyAt: number }> {
    const ports = ['--port', wanted.ui, '--otlp-http-port', wanted.otlpHttp, '--otlp-grpc-port', wanted.otlpGrpc];
    const args = [
      join(checkout, 'apps', 'server', 'dist', 'main.js'),
      'serve',
      '--data',
      folder,
      ...ports.map(String),
      ...flags,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ui = await new Promise<number>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`the server ${why}; it wrote:\n${output}`));
      const timer = setTimeout(() => fail(`was not up after ${START_LIMIT_MS} ms`), START_LIMIT_MS);
      const take = (chunk: Buffer): void => {
        output += chunk.toString();
        const port = /open +http:\/\/[^\s]+:(\d+)/.exec(output.slice(output.lastIndexOf('is ready')))?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(Number(port));
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`ended with ${code}`);
      });
    });
    const readyz = await fetch(`http://127.0.0.1:${ui}/readyz`);
    if (readyz.status !== 200) throw new Error(`/readyz answered ${readyz.status} after the server said it was ready`);
    const readyAt = Date.now();
    const { listeners } = (await readyz.json()) as { readonly listeners: readonly Listener[] };
    const portOf = (name: string): number => {
      const listener = listeners.find((candidate) => candidate.name === name);
      if (listener === undefined) throw new Error(`/readyz names no ${name} port: ${JSON.stringify(listeners)}`);
      return listener.port;
    };
    return { child, readyAt, ports: { ui, otlpHttp: portOf('otlp-http'), otlpGrpc: portOf('otlp-grpc') } };
  }

  let running = await launch(ANY_PORTS);

  async function end(signal: NodeJS.Signals): Promise<void> {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  return {
    url: `http://127.0.0.1:${running.ports.ui}`,
    tracesUrl: `http://127.0.0.1:${running.ports.otlpHttp}/v1/traces`,
    get readyAt() {
      return running.readyAt;
    },
    kill: () => end('SIGKILL'),
    async restart() {
      running = await launch(running.ports);
    },
    async stop() {
      await end('SIGTERM');
      const { exitCode, signalCode } = running.child;
      await rm(folder, { recursive: true, force: true });
      if (exitCode !== 0 && signalCode !== 'SIGKILL') {
        throw new Error(`the server ended with ${exitCode ?? signalCode}; it wrote:\n${output}`);
      }
    },
    output: () => output,
  };
}
