// The reader workers as one QueryPort: each query goes to the least busy one.
import { Worker } from 'node:worker_threads';
import type { Result } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { JsonPieces, QueryPort, QueryPortOptions } from '../query/queries.ts';
import type { Query, QueryFailure, ReaderSetup, StartProblem } from './messages.ts';
import { Reader, UNAVAILABLE } from './reader-client.ts';

/** How often a reader may die before the server gives up, so that a broken folder does not spin for ever. */
const MAX_RESTARTS = 20;

export interface ReaderPoolOptions {
  readonly entry: URL;
  readonly size: number;
  readonly setup: ReaderSetup;
  readonly logger: Logger;
  /** Called when the pool cannot go on. */
  readonly onFatal: (problem: StartProblem) => void;
}

/** Loads the workers at once; they open the folder on `open()`. A worker that dies is replaced. */
export class ReaderPool implements QueryPort {
  readonly #options: ReaderPoolOptions;
  readonly #readers: Reader[];
  #nextId = 1;
  #restarts = 0;
  #closing = false;

  constructor(options: ReaderPoolOptions) {
    this.#options = options;
    this.#readers = Array.from({ length: options.size }, () => this.#spawn());
  }

  /** Resolves when every reader has the folder open; rejects with the reader's own words when one cannot. */
  async open(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.open()));
  }

  async run(query: Query, options: QueryPortOptions): Promise<Result<JsonPieces, QueryFailure>> {
    const reader = this.#leastBusy();
    if (reader === undefined) return { ok: false, error: UNAVAILABLE };
    return reader.run(this.#nextId++, query, options);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  #leastBusy(): Reader | undefined {
    const alive = this.#readers.filter((reader) => reader.alive);
    return alive.reduce<Reader | undefined>(
      (best, reader) => (best === undefined || reader.load < best.load ? reader : best),
      undefined,
    );
  }

  #spawn(): Reader {
    const { entry, setup, logger } = this.#options;
    const reader = new Reader(new Worker(entry, { workerData: setup }), (error) => {
      if (this.#closing) return;
      logger.error({ err: error }, 'a reader worker died');
      this.#restart(reader);
    });
    return reader;
  }

  #restart(dead: Reader): void {
    if (!dead.opened || this.#restarts++ >= MAX_RESTARTS) {
      this.#options.onFatal({ message: 'The readers of the store keep failing; the log says why.' });
      return;
    }
    const reader = this.#spawn();
    this.#readers[this.#readers.indexOf(dead)] = reader;
    reader.open().catch((error: unknown) => this.#options.logger.error({ err: error }, 'a reader could not reopen'));
  }
}
