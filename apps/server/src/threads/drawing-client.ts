// The main thread's proxy of the drawing worker: starts it with the first job, bounds what waits, ends what takes too long,
// and ends the worker when it has nothing to do.
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { DrawingFailure, DrawingJob, DrawnPicture, DrawPicture, FromDrawing, ToDrawing } from './messages.ts';

export interface DrawingLimits {
  /** Milliseconds for one picture, and for a new thread to load what it draws with. */
  readonly drawingMs: number;
  readonly startingMs: number;
  /** Milliseconds without a job after which the thread ends. */
  readonly idleMs: number;
  /** Jobs that may wait. */
  readonly waiting: number;
  /** Of V8's heap. */
  readonly heapMb: number;
}

export interface DrawingClientOptions {
  readonly entry: URL;
  readonly limits: DrawingLimits;
  readonly logger: Logger;
}

interface Waiting {
  readonly job: DrawingJob;
  readonly resolve: (outcome: Result<DrawnPicture, DrawingFailure>) => void;
  readonly reject: (error: Error) => void;
}

const BUSY: DrawingFailure = {
  code: 'busy',
  message: 'Too many pictures are being drawn right now; try again in a moment.',
};

/** How often it is looked whether a job takes too long. */
const STEP_MS = 250;

/** One thread draws one picture at a time. */
export class DrawingClient {
  readonly #options: DrawingClientOptions;
  readonly #queue: Waiting[] = [];
  #thread: DrawingThread | undefined;
  #current: Waiting | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: DrawingClientOptions) {
    this.#options = options;
  }

  /** Whether a thread is there: its memory is in use. */
  get running(): boolean {
    return this.#thread !== undefined;
  }

  readonly draw: DrawPicture = (job) => {
    if (this.#closed || this.#queue.length >= this.#options.limits.waiting) return Promise.resolve(err(BUSY));
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  };

  /** Jobs that wait are turned away. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    for (const { resolve } of this.#queue.splice(0)) resolve(err(BUSY));
    this.#current?.resolve(err(BUSY));
    this.#current = undefined;
    await this.#thread?.end();
  }

  #next(): void {
    if (this.#current !== undefined) return;
    clearTimeout(this.#idle);
    this.#current = this.#queue.shift();
    if (this.#current === undefined) {
      this.#idle = setTimeout(() => void this.#endThread(), this.#options.limits.idleMs).unref();
      return;
    }
    this.#thread ??= this.#start();
    this.#thread.draw(this.#current.job);
  }

  #start(): DrawingThread {
    return new DrawingThread(this.#options, {
      onOutcome: (outcome) => this.#finish((waiting) => waiting.resolve(outcome)),
      onTooMuch: (why) => {
        void this.#endThread();
        this.#options.logger.warn({ why }, 'a picture was given up');
        this.#finish((waiting) => waiting.resolve(err({ code: 'not_drawable', message: why })));
      },
      onDeath: (error) => {
        this.#thread = undefined;
        this.#options.logger.error({ err: error }, 'the drawing worker died');
        this.#finish((waiting) => waiting.reject(error));
      },
    });
  }

  async #endThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }

  #finish(tell: (waiting: Waiting) => void): void {
    const waiting = this.#current;
    this.#current = undefined;
    if (waiting !== undefined) tell(waiting);
    if (!this.#closed) this.#next();
  }
}

interface ThreadEvents {
  readonly onOutcome: (outcome: Result<DrawnPicture, DrawingFailure>) => void;
  /** It took too long, or too much memory; the thread is of no more use. */
  readonly onTooMuch: (why: string) => void;
  readonly onDeath: (error: Error) => void;
}

class DrawingThread {
  readonly #worker: Worker;
  readonly #limits: DrawingLimits;
  readonly #events: ThreadEvents;
  #ready = false;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;
  #nextId = 1;

  constructor({ entry, limits }: DrawingClientOptions, events: ThreadEvents) {
    this.#limits = limits;
    this.#events = events;
    this.#worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
    this.#worker.on('message', (message: FromDrawing) => this.#receive(message));
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`the drawing worker exited with code ${code}`)));
  }

  draw(job: DrawingJob): void {
    const message: ToDrawing = { kind: 'draw', id: this.#nextId++, job };
    this.#worker.postMessage(message);
    this.#watch();
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#timer);
    await this.#worker.terminate();
  }

  /** Drawing holds its thread up: only from here can it be ended. */
  #watch(): void {
    clearInterval(this.#timer);
    const { drawingMs, startingMs } = this.#limits;
    const patience = this.#ready ? drawingMs : startingMs;
    const why = this.#ready ? 'The diagram takes too long to draw' : 'What draws diagrams takes too long to start';
    // Counted in short steps: while the machine sleeps, or all of us are stopped, no time goes by for the drawing either.
    const step = Math.min(STEP_MS, patience);
    let left = patience;
    this.#timer = setInterval(() => {
      left -= step;
      if (left <= 0) this.#tooMuch(`${why} (over ${patience / 1000} s).`);
    }, step);
  }

  #receive(message: FromDrawing): void {
    if (this.#ended) return;
    if (message.kind === 'ready') {
      this.#ready = true;
      this.#watch();
      return;
    }
    clearInterval(this.#timer);
    this.#events.onOutcome(
      message.kind === 'drawn' ? ok(message.picture) : err({ code: 'not_drawable', message: message.message }),
    );
  }

  #tooMuch(why: string): void {
    clearInterval(this.#timer);
    if (this.#ended) return;
    this.#ended = true;
    this.#events.onTooMuch(why);
  }

  #fail(error: Error): void {
    clearInterval(this.#timer);
    if (this.#ended) return;
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      this.#tooMuch(`The diagram takes more memory than one may (${this.#limits.heapMb} MB).`);
      return;
    }
    this.#ended = true;
    this.#events.onDeath(error);
  }
}
