// The data folder is made, or the reason why not is told at once.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeDataFolder } from './data-folder.ts';
import { StartError } from './start-error.ts';

const root = mkdtempSync(join(tmpdir(), 'spanloom-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

test('makes what is missing, for this user only, and leaves what is there', () => {
  const folder = join(root, 'a', 'b', 'c');
  makeDataFolder(folder);
  makeDataFolder(folder);
  const { mode } = statSync(folder);
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o700);
});

function expectRefusal(folder: string): void {
  expect(() => makeDataFolder(folder)).toThrow(StartError);
  expect(() => makeDataFolder(folder)).toThrow(`The folder ${folder} cannot be created`);
}

test('below a file, or where one is, it says that the folder cannot be created', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  expectRefusal(join(file, 'x'));
  expectRefusal(file);
});

test.runIf(process.platform === 'linux')('below /proc it gives up at once', () => {
  expectRefusal('/proc/spanloom/x');
});
