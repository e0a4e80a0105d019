// What receivers hand decoded traces to: service colours, then the store, then the counters.
import {
  type DecodedTraces,
  err,
  type ExportResponse,
  ok,
  type ResourceSpans,
  type Result,
  type SpanRecord,
  serviceOf,
  type UnixNano,
} from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { ColorWriter } from '../storage/service-colors.ts';
import { NotStoredError, type StoreScope, type TraceWriter } from '../storage/trace-store.ts';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';
import type { Protocol } from '../threads/messages.ts';
import type { WriteQueue } from './write-queue.ts';

/** How the traces came. */
export interface TraceOrigin {
  readonly protocol: Protocol;
  /** Of the body, after inflation. */
  readonly bytes: number;
}

/** Nothing of it was stored and the sender should try again. */
export interface NotTaken {
  /** `busy`: too much waits for the writer. `store`: it could not be written. */
  readonly reason: 'busy' | 'store';
  readonly message: string;
}

export interface TraceConsumer {
  /** Resolves when the spans are durable, with what was not stored. */
  accept(traces: DecodedTraces, origin: TraceOrigin): Promise<Result<ExportResponse, NotTaken>>;
}

export interface TraceConsumerDependencies {
  readonly writer: TraceWriter;
  readonly queue: WriteQueue;
  readonly scope: StoreScope;
  readonly colors: ColorWriter;
  readonly meter: IngestMeter;
  readonly now: () => UnixNano;
  /** Milliseconds; never goes back. */
  readonly clock: () => number;
  readonly logger: Logger;
}

export const BUSY = 'More is coming in than can be stored. Try again.';

export function createTraceConsumer(dependencies: TraceConsumerDependencies): TraceConsumer {
  const { writer, queue, scope, colors, meter, now, clock, logger } = dependencies;

  async function store(traces: DecodedTraces): Promise<{ stored: number; duplicates: number }> {
    if (traces.spanCount === 0) return { stored: 0, duplicates: 0 };
    colors.ensure(
      scope.tenant,
      traces.resourceSpans.map(({ resource }) => serviceOf(resource)),
    );
    const spans = [...spanRecords(traces.resourceSpans)];
    const handedOver = clock();
    const result = await writer.append(scope, { spans, receivedAt: now() });
    meter.committed((clock() - handedOver) / 1000);
    return result;
  }

  return {
    async accept(traces, { protocol, bytes }) {
      const load = { spans: traces.spanCount, items: traces.itemCount, bytes };
      if (!queue.enter(load)) return err({ reason: 'busy', message: BUSY });
      try {
        const { stored, duplicates } = await store(traces);
        meter.stored({ protocol, bytes, spans: stored, duplicates });
      } catch (error) {
        return err({ reason: 'store', message: whyNotStored(error, traces.spanCount, logger) });
      } finally {
        queue.leave(load);
      }
      if (traces.rejectedSpans > 0) {
        meter.rejected('traces', traces.rejectedSpans);
        logger.warn({ spans: traces.rejectedSpans, why: traces.rejection }, 'invalid spans were rejected');
      }
      return ok({ rejected: traces.rejectedSpans, errorMessage: traces.rejection });
    },
  };
}

/** What the sender is told. A disk in trouble is logged once by the writer's thread, not for each batch. */
function whyNotStored(error: unknown, spans: number, logger: Logger): string {
  if (error instanceof NotStoredError) {
    logger.debug({ spans, trouble: error.trouble }, 'spans could not be stored');
    return error.message;
  }
  logger.error({ err: error, spans }, 'spans could not be stored');
  return 'The traces could not be stored just now. Try again.';
}

function* spanRecords(resourceSpans: readonly ResourceSpans[]): Generator<SpanRecord> {
  for (const { resource, scopeSpans } of resourceSpans) {
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) yield { resource, scope, span };
    }
  }
}
