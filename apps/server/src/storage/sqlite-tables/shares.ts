// Shares in shares.db, a file of its own: what is deleted from the traces, and how long they are kept, does not touch it.
import type { FoundShare, ListedShare, ShareStore, StoredShare } from '../share-store.ts';
import { NotStoredError } from '../trace-store.ts';
import { openForWriting, type Connection, type FileKind } from './open.ts';
import { writeError } from './write-errors.ts';

const SHARES_FILE: FileKind = {
  file: 'shares.db',
  version: 1,
  // What has ended keeps its row, so that its link is known to have been one.
  schema: `
    CREATE TABLE share (
      id INTEGER PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, delete_key_hash TEXT NOT NULL,
      created_at INTEGER NOT NULL, expires_at INTEGER, ended_at INTEGER,
      kind TEXT NOT NULL, query TEXT NOT NULL, theme TEXT NOT NULL, title TEXT NOT NULL, living_seconds INTEGER,
      version TEXT NOT NULL,
      start_time TEXT NOT NULL, end_time TEXT NOT NULL, mermaid TEXT NOT NULL, picture TEXT NOT NULL, svg TEXT NOT NULL, png BLOB
    );
    CREATE INDEX share_open ON share (expires_at) WHERE ended_at IS NULL;
  `,
};

const FACTS = `id, kind, query, theme, title, living_seconds AS window, created_at AS createdAt,
  expires_at AS expiresAt, version`;

type FactsRow = Omit<ListedShare, 'expiresAt' | 'window'> & {
  readonly expiresAt: number | null;
  readonly window: number | null;
};

type ShareRow = FactsRow & {
  readonly endedAt: number | null;
  readonly text: string;
  readonly picture: string;
  readonly svg: string;
  readonly start: string;
  readonly end: string;
};

/** Links that may be open at once: each keeps some hundred kilobytes. */
const MOST_SHARES = 10_000;

/** For the thread that owns shares.db. Throws DataFolderError. */
export function openShareStore({
  folder,
  most = MOST_SHARES,
}: {
  readonly folder: string;
  readonly most?: number;
}): ShareStore {
  const db = openForWriting(folder, SHARES_FILE);
  // Whoever ends a share wants it gone from the file too, not only from its tables.
  db.pragma('secure_delete = ON');
  return shareStore(db, most);
}

function shareStore(db: Connection, most: number): ShareStore {
  const insert = db.prepare(
    `INSERT INTO share (token_hash, delete_key_hash, created_at, expires_at, kind, query, theme, title, living_seconds, version, start_time,
       end_time, mermaid, picture, svg)
     VALUES (@tokenHash, @deleteKeyHash, @createdAt, @expiresAt, @kind, @query, @theme, @title, @window, @version, @start, @end,
       @text, @picture, @svg)`,
  );
  const select = db.prepare<[string], ShareRow>(
    `SELECT ${FACTS}, ended_at AS endedAt, start_time AS start, end_time AS end, mermaid AS text, picture, svg
     FROM share WHERE token_hash = ?`,
  );
  const selectOpen = db.prepare<[number], FactsRow>(
    `SELECT ${FACTS} FROM share WHERE ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at DESC, id DESC`,
  );
  const countOpen = db.prepare<[], number>('SELECT count(*) FROM share WHERE ended_at IS NULL').pluck();
  const empty = `SET ended_at = @now, query = '', title = '', start_time = '', end_time = '', mermaid = '', picture = '',
    svg = '', png = NULL`;
  const endExpired = db.prepare(`UPDATE share ${empty} WHERE ended_at IS NULL AND expires_at <= @now`);
  const endOne = db.prepare(`UPDATE share ${empty} WHERE ended_at IS NULL AND id = @id`);
  const endWithKey = db.prepare(
    `UPDATE share ${empty} WHERE ended_at IS NULL AND token_hash = @tokenHash AND delete_key_hash = @deleteKeyHash`,
  );
  const selectPng = db.prepare<[number], Buffer | null>('SELECT png FROM share WHERE id = ?').pluck();
  const updatePng = db.prepare<[Uint8Array, number]>('UPDATE share SET png = ? WHERE id = ? AND ended_at IS NULL');

  const write = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw writeError(error);
    }
  };
  // Where nothing can be written an expired one stays in the file, but it has ended, also for a clock that goes back.
  let latest = 0;
  const laterOf = (now: number): number => (latest = Math.max(latest, now));

  // The log still has the rows as they were, until it is copied back and cut. Also after a start: what ended before it may be there.
  let inLog = true;
  const cutLog = (): void => {
    if (!inLog) return;
    const [state] = write(() => db.pragma('wal_checkpoint(TRUNCATE)')) as { readonly busy: number }[];
    inLog = state?.busy !== 0;
  };
  const ending = (run: { readonly changes: number }): boolean => {
    if (run.changes > 0) inLog = true;
    return run.changes > 0;
  };
  const endAllExpired = (now: number): boolean => ending(write(() => endExpired.run({ now: laterOf(now) })));

  /** It has ended when that is written. If the log cannot be cut then, the next write or `dropExpired` does. */
  const endOf = (now: number, run: () => { readonly changes: number }): boolean => {
    endAllExpired(now);
    const ended = ending(write(run));
    try {
      cutLog();
    } catch (error) {
      if (!(error instanceof NotStoredError)) throw error;
    }
    return ended;
  };

  return {
    add({ content, expiresAt, window, ...share }) {
      endAllExpired(share.createdAt);
      cutLog();
      if ((countOpen.get() ?? 0) >= most) return undefined;
      const row = { ...share, ...content, expiresAt: expiresAt ?? null, window: window ?? null };
      return Number(write(() => insert.run(row)).lastInsertRowid);
    },
    find(tokenHash, now): FoundShare {
      const row = select.get(tokenHash);
      if (row === undefined) return { kind: 'unknown' };
      const expired = row.expiresAt !== null && row.expiresAt <= laterOf(now);
      return row.endedAt !== null || expired ? { kind: 'ended' } : { kind: 'open', share: storedShare(row) };
    },
    list: (now) => selectOpen.all(laterOf(now)).map(facts),
    end: (id, now) => endOf(now, () => endOne.run({ id, now })),
    endByKey: (secrets, now) => endOf(now, () => endWithKey.run({ ...secrets, now })),
    png: (id) => selectPng.get(id) ?? undefined,
    keepPng: (id, png) => void write(() => updatePng.run(png, id)),
    dropExpired(now) {
      endAllExpired(now);
      cutLog();
    },
    close: () => {
      db.close();
    },
  };
}

function facts({ expiresAt, window, ...row }: FactsRow): ListedShare {
  return { ...row, expiresAt: expiresAt ?? undefined, window: window ?? undefined };
}

function storedShare({ endedAt: _, text, picture, svg, start, end, ...row }: ShareRow): StoredShare {
  return { ...facts(row), content: { text, picture, svg, start, end } };
}
