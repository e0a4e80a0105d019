// What receivers are made of, for tests that run one in their own thread.
import { createAccess } from '../../src/receivers/access.ts';
import { createExportService } from '../../src/receivers/export-service.ts';
import { createMemoryBudget } from '../../src/receivers/memory-budget.ts';
import { createCors } from '../../src/receivers/otlp-http/cors.ts';
import { createRequestLog } from '../../src/receivers/request-log.ts';
import type { TraceConsumer } from '../../src/pipeline/trace-consumer.ts';
import { createWriteQueue, type Load, type WriteQueue } from '../../src/pipeline/write-queue.ts';
import { createIngestMeter, type IngestMeter } from '../../src/telemetry/ingest-meter.ts';
import { createKnockLog } from '../../src/telemetry/knock-log.ts';
import { SILENT } from './in-process.ts';
import { T0 } from './spans.ts';

export interface PartsOptions {
  readonly consumer: (parts: { queue: WriteQueue; meter: IngestMeter }) => TraceConsumer;
  readonly maxBodyBytes: number;
  readonly maxBytesInMemory?: number;
  readonly maxWaiting?: Load;
  readonly token?: string;
  readonly corsOrigins?: readonly string[];
}

export function receiverParts(options: PartsOptions) {
  const {
    maxBodyBytes,
    token,
    corsOrigins = [],
    maxWaiting = { spans: 1_000_000, items: 10_000_000, bytes: 1_000_000_000 },
  } = options;
  const meter = createIngestMeter(() => performance.now());
  const queue = createWriteQueue(maxWaiting, meter.health.filled);
  const consumer = options.consumer({ queue, meter });
  const knocks = createKnockLog();
  const log = { meter, knocks, now: () => T0, logger: SILENT };
  const shared = {
    exportService: createExportService({ consumer, queue, meter, clock: () => performance.now(), logger: SILENT }),
    clock: () => performance.now(),
    budget: createMemoryBudget(options.maxBytesInMemory ?? 10 * maxBodyBytes),
    maxBodyBytes,
    maySend: createAccess(token),
    logger: SILENT,
  };
  return {
    meter,
    queue,
    knocks,
    http: {
      ...shared,
      cors: createCors(corsOrigins),
      requests: createRequestLog({ receiver: 'otlp-http', ...log }),
    },
    grpc: { ...shared, requests: createRequestLog({ receiver: 'otlp-grpc', ...log }) },
  };
}
