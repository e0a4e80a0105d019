// Long reads in bounded steps. A read is a generator that yields wherever it may be interrupted; the runner lets it go on
// for a few milliseconds inside one read transaction, then ends the transaction, lets the event loop run and looks
// whether the read was cancelled. SQLite cannot interrupt a statement, so no statement may be long.
import { CancelledError, type ReadOptions } from '../trace-store.ts';
import type { Connection } from './open.ts';

/** A read. What it yields is a place to pause. */
export type Steps<T> = Generator<undefined, T, undefined>;
/** A read that hands over parts of its answer as it goes, and undefined to pause. */
export type PartSteps<T> = Generator<T | undefined, void, undefined>;

/** How far a read has come; written by the read, reported between steps. */
export interface Progress {
  /** Of the window, 0 .. 1. */
  share: number;
  /** Traces that matched. */
  matched: number;
}

/** Where steps run and how long one goes on. */
export interface Pace {
  readonly db: Connection;
  readonly stepMs: number;
}

/** Runs a read to its end. Throws CancelledError. */
export async function runSteps<T>(pace: Pace, steps: Steps<T>, progress: Progress, options: ReadOptions): Promise<T> {
  const report = progressReporter(progress, options);
  for (;;) {
    checkCancelled(options);
    const result = runStep(pace, steps);
    if (result.done === true) {
      report(1);
      return result.value;
    }
    report(progress.share);
    await nextTurn();
  }
}

/** Runs a read and hands its parts on. No transaction is open while the receiver works. Throws CancelledError. */
export async function* streamSteps<T>(
  pace: Pace,
  steps: PartSteps<T>,
  progress: Progress,
  options: ReadOptions,
): AsyncGenerator<T, void, undefined> {
  const report = progressReporter(progress, options);
  for (;;) {
    checkCancelled(options);
    const result = runStep(pace, steps);
    if (result.done === true) {
      report(1);
      return;
    }
    report(progress.share);
    if (result.value !== undefined) yield result.value;
    await nextTurn();
  }
}

/** Goes on until a part is ready, the time is over or the end is reached. */
function runStep<P, T>(
  { db, stepMs }: Pace,
  steps: Generator<P | undefined, T, undefined>,
): IteratorResult<P | undefined, T> {
  const began = performance.now();
  db.exec('BEGIN');
  try {
    for (;;) {
      const result = steps.next();
      if (result.done === true || result.value !== undefined || performance.now() - began >= stepMs) return result;
    }
  } finally {
    db.exec('COMMIT');
  }
}

function checkCancelled(options: ReadOptions): void {
  if (options.abort.aborted) throw new CancelledError('the read was cancelled');
}

function progressReporter(progress: Progress, options: ReadOptions): (share: number) => void {
  let reported = { share: -1, matched: 0 };
  return (share) => {
    if (share < reported.share || (share === reported.share && progress.matched === reported.matched)) return;
    progress.share = share;
    reported = { ...progress };
    options.onProgress?.(share, progress.matched);
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
