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
import type { StoreScope, TraceWriter } from '../storage/trace-store.ts';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';

export interface TraceConsumer {
  /**
   * Resolves when the spans are durable, with what was not stored. The error means that nothing of it was stored and the
   * sender should try again.
   */
  accept(traces: DecodedTraces): Promise<Result<ExportResponse, string>>;
}

export interface TraceConsumerDependencies {
  readonly writer: TraceWriter;
  readonly scope: StoreScope;
  readonly colors: ColorWriter;
  readonly meter: IngestMeter;
  readonly now: () => UnixNano;
  readonly logger: Logger;
}

export function createTraceConsumer(dependencies: TraceConsumerDependencies): TraceConsumer {
  const { writer, scope, colors, meter, now, logger } = dependencies;
  return {
    async accept(traces) {
      if (traces.spanCount > 0) {
        try {
          colors.ensure(
            scope.tenant,
            traces.resourceSpans.map(({ resource }) => serviceOf(resource)),
          );
          const spans = [...spanRecords(traces.resourceSpans)];
          const { stored, duplicates } = await writer.append(scope, { spans, receivedAt: now() });
          meter.stored(stored, duplicates);
        } catch (error) {
          logger.error({ err: error, spans: traces.spanCount }, 'spans could not be stored');
          return err('The traces could not be stored just now. Try again.');
        }
      }
      if (traces.rejectedSpans > 0) {
        meter.rejected(traces.rejectedSpans);
        logger.warn({ spans: traces.rejectedSpans, why: traces.rejection }, 'invalid spans were rejected');
      }
      return ok({ rejectedSpans: traces.rejectedSpans, errorMessage: traces.rejection });
    },
  };
}

function* spanRecords(resourceSpans: readonly ResourceSpans[]): Generator<SpanRecord> {
  for (const { resource, scopeSpans } of resourceSpans) {
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) yield { resource, scope, span };
    }
  }
}
