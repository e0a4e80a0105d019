// Counts what comes in, for /api/v1/status.
import type { IngestCounters } from '../threads/messages.ts';

const RATE_SECONDS = 10;

export interface IngestMeter {
  stored(spans: number, duplicates: number): void;
  rejected(spans: number): void;
  refusedRequest(): void;
  abortedRequest(): void;
  counters(): IngestCounters;
}

/** `clock` gives milliseconds and never goes back. */
export function createIngestMeter(clock: () => number): IngestMeter {
  const total = { acceptedSpans: 0, duplicateSpans: 0, rejectedSpans: 0, refusedRequests: 0, abortedRequests: 0 };
  const started = clock();
  // A ring of whole seconds: slot = second mod length, valid only while it holds that very second.
  const ring = Array.from({ length: RATE_SECONDS + 1 }, () => ({ second: -1, spans: 0 }));

  function slot(second: number): { second: number; spans: number } {
    const found = ring[second % ring.length];
    if (found === undefined) throw new RangeError(`no slot for second ${second}`);
    if (found.second !== second) {
      found.second = second;
      found.spans = 0;
    }
    return found;
  }

  return {
    stored(spans, duplicates) {
      total.acceptedSpans += spans;
      total.duplicateSpans += duplicates;
      slot(Math.floor(clock() / 1000)).spans += spans + duplicates;
    },
    rejected(spans) {
      total.rejectedSpans += spans;
    },
    refusedRequest() {
      total.refusedRequests++;
    },
    abortedRequest() {
      total.abortedRequests++;
    },
    counters() {
      const now = clock();
      const second = Math.floor(now / 1000);
      const recent = ring.filter((entry) => entry.second >= 0 && entry.second > second - RATE_SECONDS);
      const spans = recent.reduce((sum, entry) => sum + entry.spans, 0);
      const seconds = Math.min(RATE_SECONDS, Math.max(1, (now - started) / 1000));
      return { ...total, spansPerSecond: Math.round((spans / seconds) * 10) / 10 };
    },
  };
}
