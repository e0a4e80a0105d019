// Shares in shares.db, a file of its own: what is deleted from the traces, and how long they are kept, does not touch it.
import type { FoundShare, ListedShare, ShareStore, StoredShare } from '../share-store.ts';
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

/** For the thread that owns shares.db. Throws DataFolderError. */
export function openShareStore(options: { readonly folder: string }): ShareStore {
  const db = openForWriting(options.folder, SHARES_FILE);
  // Whoever ends a share wants it gone from the file too, not only from its tables.
  db.pragma('secure_delete = ON');
  return shareStore(db);
}

function shareStore(db: Connection): ShareStore {
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
  const selectOpen = db.prepare<[], FactsRow>(
    `SELECT ${FACTS} FROM share WHERE ended_at IS NULL ORDER BY created_at DESC, id DESC`,
  );
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
  // What has expired goes when somebody looks: nothing wakes up for it.
  const dropExpired = (now: number): void => void write(() => endExpired.run({ now }));

  return {
    add({ content, expiresAt, window, ...share }) {
      const row = { ...share, ...content, expiresAt: expiresAt ?? null, window: window ?? null };
      return Number(write(() => insert.run(row)).lastInsertRowid);
    },
    find(tokenHash, now): FoundShare {
      const row = select.get(tokenHash);
      if (row === undefined) return { kind: 'unknown' };
      if (row.endedAt !== null) return { kind: 'ended' };
      if (row.expiresAt !== null && row.expiresAt <= now) {
        dropExpired(now);
        return { kind: 'ended' };
      }
      return { kind: 'open', share: storedShare(row) };
    },
    list(now) {
      dropExpired(now);
      return selectOpen.all().map(facts);
    },
    end(id, now) {
      dropExpired(now);
      return write(() => endOne.run({ id, now })).changes > 0;
    },
    endByKey(secrets, now) {
      dropExpired(now);
      return write(() => endWithKey.run({ ...secrets, now })).changes > 0;
    },
    png: (id) => selectPng.get(id) ?? undefined,
    keepPng: (id, png) => void write(() => updatePng.run(png, id)),
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
