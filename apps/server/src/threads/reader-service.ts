// The reader worker's side of the protocol: runs queries, sends pieces no faster than they are taken.
import type { MessagePort } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Queries } from '../query/queries.ts';
import { type Cancellation, CancelledError, type OnProgress } from '../storage/trace-store.ts';
import { type FromReader, PIECES_AHEAD, type Query, type QueryFailure, type ToReader } from './messages.ts';

export interface ReaderService {
  readonly queries: Queries;
  readonly logger: Logger;
}

/** Answers queries from `port` until `close` arrives; then lets the running ones end and calls `onClose`. */
export function serveQueries(port: MessagePort, { queries, logger }: ReaderService, onClose: () => void): void {
  const credits = new Map<number, Credit>();
  let closing = false;
  const post = (message: FromReader): void => port.postMessage(message);

  async function run(id: number, query: Query, cancelled: Cancellation): Promise<void> {
    const credit = new Credit(PIECES_AHEAD);
    credits.set(id, credit);
    try {
      const answer = await queries.run(query, { abort: cancelled, onProgress: progress(id, post) });
      if (!answer.ok) {
        post({ kind: 'failure', id, failure: answer.error });
        return;
      }
      post({ kind: 'found', id });
      for await (const text of answer.value) {
        await credit.take();
        // Ending the answer here would pass half a document off as a whole one.
        if (cancelled.aborted) throw new CancelledError('nobody waits any more');
        post({ kind: 'piece', id, text });
      }
      post({ kind: 'end', id });
    } catch (error) {
      const failure: QueryFailure = cancelled.aborted
        ? { code: 'cancelled', message: 'The request was cancelled.' }
        : { code: 'internal', message: 'The store could not answer; the log of the server says why.' };
      if (failure.code === 'internal') logger.error({ err: error, query: query.kind }, 'a query failed');
      post({ kind: 'failure', id, failure });
    } finally {
      credits.delete(id);
      closeWhenIdle();
    }
  }

  function closeWhenIdle(): void {
    if (!closing || credits.size > 0) return;
    port.close();
    onClose();
  }

  port.on('message', (message: ToReader) => {
    switch (message.kind) {
      case 'query':
        void run(message.id, message.query, sharedFlag(message.cancel));
        break;
      case 'more':
        credits.get(message.id)?.give();
        break;
      case 'close':
        closing = true;
        closeWhenIdle();
        break;
      case 'open':
        break;
    }
  });
}

/** How many pieces may still be sent; `take` waits for one. */
class Credit {
  #left: number;
  #waiting: (() => void) | undefined;

  constructor(start: number) {
    this.#left = start;
  }

  async take(): Promise<void> {
    if (this.#left === 0) await new Promise<void>((resolve) => (this.#waiting = resolve));
    this.#left--;
  }

  give(): void {
    this.#left++;
    this.#waiting?.();
    this.#waiting = undefined;
  }
}

function sharedFlag(buffer: SharedArrayBuffer): Cancellation {
  const flag = new Int32Array(buffer);
  return {
    get aborted() {
      return Atomics.load(flag, 0) !== 0;
    },
  };
}

/** Passes on what a person can see: steps of at least one percent. */
function progress(id: number, post: (message: FromReader) => void): OnProgress {
  let told = 0;
  return (share, matched) => {
    if (share === told || (share - told < 0.01 && share < 1)) return;
    told = share;
    post({ kind: 'progress', id, share, matched });
  };
}
