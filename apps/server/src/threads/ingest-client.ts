// The main thread's proxy of the ingest worker.
import { Worker } from 'node:worker_threads';
import type { Listener } from '@spanloom/api-schema';
import { StartError } from '../config/start-error.ts';
import type { AskIngest, FromIngest, IngestAnswers, IngestRequest, IngestSetup, ToIngest } from './messages.ts';

export interface IngestClientOptions {
  readonly entry: URL;
  readonly setup: IngestSetup;
  /** The worker died although nobody asked it to stop. */
  readonly onDeath: (error: Error) => void;
}

type Answer = IngestAnswers[IngestRequest['kind']];

export class IngestClient {
  readonly #worker: Worker;
  readonly #opened = Promise.withResolvers<void>();
  readonly #ready = Promise.withResolvers<readonly Listener[]>();
  readonly #stopped = Promise.withResolvers<void>();
  readonly #exited: Promise<void>;
  readonly #calls = new Map<number, PromiseWithResolvers<Answer>>();
  #nextId = 1;
  #storeProblem: string | undefined;
  #stopping = false;
  #alive = true;

  constructor(options: IngestClientOptions) {
    this.#worker = new Worker(options.entry, { workerData: options.setup });
    // Whoever awaits these hears of a failure; until then it must not count as unhandled.
    this.#opened.promise.catch(ignoreUntilAwaited);
    this.#ready.promise.catch(ignoreUntilAwaited);
    let failure: Error | undefined;
    let problemTold = false;
    this.#worker.on('message', (message: FromIngest) => {
      if (message.kind === 'failed') problemTold = true;
      this.#receive(message);
    });
    this.#worker.on('error', (error: Error) => (failure = error));
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#alive = false;
        const error = failure ?? new Error(`the ingest worker exited with code ${code}`);
        this.#opened.reject(error);
        this.#ready.reject(error);
        for (const call of this.#calls.values()) call.reject(error);
        resolve();
        if (!this.#stopping && !problemTold) options.onDeath(error);
      });
    });
  }

  /** Why nothing can be stored at the moment, in words for the user. */
  get storeProblem(): string | undefined {
    return this.#storeProblem;
  }

  /** Resolves when recovery is done and readers may open the folder. Rejects with a StartError. */
  opened(): Promise<void> {
    return this.#opened.promise;
  }

  /** Resolves with the bound ports. Rejects with a StartError. */
  ready(): Promise<readonly Listener[]> {
    return this.#ready.promise;
  }

  readonly ask: AskIngest = async (request) => {
    if (!this.#alive) throw new Error('the ingest worker is not running');
    const id = this.#nextId++;
    const call = Promise.withResolvers<Answer>();
    this.#calls.set(id, call);
    this.#post({ kind: 'request', id, request });
    // The worker answers each request with the answer of its kind: serveIngestRequests.
    return (await call.promise) as IngestAnswers[(typeof request)['kind']];
  };

  /** Stops accepting, finishes what was accepted, closes the store. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#alive) this.#post({ kind: 'stop' });
    await Promise.race([this.#stopped.promise, this.#exited]);
    // A connection that never says goodbye would keep the thread alive for ever.
    await this.#worker.terminate();
  }

  #post(message: ToIngest): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromIngest): void {
    switch (message.kind) {
      case 'opened':
        this.#opened.resolve();
        break;
      case 'ready':
        this.#ready.resolve(message.listeners);
        break;
      case 'failed':
        this.#opened.reject(new StartError(message.problem.message));
        this.#ready.reject(new StartError(message.problem.message));
        break;
      case 'store-problem':
        this.#storeProblem = message.problem;
        break;
      case 'answer':
        this.#calls.get(message.id)?.resolve(message.answer);
        this.#calls.delete(message.id);
        break;
      case 'request-failed':
        this.#calls.get(message.id)?.reject(new Error(message.message));
        this.#calls.delete(message.id);
        break;
      case 'stopped':
        this.#stopped.resolve();
        break;
    }
  }
}

function ignoreUntilAwaited(): void {
  // The rejection is not lost: opened() and ready() hand the same promise out.
}
