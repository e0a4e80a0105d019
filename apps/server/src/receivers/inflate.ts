// Inflates bytes that are there already: counted while inflated, never beyond their limit.
import { createGunzip } from 'node:zlib';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { ByteBlocks } from './byte-blocks.ts';
import type { MemoryBudget } from './memory-budget.ts';

export interface InflateOptions {
  /** Bytes after inflation. */
  readonly maxBytes: number;
  readonly budget: MemoryBudget;
}

export type InflateFailure =
  | { readonly kind: 'too_large' }
  | { readonly kind: 'broken_gzip'; readonly message: string }
  | { readonly kind: 'busy' };

/** The caller gives the length of the result back to the budget when it is no longer needed. */
export function inflate(bytes: Uint8Array, options: InflateOptions): Promise<Result<Uint8Array, InflateFailure>> {
  const { maxBytes, budget } = options;
  return new Promise((resolve) => {
    const blocks = new ByteBlocks();
    const gunzip = createGunzip();
    let failed = false;

    const fail = (failure: InflateFailure): void => {
      if (failed) return;
      failed = true;
      budget.give(blocks.size);
      gunzip.destroy();
      resolve(err(failure));
    };
    gunzip.on('data', (chunk: Uint8Array) => {
      if (failed) return;
      if (blocks.size + chunk.length > maxBytes) return fail({ kind: 'too_large' });
      if (!budget.take(chunk.length)) return fail({ kind: 'busy' });
      blocks.push(chunk);
    });
    gunzip.on('error', (error) => fail({ kind: 'broken_gzip', message: error.message }));
    gunzip.on('end', () => {
      if (failed) return;
      if (gunzip.bytesWritten < bytes.length) {
        return fail({ kind: 'broken_gzip', message: 'other bytes follow the compressed ones' });
      }
      resolve(ok(blocks.join()));
    });
    gunzip.end(bytes);
  });
}
