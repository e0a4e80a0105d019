// Both OTLP ports, with what they share: one budget for bodies in memory, one way to take an export, one token.
import type { UnixNano } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { TraceConsumer } from '../pipeline/trace-consumer.ts';
import type { WriteQueue } from '../pipeline/write-queue.ts';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';
import type { KnockLog } from '../telemetry/knock-log.ts';
import { createAccess } from './access.ts';
import { createExportService } from './export-service.ts';
import { createMemoryBudget } from './memory-budget.ts';
import { createCors } from './otlp-http/cors.ts';
import { startOtlpHttp } from './otlp-http/server.ts';
import type { Receiver } from './receiver.ts';
import { MAX_BODY_BYTES } from '../config/limits.ts';
import { createRequestLog } from './request-log.ts';

const MAX_BODIES_IN_MEMORY = 256 * 1024 * 1024;

export interface ReceiverDependencies {
  readonly consumer: TraceConsumer;
  readonly queue: WriteQueue;
  readonly meter: IngestMeter;
  readonly knocks: KnockLog;
  readonly now: () => UnixNano;
  /** Milliseconds; never goes back. */
  readonly clock: () => number;
  readonly logger: Logger;
}

export interface ReceiverSettings {
  readonly host: string;
  readonly otlpHttpPort: number;
  readonly otlpGrpcPort: number;
  /** Undefined: everybody who can connect may send. */
  readonly token: string | undefined;
  /** Origins of pages, beside those of this machine, that may send. */
  readonly corsOrigins: readonly string[];
}

/** Binds the ports one after the other, and puts each receiver into `started` as soon as it listens. */
export async function startReceivers(
  dependencies: ReceiverDependencies,
  { host, otlpHttpPort, otlpGrpcPort, token, corsOrigins }: ReceiverSettings,
  started: Receiver[],
): Promise<void> {
  const { consumer, queue, meter, knocks, now, clock, logger } = dependencies;
  const shared = {
    exportService: createExportService({ consumer, queue, meter, clock, logger }),
    clock,
    budget: createMemoryBudget(MAX_BODIES_IN_MEMORY),
    maxBodyBytes: MAX_BODY_BYTES,
    maySend: createAccess(token),
    logger,
  };
  const overHttp = {
    ...shared,
    cors: createCors(corsOrigins),
    requests: createRequestLog({ receiver: 'otlp-http', meter, knocks, now, logger }),
  };
  started.push(await startOtlpHttp(overHttp, { host, port: otlpHttpPort }));
  // Loaded after what most senders use.
  const { startOtlpGrpc } = await import('./otlp-grpc/server.ts');
  const overGrpc = { ...shared, requests: createRequestLog({ receiver: 'otlp-grpc', meter, knocks, now, logger }) };
  started.push(await startOtlpGrpc(overGrpc, { host, port: otlpGrpcPort }));
}
