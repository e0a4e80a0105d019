// The files of a data folder.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileKind } from './open.ts';
import { LATER_TABLES, SCHEMA, SCHEMA_VERSION } from './schema.ts';

export const TRACES_FILE: FileKind = {
  file: 'spanloom.db',
  version: SCHEMA_VERSION,
  schema: SCHEMA,
  laterTables: LATER_TABLES,
};

/** Bytes that the store takes on disk, with what SQLite keeps beside it. */
export function bytesOnDisk(folder: string): number {
  let bytes = 0;
  for (const suffix of ['', '-wal', '-shm']) {
    bytes += statSync(join(folder, `${TRACES_FILE.file}${suffix}`), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
