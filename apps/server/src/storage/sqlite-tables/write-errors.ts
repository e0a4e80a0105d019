// What SQLite's errors mean for someone who wants something stored. https://www.sqlite.org/rescode.html
import { NotStoredError, type WriteTrouble } from '../trace-store.ts';
import { isSqliteError } from './open.ts';

/**
 * The error to throw for a failed write: with words for the user where we know what it means. They name no path, because
 * senders and probes read them too.
 */
export function writeError(error: unknown): unknown {
  const trouble = troubleOf(error);
  if (trouble === undefined || !(error instanceof Error)) return error;
  return new NotStoredError(trouble, messageOf(trouble, error), { cause: error });
}

function troubleOf(error: unknown): WriteTrouble | undefined {
  // The index of the log is a file too; where it cannot grow the commit is undone as with any other full disk.
  if (isSqliteError(error, 'SQLITE_FULL') || isSqliteError(error, 'SQLITE_IOERR_SHMSIZE')) return 'disk full';
  if (isSqliteError(error, 'SQLITE_READONLY')) return 'read-only';
  // After a failed read, write or flush nobody knows what is on the disk: only the recovery of a start finds out.
  if (isSqliteError(error, 'SQLITE_IOERR') || isSqliteError(error, 'SQLITE_CORRUPT')) return 'broken';
  return undefined;
}

function messageOf(trouble: WriteTrouble, { message }: Error): string {
  switch (trouble) {
    case 'disk full':
      return (
        'The disk is full: nothing new can be stored, and senders are told to try again. What is stored stays and can ' +
        'be read. Free some space; storing then goes on by itself.'
      );
    case 'read-only':
      return (
        `The data folder has become read-only (${message}): nothing new can be stored, and senders are told to try ` +
        'again. What is stored stays and can be read. Make it writable; storing then goes on by itself.'
      );
    case 'broken':
      return (
        `Writing to the data folder failed (${message}): nothing more is stored until Spanloom is started again, and ` +
        'senders are told to try again. What was acknowledged is kept, and what is stored can be read. Look after the ' +
        'disk, then restart Spanloom.'
      );
  }
}
