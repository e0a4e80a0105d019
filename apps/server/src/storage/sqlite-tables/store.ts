// Both halves over one folder in one thread, as tests and commands on an unlocked folder use them.
import type { TraceStore } from '../trace-store.ts';
import type { DeletionLimits } from './delete-spans.ts';
import type { ReadLimits } from './read-limits.ts';
import { openSqliteReader } from './reader.ts';
import { openSqliteWriter } from './writer.ts';

/** Throws what openSqliteWriter throws. */
export function openSqliteStore(options: {
  readonly folder: string;
  readonly limits?: ReadLimits;
  readonly deletionLimits?: DeletionLimits;
}): TraceStore {
  const writer = openSqliteWriter(options);
  const reader = openSqliteReader(options);
  return {
    append: (scope, batch) => writer.append(scope, batch),
    deleteTrace: (scope, traceId) => writer.deleteTrace(scope, traceId),
    deleteService: (scope, service) => writer.deleteService(scope, service),
    deleteAll: (scope) => writer.deleteAll(scope),
    snapshot: (scope, watermark) => reader.snapshot(scope, watermark),
    stats: (scope) => reader.stats(scope),
    close: async () => {
      reader.close();
      await writer.close();
    },
  };
}
