// The main thread's proxy of the shares worker: starts it with the first request, and again after it died.
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type {
  AskShares,
  FromShares,
  QueryFailure,
  ShareAnswers,
  ShareRequest,
  SharesSetup,
  ToShares,
} from './messages.ts';

export interface SharesClientOptions {
  readonly entry: URL;
  readonly setup: SharesSetup;
  readonly logger: Logger;
}

type Answer = Result<ShareAnswers[ShareRequest['kind']], QueryFailure>;

const STOPPING: QueryFailure = { code: 'unavailable', message: 'The server is stopping; try again in a moment.' };

export class SharesClient {
  readonly #options: SharesClientOptions;
  readonly #calls = new Map<number, PromiseWithResolvers<Answer>>();
  #worker: Worker | undefined;
  #exited: Promise<void> = Promise.resolve();
  #nextId = 1;
  #closed = false;

  constructor(options: SharesClientOptions) {
    this.#options = options;
  }

  readonly ask: AskShares = async (request) => {
    if (this.#closed) return err(STOPPING);
    this.#worker ??= this.#start();
    const id = this.#nextId++;
    const call = Promise.withResolvers<Answer>();
    this.#calls.set(id, call);
    this.#worker.postMessage({ kind: 'request', id, request } satisfies ToShares);
    // The worker answers each request with the answer of its kind: createShareAnswers.
    return (await call.promise) as Result<ShareAnswers[(typeof request)['kind']], QueryFailure>;
  };

  /** What was asked before is answered; the file is closed. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#worker?.postMessage({ kind: 'close' } satisfies ToShares);
    await this.#exited;
  }

  #start(): Worker {
    const worker = new Worker(this.#options.entry, { workerData: this.#options.setup });
    let failure: Error | undefined;
    worker.on('message', (message: FromShares) => this.#receive(message));
    worker.on('error', (error: Error) => (failure = error));
    this.#exited = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#worker = undefined;
        const error = failure ?? new Error(`the shares worker exited with code ${code}`);
        if (!this.#closed || failure !== undefined)
          this.#options.logger.error({ err: error }, 'the shares worker died');
        for (const call of this.#calls.values()) call.reject(error);
        this.#calls.clear();
        resolve();
      });
    });
    return worker;
  }

  #receive(message: FromShares): void {
    const answer: Answer = message.kind === 'answer' ? ok(message.answer) : err(message.failure);
    this.#calls.get(message.id)?.resolve(answer);
    this.#calls.delete(message.id);
  }
}
