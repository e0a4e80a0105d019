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
import {
  type AppendResult,
  type Commit,
  NotStoredError,
  type StoreScope,
  type TraceWriter,
} from '../storage/trace-store.ts';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';
import type { IngestStage, Protocol } from '../threads/messages.ts';
import type { WriteQueue } from './write-queue.ts';

/** How the traces came. */
export interface TraceOrigin {
  readonly protocol: Protocol;
  /** Of the body, after inflation. */
  readonly bytes: number;
  /** As it came over the wire; undefined when it was not compressed. */
  readonly gzipBytes: number | undefined;
  /** Milliseconds that its body took to arrive, and that decoding it took. */
  readonly receive: number;
  readonly decode: number;
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

type WritingTimes = Readonly<Record<Exclude<IngestStage, 'receive' | 'decode'>, number>>;

export const BUSY = 'More is coming in than can be stored. Try again.';

export function createTraceConsumer(dependencies: TraceConsumerDependencies): TraceConsumer {
  const { writer, queue, scope, colors, meter, now, clock, logger } = dependencies;

  async function store(traces: DecodedTraces): Promise<AppendResult & { readonly times?: WritingTimes }> {
    if (traces.spanCount === 0) return { stored: 0, duplicates: 0 };
    const taken = clock();
    colors.ensure(
      scope.tenant,
      traces.resourceSpans.map(({ resource }) => serviceOf(resource)),
    );
    const spans = [...spanRecords(traces.resourceSpans)];
    let commit: Commit | undefined;
    let began = taken;
    const appended = writer.append(scope, { spans, receivedAt: now() }, (beginning) => {
      commit = beginning;
      began = clock();
    });
    const prepared = clock();
    const result = await appended;
    const durable = clock();
    if (commit?.first === true) meter.committed(commit);
    // A store in memory begins at once.
    const begins = Math.max(began, prepared);
    return { ...result, times: { prepare: prepared - taken, wait: begins - prepared, commit: durable - begins } };
  }

  return {
    async accept(traces, { receive, decode, ...origin }) {
      const { bytes } = origin;
      const load = { spans: traces.spanCount, items: traces.itemCount, bytes };
      if (!queue.enter(load)) return err({ reason: 'busy', message: BUSY });
      try {
        const { stored, duplicates, times } = await store(traces);
        meter.stored({ ...origin, spans: stored, duplicates, stages: times && { receive, decode, ...times } });
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
