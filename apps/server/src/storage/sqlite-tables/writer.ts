// The writing half: a queue whose batches are committed together, one transaction for each turn of the event loop.
// A batch is acknowledged after its COMMIT returned, which with synchronous=FULL means after the log was flushed.
// A deletion that takes long takes turns with the batches.
import type { ServiceName, TraceId } from '@spanloom/otlp-model';
import { createSpanHasher } from '../span-identity.ts';
import {
  type AppendResult,
  type Commit,
  type DeleteResult,
  NotStoredError,
  type SpanBatch,
  type StoreScope,
  type TraceWriter,
} from '../trace-store.ts';
import { DELETION_LIMITS, SpanDeleter, type DeletionLimits } from './delete-spans.ts';
import { NotedDeletions, type Deletion, type Doomed } from './deletions.ts';
import { SpanInserter } from './insert-spans.ts';
import { lockFolder, openForWriting, type Connection } from './open.ts';
import { prepareBatch, type PreparedBatch } from './prepare-batch.ts';
import { TRACES_FILE } from './files.ts';
import { writeError } from './write-errors.ts';

/** What one transaction takes at most. */
const COMMIT_BYTES = 8 * 1024 * 1024;
const COMMIT_SPANS = 20_000;

interface Append {
  readonly kind: 'append';
  readonly scope: StoreScope;
  readonly batch: PreparedBatch;
  readonly onBegin: ((commit: Commit) => void) | undefined;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Delete {
  readonly kind: 'delete';
  /** Everything, or the beginning of a deletion that goes on in steps. */
  readonly run: () => Begun;
  readonly asker: Asker;
}

/** Batches that are committed together. */
interface Taken {
  readonly jobs: readonly Append[];
  readonly commit: Omit<Commit, 'first'>;
}

interface Asker {
  readonly resolve: (result: DeleteResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Begun {
  readonly spans: number;
  /** When there is more to do. */
  readonly rest: Deletion | undefined;
}

interface Running {
  readonly deletion: Deletion;
  spans: number;
  /** Nobody when it was asked for before a restart, or when the asker was told of a failure. */
  asker: Asker | undefined;
}

export interface SqliteWriterOptions {
  readonly folder: string;
  /** Hears once of each trouble with the disk, and undefined when writing works again. */
  readonly onTrouble?: (trouble: NotStoredError | undefined) => void;
  /** Hears why a deletion failed that nobody waits for any more, unless the disk is the reason. */
  readonly onDeletionError?: (error: unknown) => void;
  readonly deletionLimits?: DeletionLimits;
  /** For tests, which set limits on the connection that a disk would set otherwise. */
  readonly onConnection?: (db: Connection) => void;
}

/**
 * Opens the folder for writing and holds it until `close`. Throws FolderInUseError, NewerSchemaError or another
 * DataFolderError, whose messages are fit for the user.
 */
export function openSqliteWriter(options: SqliteWriterOptions): TraceWriter {
  const lock = lockFolder(options.folder);
  try {
    const db = openForWriting(options.folder, TRACES_FILE);
    options.onConnection?.(db);
    return new SqliteWriter(db, lock, options);
  } catch (error) {
    lock.close();
    throw error;
  }
}

class SqliteWriter implements TraceWriter {
  readonly #db: Connection;
  readonly #lock: { close(): void };
  readonly #options: SqliteWriterOptions;
  readonly #inserter: SpanInserter;
  readonly #deleter: SpanDeleter;
  readonly #noted: NotedDeletions;
  /** In their order; only the first is worked at. */
  readonly #running: Running[] = [];
  readonly #hasher = createSpanHasher();
  #queue: (Append | Delete)[] = [];
  #scheduled = false;
  /** What waits in the queue has had its turn since the last step of a deletion. */
  #stepIsNext = false;
  #closing: Promise<void> | undefined;
  #whenDrained: (() => void) | undefined;
  /** What the last transaction failed with. */
  #trouble: NotStoredError | undefined;

  constructor(db: Connection, lock: { close(): void }, options: SqliteWriterOptions) {
    this.#db = db;
    this.#lock = lock;
    this.#options = options;
    this.#inserter = new SpanInserter(db);
    const limits = options.deletionLimits ?? DELETION_LIMITS;
    this.#deleter = new SpanDeleter(db, limits);
    this.#noted = new NotedDeletions(db, this.#deleter, limits);
    for (const deletion of this.#noted.left()) this.#running.push({ deletion, spans: 0, asker: undefined });
    this.#schedule();
  }

  append(scope: StoreScope, batch: SpanBatch, onBegin?: (commit: Commit) => void): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#refuseUnusable();
      this.#enqueue({ kind: 'append', scope, batch: prepareBatch(batch, this.#hasher), onBegin, resolve, reject });
    });
  }

  deleteTrace(scope: StoreScope, traceId: TraceId): Promise<DeleteResult> {
    return this.#delete(() => this.#begin(scope, { traceId }));
  }

  deleteService(scope: StoreScope, service: ServiceName): Promise<DeleteResult> {
    return this.#delete(() => this.#begin(scope, { service }));
  }

  deleteAll(scope: StoreScope): Promise<DeleteResult> {
    return this.#delete(() => ({ spans: this.#deleter.all(scope), rest: undefined }));
  }

  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#whenDrained = resolve;
      this.#schedule();
    }).then(() => {
      this.#rejectAskers(new Error('the store was closed during the deletion, which goes on when it is opened again'));
      this.#emptyLog();
      this.#db.close();
      this.#lock.close();
    });
    return this.#closing;
  }

  /** So that the folder holds no log of many megabytes. SQLite does it for the last connection; readers may outlive us. */
  #emptyLog(): void {
    if (this.#trouble !== undefined) return;
    try {
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // The log stays, and nothing of it is lost: the next start reads it.
      const why = writeError(error);
      if (!(why instanceof NotStoredError)) throw why;
      this.#setTrouble(why);
    }
  }

  #delete(run: () => Begun): Promise<DeleteResult> {
    return new Promise((resolve, reject) => {
      this.#refuseUnusable();
      this.#enqueue({ kind: 'delete', run, asker: { resolve, reject } });
    });
  }

  /** Notes a deletion and takes its first step, which is all of it where there is little to delete. */
  #begin(scope: StoreScope, doomed: Doomed): Begun {
    const deletion = this.#noted.note(scope, doomed);
    if (this.#running.length > 0) return { spans: 0, rest: deletion };
    const { spans, done } = deletion.step();
    return { spans, rest: done ? undefined : deletion };
  }

  #refuseUnusable(): void {
    if (this.#closing !== undefined) throw new Error('the store is closed');
    this.#refuseBroken();
  }

  #refuseBroken(): void {
    if (this.#trouble?.trouble === 'broken') throw this.#trouble;
  }

  #enqueue(job: Append | Delete): void {
    this.#queue.push(job);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  /** One transaction, then the event loop has its turn. */
  #drain(): void {
    const [first] = this.#queue;
    const running = this.#nextToStep();
    if (running !== undefined && (first === undefined || this.#stepIsNext)) {
      this.#stepIsNext = false;
      this.#step(running);
    } else if (first === undefined) {
      this.#whenDrained?.();
      return;
    } else {
      this.#stepIsNext = true;
      if (first.kind === 'delete') {
        this.#queue.shift();
        this.#runDelete(first);
      } else {
        this.#commit(this.#takeAppends());
      }
    }
    this.#schedule();
  }

  /** Deletions rest while the disk is in trouble, and are left to the next start when the store is closed. */
  #nextToStep(): Running | undefined {
    return this.#closing === undefined && this.#trouble === undefined ? this.#running[0] : undefined;
  }

  #takeAppends(): Taken {
    const jobs: Append[] = [];
    let bytes = 0;
    let spans = 0;
    let trigger: Commit['trigger'] = 'nothing waits';
    for (const job of this.#queue) {
      if (job.kind === 'delete') break;
      const [nextBytes, nextSpans] = [bytes + job.batch.bytes, spans + job.batch.spans.length];
      if (jobs.length > 0 && nextBytes > COMMIT_BYTES) trigger = 'bytes';
      else if (jobs.length > 0 && nextSpans > COMMIT_SPANS) trigger = 'spans';
      if (trigger !== 'nothing waits') break;
      [bytes, spans] = [nextBytes, nextSpans];
      jobs.push(job);
    }
    this.#queue = this.#queue.slice(jobs.length);
    return { jobs, commit: { batches: jobs.length, spans, trigger } };
  }

  #commit({ jobs, commit }: Taken): void {
    try {
      for (const [place, { onBegin }] of jobs.entries()) onBegin?.({ ...commit, first: place === 0 });
      const results = this.#inTransaction(() => {
        const inserted = jobs.map((job) => ({ job, result: this.#inserter.insert(job.scope, job.batch) }));
        this.#inserter.finish();
        return inserted;
      });
      for (const { job, result } of results) job.resolve(result);
    } catch (error) {
      for (const job of jobs) job.reject(error);
    }
  }

  #runDelete({ run, asker }: Delete): void {
    try {
      const { spans, rest } = this.#inTransaction(run);
      this.#inserter.forget();
      if (rest !== undefined) {
        this.#running.push({ deletion: rest, spans, asker });
        return;
      }
      // What they have summed up so far may be gone.
      for (const { deletion } of this.#running) deletion.rewind();
      asker.resolve({ spans });
    } catch (error) {
      asker.reject(error);
    }
  }

  #step(running: Running): void {
    try {
      const { spans, done } = this.#inTransaction(() => running.deletion.step());
      this.#inserter.forget();
      running.spans += spans;
      if (!done) return;
      this.#running.shift();
      running.asker?.resolve({ spans: running.spans });
    } catch (error) {
      running.deletion.rewind();
      if (error instanceof NotStoredError) this.#rejectAskers(error);
      else this.#giveUp(running, error);
    }
  }

  /** The note stays: the next start tries again. */
  #giveUp({ asker }: Running, error: unknown): void {
    this.#running.shift();
    if (asker !== undefined) asker.reject(error);
    else if (this.#options.onDeletionError !== undefined) this.#options.onDeletionError(error);
    else throw error;
  }

  /** What they wait for goes on without them, once it can. */
  #rejectAskers(error: Error): void {
    for (const running of this.#running) {
      running.asker?.reject(error);
      running.asker = undefined;
    }
  }

  #inTransaction<T>(work: () => T): T {
    this.#refuseBroken();
    try {
      const result = this.#db.transaction(work).immediate();
      this.#setTrouble(undefined);
      return result;
    } catch (error) {
      const why = writeError(error);
      if (why instanceof NotStoredError) this.#setTrouble(why);
      if (this.#trouble?.trouble !== 'broken') this.#inserter.forget();
      throw why;
    }
  }

  #setTrouble(trouble: NotStoredError | undefined): void {
    const isNews = trouble?.trouble !== this.#trouble?.trouble;
    this.#trouble = trouble;
    if (isNews) this.#options.onTrouble?.(trouble);
  }
}
