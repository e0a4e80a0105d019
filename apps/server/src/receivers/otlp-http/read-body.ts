// Reads a request body from the raw node stream: counted, inflated while counted, never beyond its limit.
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { ByteBlocks } from '../byte-blocks.ts';
import type { MemoryBudget } from '../memory-budget.ts';

export interface ReadBodyOptions {
  readonly gzip: boolean;
  /** Bytes after inflation. */
  readonly maxBytes: number;
  readonly budget: MemoryBudget;
}

/**
 * - `too_large`: over maxBytes after inflation (or before it)
 * - `broken_gzip`: not gzip, cut off, or a wrong checksum
 * - `busy`: the memory for bodies is used up by other requests
 * - `aborted`: the sender went away
 */
export type BodyFailure =
  | { readonly kind: 'too_large' }
  | { readonly kind: 'broken_gzip'; readonly message: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'aborted' };

export interface Body {
  readonly bytes: Uint8Array;
  /** Before inflation; 0 when there was nothing to inflate. */
  readonly wireBytes: number;
  /** Gives the memory back to the budget: call when the bytes are no longer needed. */
  release(): void;
}

/** Reads to the end or to the first failure. After a failure the rest of the request is left unread. */
export function readBody(incoming: IncomingMessage, options: ReadBodyOptions): Promise<Result<Body, BodyFailure>> {
  const { gzip, maxBytes, budget } = options;
  return new Promise((resolve) => {
    const blocks = new ByteBlocks();
    let arrived = 0;
    let settled = false;

    const gunzip = gzip ? createGunzip() : undefined;
    const source: Readable = gunzip ?? incoming;

    const onData = (chunk: Uint8Array): void => {
      if (blocks.size + chunk.length > maxBytes) return fail({ kind: 'too_large' });
      if (!budget.take(chunk.length)) return fail({ kind: 'busy' });
      blocks.push(chunk);
    };
    // Compressed bytes are bounded too: an endless stream of empty gzip blocks inflates to nothing.
    const onArrived = (chunk: Uint8Array): void => {
      arrived += chunk.length;
      if (arrived > maxBytes) fail({ kind: 'too_large' });
    };
    const onEnd = (): void => {
      // gunzip ends before its input, or leaves some of it, only when something else follows the gzip data.
      const left = gunzip !== undefined && gunzip.bytesWritten < arrived;
      if (left || !incoming.complete) {
        return fail({ kind: 'broken_gzip', message: 'other bytes follow the compressed ones' });
      }
      settle(ok({ bytes: blocks.join(), wireBytes: arrived, release: () => budget.give(blocks.size) }));
    };
    const onGzipError = (error: Error): void => fail({ kind: 'broken_gzip', message: error.message });
    const onGone = (): void => {
      if (!incoming.complete) fail({ kind: 'aborted' });
    };

    function settle(result: Result<Body, BodyFailure>): void {
      if (settled) return;
      settled = true;
      source.off('data', onData);
      source.off('end', onEnd);
      incoming.off('data', onArrived);
      incoming.off('error', onGone);
      incoming.off('close', onGone);
      resolve(result);
    }

    function fail(failure: BodyFailure): void {
      if (settled) return;
      budget.give(blocks.size);
      if (gunzip !== undefined) {
        incoming.unpipe(gunzip);
        gunzip.destroy();
      }
      settle(err(failure));
      // Errors after this point say nothing new, but unheard they would end the process.
      incoming.on('error', ignoreAfterFailure);
    }

    source.on('data', onData);
    source.on('end', onEnd);
    incoming.on('error', onGone);
    incoming.on('close', onGone);
    if (gunzip !== undefined) {
      gunzip.on('error', onGzipError);
      incoming.on('data', onArrived);
      incoming.pipe(gunzip);
    }
  });
}

function ignoreAfterFailure(): void {
  // The request has been answered, or its sender is gone.
}
