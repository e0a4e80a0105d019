// The main thread's proxy of one reader worker.
import type { Worker } from 'node:worker_threads';
import type { Result } from '@spanloom/otlp-model';
import { StartError } from '../config/start-error.ts';
import type { JsonPieces, QueryPortOptions } from '../query/queries.ts';
import type { FromReader, Query, QueryFailure, ToReader } from './messages.ts';
import { PieceStream } from './piece-stream.ts';

interface Call {
  /** Tells the reader to stop. */
  cancel(): void;
  onMessage(message: Extract<FromReader, { id: number }>): void;
}

export const UNAVAILABLE: QueryFailure = {
  code: 'unavailable',
  message: 'No reader of the store is running right now; try again in a moment.',
};

export class Reader {
  readonly #worker: Worker;
  readonly #calls = new Map<number, Call>();
  readonly #exited: Promise<void>;
  #opening: PromiseWithResolvers<void> | undefined;
  #alive = true;
  #opened = false;

  constructor(worker: Worker, onDeath: (error: Error) => void) {
    this.#worker = worker;
    let failure: Error | undefined;
    worker.on('message', (message: FromReader) => this.#receive(message));
    worker.on('error', (error: Error) => (failure = error));
    this.#exited = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#alive = false;
        const error = failure ?? new Error(`the reader worker exited with code ${code}`);
        this.#opening?.reject(error);
        for (const [id, call] of this.#calls) call.onMessage({ kind: 'failure', id, failure: UNAVAILABLE });
        this.#calls.clear();
        resolve();
        onDeath(error);
      });
    });
  }

  get alive(): boolean {
    return this.#alive && this.#opened;
  }

  get opened(): boolean {
    return this.#opened;
  }

  get load(): number {
    return this.#calls.size;
  }

  open(): Promise<void> {
    this.#opening = Promise.withResolvers<void>();
    this.#post({ kind: 'open' });
    return this.#opening.promise;
  }

  async close(): Promise<void> {
    for (const call of this.#calls.values()) call.cancel();
    if (this.#alive) this.#post({ kind: 'close' });
    await this.#exited;
  }

  run(id: number, query: Query, options: QueryPortOptions): Promise<Result<JsonPieces, QueryFailure>> {
    const cancel = new SharedArrayBuffer(4);
    const raise = (): void => {
      Atomics.store(new Int32Array(cancel), 0, 1);
      // A reader that waits for a slow client must wake up to see the flag.
      this.#post({ kind: 'more', id });
    };
    if (options.abort.aborted) raise();
    options.abort.addEventListener('abort', raise, { once: true });
    const stream = new PieceStream(() => this.#post({ kind: 'more', id }), raise);

    return new Promise((resolve) => {
      const finish = (): void => {
        this.#calls.delete(id);
        options.abort.removeEventListener('abort', raise);
      };
      this.#calls.set(id, {
        cancel: raise,
        onMessage: (message) => {
          switch (message.kind) {
            case 'progress':
              options.onProgress?.(message.share, message.matched);
              break;
            case 'found':
              resolve({ ok: true, value: stream });
              break;
            case 'piece':
              stream.push(message.text);
              break;
            case 'end':
              finish();
              stream.end();
              break;
            case 'failure': {
              finish();
              // Cancelled by our own stop: its client is still there, and may ask again.
              const stopped = message.failure.code === 'cancelled' && !options.abort.aborted;
              const failure = stopped ? UNAVAILABLE : message.failure;
              stream.fail(new Error(failure.message));
              resolve({ ok: false, error: failure });
              break;
            }
          }
        },
      });
      this.#post({ kind: 'query', id, query, cancel });
    });
  }

  #post(message: ToReader): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromReader): void {
    if (message.kind === 'opened') {
      this.#opened = true;
      this.#opening?.resolve();
    } else if (message.kind === 'failed') {
      this.#opening?.reject(new StartError(message.problem.message));
    } else {
      this.#calls.get(message.id)?.onMessage(message);
    }
  }
}
