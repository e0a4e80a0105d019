// Opening the files of a data folder: durability settings that are read back, versions that are checked, and the lock
// that keeps a second process out. https://www.sqlite.org/pragma.html
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { APPLICATION_ID } from './schema.ts';

export type Connection = Database.Database;

/** The data folder cannot be used; the message says why and what to do, in words for the user. */
export class DataFolderError extends Error {
  override readonly name: string = 'DataFolderError';
}

/** Another process works in the folder. */
export class FolderInUseError extends DataFolderError {
  override readonly name = 'FolderInUseError';
}

/** The file was written by a newer version. */
export class NewerSchemaError extends DataFolderError {
  override readonly name = 'NewerSchemaError';
}

/** What a database file must be. */
export interface FileKind {
  readonly file: string;
  readonly version: number;
  readonly schema: string;
  /** Created where they are missing. */
  readonly laterTables?: string;
}

const FULL = 2;
/** Pages of the log before it is copied back, about 64 MB of 4 KB pages. */
const CHECKPOINT_PAGES = 16_384;
const JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024;
const BUSY_TIMEOUT_MS = 5000;

/** Opens a file for writing, creating folder, file and tables as needed. Throws DataFolderError. */
export function openForWriting(folder: string, kind: FileKind): Connection {
  makeFolder(folder);
  const path = join(folder, kind.file);
  return openChecked(path, {}, (db) => {
    refuseForeign(db, path, kind);
    requireDurable(db, path);
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT}`);
    db.pragma('cache_size = -65536');
    if (userVersion(db) === 0) createTables(db, kind);
    if (kind.laterTables !== undefined) db.exec(kind.laterTables);
  });
}

/** Opens a file that exists for reading. Throws DataFolderError. */
export function openForReading(folder: string, kind: FileKind): Connection {
  const path = join(folder, kind.file);
  return openChecked(path, { readonly: true, fileMustExist: true }, (db) => {
    refuseForeign(db, path, kind);
    if (userVersion(db) !== kind.version) throw new DataFolderError(`${path} has not been set up yet`);
    db.pragma('cache_size = -32768');
  });
}

/** Holds the folder for this process until closed; killing the process frees it too. Throws FolderInUseError. */
export function lockFolder(folder: string): { close(): void } {
  makeFolder(folder);
  refuseReadOnly(folder);
  const path = join(folder, 'spanloom.lock');
  return openChecked(path, { timeout: 0 }, (db) => {
    try {
      // Nothing is ever written, so no journal need lie beside it.
      db.pragma('journal_mode = MEMORY');
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      if (!isSqliteError(error, 'SQLITE_BUSY')) throw error;
      const hint = 'Stop it first, or choose another folder with --data.';
      throw new FolderInUseError(`The folder ${folder} is in use by another Spanloom. ${hint}`, { cause: error });
    }
  });
}

/** Whether the error is one of SQLite's with that code, extended codes included. */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && (error.code === code || error.code.startsWith(`${code}_`));
}

function makeFolder(folder: string): void {
  try {
    // What systems do is nobody else's business: traces hold user data.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DataFolderError(`The folder ${folder} cannot be created: ${messageOf(error)}`, { cause: error });
  }
}

/** SQLite would say "unable to open database file" for every reason. */
function refuseReadOnly(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const hint = 'Make it writable, or choose another folder with --data.';
    throw new DataFolderError(`The folder ${folder} cannot be written to (${messageOf(error)}). ${hint}`, {
      cause: error,
    });
  }
}

function openChecked(path: string, options: Database.Options, prepare: (db: Connection) => void): Connection {
  let db: Connection;
  try {
    db = new Database(path, { timeout: BUSY_TIMEOUT_MS, ...options });
  } catch (error) {
    throw new DataFolderError(`${path} cannot be opened: ${messageOf(error)}`, { cause: error });
  }
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof DataFolderError) throw error;
    const hint = isSqliteError(error, 'SQLITE_FULL') ? '. Free some space on the disk, then start again.' : '';
    throw new DataFolderError(`${path} cannot be used: ${messageOf(error)}${hint}`, { cause: error });
  }
}

function refuseForeign(db: Connection, path: string, kind: FileKind): void {
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables === 0) return;
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new DataFolderError(`${path} is not a file of Spanloom. Choose another folder with --data.`);
  }
  const version = userVersion(db);
  if (version > kind.version) {
    throw new NewerSchemaError(
      `${path} was written by a newer Spanloom (format ${version}; this one reads up to ${kind.version}). ` +
        'Use that version, or choose another folder with --data.',
    );
  }
}

/** Sets the log mode and a flush at every commit, and reads both back: a setting that did not take loses spans. */
function requireDurable(db: Connection, path: string): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') {
    throw new DataFolderError(
      `${path}: SQLite could not switch to its write-ahead log (it stays in mode ${String(mode)}). Is the folder on a network drive?`,
    );
  }
  db.pragma('synchronous = FULL');
  // Without it macOS keeps flushed data in the drive's cache, where a power cut loses it.
  if (process.platform === 'darwin') db.pragma('fullfsync = 1');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (synchronous !== FULL) {
    throw new DataFolderError(
      `${path}: SQLite did not accept synchronous=FULL (it says ${String(synchronous)}), so a power cut could lose spans that were acknowledged.`,
    );
  }
}

function createTables(db: Connection, kind: FileKind): void {
  db.transaction(() => {
    db.exec(kind.schema);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${kind.version}`);
  }).immediate();
}

function userVersion(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
