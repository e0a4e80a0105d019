// Small pieces that all use cases share.
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { QueryFailure } from '../threads/messages.ts';
import type { JsonPieces } from './queries.ts';

/** One value as one piece of JSON. */
export function jsonAnswer<T>(value: T): Result<JsonPieces, QueryFailure> {
  return ok(onePiece(JSON.stringify(value)));
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text;
}

export function badRequest(path: string, message: string): Result<never, QueryFailure> {
  return err({ code: 'bad_request', message: `${path}: ${message}`, issues: [{ path, message }] });
}

export function unknownTrace(traceId: string): Result<never, QueryFailure> {
  return err({ code: 'not_found', message: `No span of trace ${traceId} is stored here.` });
}

export function unknownSpan(traceId: string, spanId: string): Result<never, QueryFailure> {
  return err({ code: 'not_found', message: `No span ${spanId} of trace ${traceId} is stored here.` });
}

export function nothingToDraw(why: string): Result<never, QueryFailure> {
  return err({ code: 'not_found', message: `${why}: there is nothing to draw.` });
}

/** Milliseconds since `started`, to a hundredth. */
export function elapsedMs(clock: () => number, started: number): number {
  return Math.round((clock() - started) * 100) / 100;
}

/** The batches when there is at least one item, else undefined. Stops the source when its reader stops. */
export async function nonEmpty<T>(
  source: AsyncIterable<readonly T[]>,
): Promise<AsyncIterable<readonly T[]> | undefined> {
  const batches = source[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done === true || first.value.length === 0) return undefined;
  return resume(first.value, batches);
}

async function* resume<T>(first: readonly T[], batches: AsyncIterator<readonly T[]>): AsyncGenerator<readonly T[]> {
  try {
    yield first;
    for (let next = await batches.next(); next.done !== true; next = await batches.next()) yield next.value;
  } finally {
    await batches.return?.();
  }
}
