// `spanloom status` of the built program: what it prints, and what its exit code says.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { statusResponse } from '@spanloom/api-schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltServer, runBuiltMeanwhile, startBuilt, temporaryFolder } from './support/built-server.ts';

const TOKEN = 'correct-horse-battery-staple';
const folder = temporaryFolder();
let server: BuiltServer;

beforeAll(async () => {
  server = await startBuilt({ folder, environment: { SPANLOOM_TOKEN: TOKEN } });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const status = (args: readonly string[], environment: Record<string, string> = {}) =>
  runBuiltMeanwhile(['status', ...args], environment);

test('prints what a person wants to know', async () => {
  const { code, stdout, stderr } = await status(['--server', `${server.ui}/`, '--token', TOKEN]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('is ready\n');
  for (const part of [
    server.ui.replace('http://', ''),
    server.otlpGrpc,
    folder,
    'with a token',
    'refused',
    'spans/s',
  ]) {
    expect(stdout).toContain(part);
  }
  expect(stdout).not.toContain(TOKEN);
});

test('as JSON it is the answer of the API; variables do as well as flags', async () => {
  const { code, stdout } = await status(['--json'], { SPANLOOM_SERVER: server.ui, SPANLOOM_TOKEN: TOKEN });
  expect(code).toBe(0);
  expect(statusResponse.parse(JSON.parse(stdout))).toMatchObject({ auth: true, store: { folder } });
});

test.each([
  ['no token', [], 'asks for its token'],
  ['another token', ['--token', `${TOKEN}-2`], 'asks for its token'],
])('with %s: exit code 1, and what to do', async (_name, args, words) => {
  const { code, stdout, stderr } = await status(['--server', server.ui, ...args]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(words);
});

test('where nobody answers: exit code 1, with the address and the reason', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const { code, stderr } = await status(['--server', `http://127.0.0.1:${port}`]);
  expect(code).toBe(1);
  expect(stderr).toContain(`No server answers at http://127.0.0.1:${port}: `);
  expect(stderr).toContain('ECONNREFUSED');
  expect(stderr).not.toContain('    at ');
});

test.each([
  ['another server', 200, '<html>', 'is no Spanloom'],
  ['a server that starts', 503, '{"ready":false,"listeners":[]}', 'is starting or stopping'],
  ['a full disk', 503, '{"ready":false,"listeners":[],"reason":"The disk is full."}', 'The disk is full.'],
])('of %s: exit code 1', async (_name, httpStatus, body, words) => {
  const other = createServer((_, response) => response.writeHead(httpStatus).end(body)).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await status(['--server', `http://127.0.0.1:${port}`]);
  other.closeAllConnections();
  other.close();
  expect(code).toBe(1);
  expect(stderr).toContain(words);
});

test('wrong usage: exit code 2', async () => {
  const { code, stderr } = await status(['--server', 'nowhere']);
  expect(code).toBe(2);
  expect(stderr).toContain('--server must be a URL');
  expect((await status(['--jsn'])).stderr).toContain('Did you mean --json?');
});
