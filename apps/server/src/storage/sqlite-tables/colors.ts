// The registry of service colours in meta.db, a file of its own: deleting all traces leaves it alone.
import { ColorBook, slotsOf, type ColorReader, type ColorWriter, type ServiceColor } from '../service-colors.ts';
import { openForReading, openForWriting, type Connection, type FileKind } from './open.ts';
import { writeError } from './write-errors.ts';

const META_FILE: FileKind = {
  file: 'meta.db',
  version: 1,
  schema: `
    CREATE TABLE service_color (
      tenant TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, slot INTEGER NOT NULL,
      second_lap INTEGER NOT NULL, PRIMARY KEY (tenant, namespace, name)
    ) WITHOUT ROWID;
  `,
};

interface ColorRow {
  readonly namespace: string;
  readonly name: string;
  readonly slot: number;
  readonly secondLap: number;
}

/** For the thread that holds the folder's writer. Throws DataFolderError. */
export function openColorWriter(options: { readonly folder: string }): ColorWriter {
  const db = openForWriting(options.folder, META_FILE);
  const colorsOf = prepareColorsOf(db);
  const add = db.prepare<[string, string, string, number, number]>(
    'INSERT INTO service_color (tenant, namespace, name, slot, second_lap) VALUES (?, ?, ?, ?, ?)',
  );
  const addAll = db.transaction((tenant: string, colors: readonly ServiceColor[]) => {
    for (const { namespace, name, slot, secondLap } of colors)
      add.run(tenant, namespace, name, slot, secondLap ? 1 : 0);
  });
  // Nearly every batch comes from services that are known: those must not cost a read.
  const books = new Map<string, ColorBook>();
  return {
    ensure(tenant, services) {
      const book = books.get(tenant) ?? new ColorBook(colorsOf(tenant));
      const added = book.add(services);
      if (added.length > 0) {
        // If it fails, the book says more than the file: the next call begins with a new one.
        books.delete(tenant);
        try {
          addAll.immediate(tenant, added);
        } catch (error) {
          throw writeError(error);
        }
      }
      books.set(tenant, book);
    },
    close: () => {
      db.close();
    },
  };
}

/** For reader threads; a writer must have set the folder up before. Throws DataFolderError. */
export function openColorReader(options: { readonly folder: string }): ColorReader {
  const db = openForReading(options.folder, META_FILE);
  const colorsOf = prepareColorsOf(db);
  return {
    slots: (tenant) => slotsOf(colorsOf(tenant)),
    close: () => {
      db.close();
    },
  };
}

/** Services of a tenant. */
function prepareColorsOf(db: Connection): (tenant: string) => ServiceColor[] {
  const select = db.prepare<[string], ColorRow>(
    'SELECT namespace, name, slot, second_lap AS secondLap FROM service_color WHERE tenant = ?',
  );
  return (tenant) => select.all(tenant).map((row) => ({ ...row, secondLap: row.secondLap === 1 }));
}
