// Starting and stopping the built server: what it says, what it binds, what it refuses.
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { readyResponse, statusResponse } from '@spanloom/api-schema';
import { encodeExportRequest } from '@spanloom/otlp-model/protobuf';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import rootPackage from '../../../package.json' with { type: 'json' };
import { type BuiltServer, ensureBuilt, runBuilt, startBuilt, temporaryFolder } from './support/built-server.ts';
import { resourceOf, resourceSpansOf, spanOf } from './support/spans.ts';

const cleanUp: (() => unknown)[] = [];
beforeAll(ensureBuilt);
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

function newFolder(): string {
  const folder = temporaryFolder();
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string, args: readonly string[] = []): Promise<BuiltServer> {
  const server = await startBuilt({ folder, args });
  cleanUp.push(() => server.stop('SIGKILL'));
  return server;
}

async function occupiedPort(): Promise<number> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the command line', () => {
  test('--version and --help', () => {
    expect(runBuilt(['--version'])).toEqual({ status: 0, stdout: `${rootPackage.version}\n`, stderr: '' });
    for (const args of [['--help'], ['help'], ['serve', '--help'], ['-h']]) {
      const { status, stdout } = runBuilt(args);
      expect(status).toBe(0);
      for (const flag of [
        '--data',
        '--host',
        '--port',
        '--otlp-http-port',
        '--otlp-grpc-port',
        '--demo',
        '--token',
        '--cors-origin',
        '--log-level',
      ]) {
        expect(stdout).toContain(flag);
        expect(stdout).toContain(`SPANLOOM_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`);
      }
    }
  });

  test.each([
    [['--prot', '1'], 'Unknown flag "--prot". Did you mean --port?'],
    [['serv'], 'Unknown command "serv". Did you mean serve?'],
    [['serve', '--port', 'x'], '--port must be a port number'],
    [['--token', 'short'], '--token must be 16'],
  ])('wrong usage %j: exit code 2', (args, message) => {
    const { status, stderr, stdout } = runBuilt(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });
});

describe('a start', () => {
  test('takes what no flag says from the environment', async () => {
    const folder = newFolder();
    const environment = { SPANLOOM_LOG_LEVEL: 'debug', SPANLOOM_PORT: 'overruled', SPANLOOM_DATA: '/overruled' };
    const server = await startBuilt({ folder, environment });
    cleanUp.push(() => server.stop('SIGKILL'));
    expect(server.stdout()).toContain(folder);
    await expect.poll(() => server.stderr()).toContain('"level":20');
  });

  test.each([
    { host: '0.0.0.0', token: undefined, warned: true },
    { host: '0.0.0.0', token: 'correct-horse-battery-staple', warned: false },
    { host: '127.0.0.1', token: undefined, warned: false },
  ])('on $host with the token $token: is a loud line printed? $warned', async ({ host, token, warned }) => {
    const environment: Record<string, string> = token === undefined ? {} : { SPANLOOM_TOKEN: token };
    const args = ['--host', host, '--log-level', 'silent'];
    const server = await startBuilt({ folder: newFolder(), args, environment });
    // Whatever it wrote is here once it has ended.
    expect(await server.stop('SIGTERM')).toBe(0);
    const loud =
      /^spanloom: WARNING: everybody who can reach this machine .* it listens on 0\.0\.0\.0 without a token\. .*\n$/;
    if (warned) expect(server.stderr()).toMatch(loud);
    else expect(server.stderr()).toBe('');
  });

  test.runIf(process.platform !== 'win32')(
    'what it writes is for its user only, whoever may enter the folder',
    async () => {
      const folder = newFolder();
      chmodSync(folder, 0o755);
      const server = await start(folder);
      await fetch(`${server.ui}/api/v1/test-trace`, { method: 'POST' });
      const modes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
        const { mode } = statSync(join(folder, name));
        return [name, (mode & 0o777).toString(8)];
      });
      expect(modes.length).toBeGreaterThan(2);
      expect(modes.filter(([, mode]) => mode !== '600' && mode !== '700')).toEqual([]);
    },
  );

  test('says where everything is; /readyz lists the bound ports; SIGTERM exits with 0', async () => {
    const folder = newFolder();
    const server = await start(folder);
    expect(server.stdout()).toMatch(
      new RegExp(`^Spanloom ${rootPackage.version.replaceAll('.', '\\.')} is ready in \\d+\\.\\d s\n`),
    );
    expect(server.stdout()).toContain(folder);
    const ready = await fetch(`${server.ui}/readyz`);
    expect(ready.status).toBe(200);
    const { listeners } = readyResponse.parse(await ready.json());
    expect(listeners.map(({ name }) => name).sort()).toEqual(['otlp-grpc', 'otlp-http', 'ui']);
    expect(new Set(listeners.map(({ port }) => port)).size).toBe(3);
    for (const { port } of listeners) expect(port).toBeGreaterThan(0);

    const body = new Uint8Array(encodeExportRequest([resourceSpansOf(resourceOf('counted'), [spanOf()])]));
    for (const type of ['application/x-protobuf', 'text/plain']) {
      await fetch(server.otlpHttp, { method: 'POST', headers: { 'Content-Type': type }, body });
    }
    const status = statusResponse.parse(await (await fetch(`${server.ui}/api/v1/status`)).json());
    expect(status).toMatchObject({
      version: rootPackage.version,
      demo: { state: 'off', sentSpans: 0 },
      store: { folder, traces: 1, spans: 1 },
      ingest: { acceptedSpans: 1, duplicateSpans: 0, rejectedSpans: 0, refusedRequests: 1 },
    });
    expect(Math.abs(Number(BigInt(status.now) / 1_000_000n) - Date.now())).toBeLessThan(60_000);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  test('SIGINT stops in good order too', async () => {
    expect(await (await start(newFolder())).stop('SIGINT')).toBe(0);
  });

  test.each(['--port', '--otlp-http-port', '--otlp-grpc-port'])(
    'a taken port names %s and exits with 1',
    async (flag) => {
      const port = await occupiedPort();
      const ports = ['--port', '--otlp-http-port', '--otlp-grpc-port'].flatMap((name) => [
        name,
        name === flag ? `${port}` : '0',
      ]);
      const { status, stderr, stdout } = runBuilt(['--data', newFolder(), ...ports]);
      expect(status).toBe(1);
      expect(stderr).toContain(`Port ${port} on 127.0.0.1 is already in use. Choose another with ${flag} PORT`);
      expect(stderr).not.toContain('    at ');
      expect(stdout).toBe('');
    },
  );

  test('a folder in use is refused, and works again once it is free', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const args = ['--data', folder, '--port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0'];
    const second = runBuilt(args);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(folder);
    expect(second.stderr).toContain('in use by another Spanloom');
    expect(second.stderr).not.toContain('    at ');
    expect(await first.stop('SIGKILL')).toBeUndefined();
    await start(folder);
  });

  test('a file of a newer version is refused and left as it is', async () => {
    const folder = newFolder();
    await (await start(folder)).stop('SIGTERM');
    const file = join(folder, 'spanloom.db');
    const db = new Database(file);
    const version = Number(db.pragma('user_version', { simple: true }));
    db.pragma(`user_version = ${version + 1}`);
    db.close();
    const { status, stderr } = runBuilt([
      '--data',
      folder,
      '--port',
      '0',
      '--otlp-http-port',
      '0',
      '--otlp-grpc-port',
      '0',
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('newer Spanloom');
    expect(stderr).not.toContain('    at ');
    const after = new Database(file, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(version + 1);
    after.close();
  });

  test('a folder that cannot be made is told', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const { status, stderr } = runBuilt([
      '--data',
      join(file, 'x'),
      '--port',
      '0',
      '--otlp-http-port',
      '0',
      '--otlp-grpc-port',
      '0',
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('cannot be created');
  });
});
