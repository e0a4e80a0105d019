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

test.each([
  ['below a file', join(root, 'file', 'x')],
  ['where a file is', join(root, 'file')],
  ['where nobody can make one', '/proc/spanloom/x'],
])('%s it says that the folder cannot be created', (_, folder) => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeDataFolder(folder)).toThrow(StartError);
  expect(() => makeDataFolder(folder)).toThrow(`The folder ${folder} cannot be created`);
});
