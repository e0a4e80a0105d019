// Making the data folder before anything opens it.
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Makes the folder (an absolute path) and the parents it lacks, for this user only: traces hold user data. Throws a
 * StartError.
 */
export function makeDataFolder(folder: string): void {
  try {
    makeWithParents(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`The folder ${folder} cannot be created: ${why}`, { cause: error });
  }
}

/**
 * Not by node's `recursive`, which never returns below /proc: there a folder that cannot be made is answered by ENOENT,
 * and node takes that for a missing parent again and again.
 */
function makeWithParents(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(folder);
  if (parent !== folder) makeWithParents(parent);
  mkdirSync(folder, { mode: 0o700 });
}
