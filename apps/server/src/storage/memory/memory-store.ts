// The oracle: a store in memory whose every answer is the definition of that answer, applied to all spans. Slow on
// purpose; tests compare the other adapters with it.
import { serviceOf, type ServiceName, type TraceId } from '@spanloom/otlp-model';
import { createSpanHasher } from '../span-identity.ts';
import type {
  AppendResult,
  Commit,
  DeleteResult,
  SpanBatch,
  StoreScope,
  StoreSnapshot,
  StoreStats,
  TraceStore,
} from '../trace-store.ts';
import { MemorySnapshot, type Entry } from './memory-snapshot.ts';

/** A store that forgets everything with the process. */
export function createMemoryStore(): TraceStore {
  return new MemoryStore();
}

class MemoryStore implements TraceStore {
  readonly #entries = new Map<string, Entry[]>();
  readonly #hasher = createSpanHasher();
  #commit = 0;
  #closed = false;

  append(scope: StoreScope, batch: SpanBatch, onBegin?: (commit: Commit) => void): Promise<AppendResult> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    onBegin?.({ batches: 1, spans: batch.spans.length, trigger: 'nothing waits', first: true });
    const entries = this.#entriesOf(scope);
    const known = new Set(entries.map(identity));
    const before = entries.length;
    this.#commit++;
    for (const record of batch.spans) {
      const contentHash = this.#hasher.span(record).toString('hex');
      const entry = { ...record, contentHash, receivedAt: batch.receivedAt, commit: this.#commit };
      if (known.has(identity(entry))) continue;
      known.add(identity(entry));
      entries.push(entry);
    }
    const stored = entries.length - before;
    return Promise.resolve({ stored, duplicates: batch.spans.length - stored });
  }

  deleteTrace(scope: StoreScope, traceId: TraceId): Promise<DeleteResult> {
    return this.#deleteWhere(scope, (entry) => entry.span.traceId === traceId);
  }

  deleteService(scope: StoreScope, service: ServiceName): Promise<DeleteResult> {
    return this.#deleteWhere(scope, (entry) => sameService(serviceOf(entry.resource), service));
  }

  deleteAll(scope: StoreScope): Promise<DeleteResult> {
    return this.#deleteWhere(scope, () => true);
  }

  snapshot(scope: StoreScope, watermark = this.#commit): StoreSnapshot {
    const visible = Math.min(watermark, this.#commit);
    return new MemorySnapshot(visible, () => this.#entriesOf(scope).filter((entry) => entry.commit <= visible));
  }

  stats(scope: StoreScope): StoreStats {
    const entries = this.#entriesOf(scope);
    return { traces: new Set(entries.map((entry) => entry.span.traceId)).size, spans: entries.length, bytes: 0 };
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  #entriesOf(scope: StoreScope): Entry[] {
    const key = JSON.stringify([scope.tenant, scope.signal]);
    const entries = this.#entries.get(key) ?? [];
    this.#entries.set(key, entries);
    return entries;
  }

  #deleteWhere(scope: StoreScope, doomed: (entry: Entry) => boolean): Promise<DeleteResult> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    const entries = this.#entriesOf(scope);
    const kept = entries.filter((entry) => !doomed(entry));
    const spans = entries.length - kept.length;
    entries.splice(0, entries.length, ...kept);
    return Promise.resolve({ spans });
  }
}

/** What makes a span the same span. */
function identity(entry: Pick<Entry, 'span' | 'contentHash'>): string {
  return `${entry.span.traceId} ${entry.span.spanId} ${entry.contentHash}`;
}

function sameService(a: ServiceName, b: ServiceName): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}
