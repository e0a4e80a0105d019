// Data folders for tests.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** A folder on the disk. */
export function temporaryFolder(): Promise<TemporaryFolder> {
  return folderIn(tmpdir());
}

/** A folder in memory where the system has such a place: for tests that commit thousands of times. */
export function fastTemporaryFolder(): Promise<TemporaryFolder> {
  return folderIn(existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
}

async function folderIn(parent: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(parent, 'spanloom-store-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
