// What every receiver does with the bytes of an export request, whatever protocol brought them.
import {
  type DecodeError,
  err,
  type ExportResponse,
  ok,
  type OtherSignal,
  type Result,
  type Signal,
} from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import { BUSY, type TraceConsumer } from '../pipeline/trace-consumer.ts';
import type { WriteQueue } from '../pipeline/write-queue.ts';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';
import type { Protocol } from '../threads/messages.ts';
import type { Encoding } from './encoding.ts';
import type { Refusal } from './refusal.ts';

export interface ExportRequest {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly protocol: Protocol;
  /** After inflation. */
  readonly body: Uint8Array;
  /** As it came over the wire; undefined when it was not compressed. */
  readonly gzipBytes: number | undefined;
  /** When its headers had come, by the clock of the thread. */
  readonly arrived: number;
}

/** Resolves when what was accepted is durable. A refusal means that nothing of it was stored. */
export type ExportService = (request: ExportRequest) => Promise<Result<ExportResponse, Refusal>>;

export interface ExportServiceDependencies {
  readonly consumer: TraceConsumer;
  readonly queue: WriteQueue;
  readonly meter: IngestMeter;
  /** Milliseconds; never goes back. */
  readonly clock: () => number;
  readonly logger: Logger;
}

export function createExportService(dependencies: ExportServiceDependencies): ExportService {
  const { consumer, queue, meter, clock, logger } = dependencies;

  async function exportTraces(request: ExportRequest): Promise<Result<ExportResponse, Refusal>> {
    const { encoding, protocol, body, gzipBytes, arrived } = request;
    // Decoding costs more than anything else here: not for what cannot be taken anyway.
    if (queue.full()) return err({ reason: 'busy', message: BUSY });
    const whole = clock();
    const decoded = encoding.decodeTraces(body);
    if (!decoded.ok) return err(undecodable(decoded.error));
    const times = { receive: whole - arrived, decode: clock() - whole };
    return consumer.accept(decoded.value, { protocol, bytes: body.length, gzipBytes, ...times });
  }

  /** Until these signals have their own storage: every item is rejected, and the sender is told so. */
  function refuseItems(signal: OtherSignal, { encoding, body }: ExportRequest): Result<ExportResponse, Refusal> {
    const count = encoding.countItems(signal, body);
    if (!count.ok) return err(undecodable(count.error));
    const rejected = count.value;
    if (rejected === 0) return ok({ rejected, errorMessage: '' });
    meter.rejected(signal, rejected);
    logger.debug({ signal, rejected }, 'items of a signal that is not stored were rejected');
    return ok({ rejected, errorMessage: `Spanloom stores traces only so far; ${signal} are not kept` });
  }

  return async (request) => {
    try {
      return request.signal === 'traces' ? await exportTraces(request) : refuseItems(request.signal, request);
    } catch (error) {
      logger.error({ err: error, signal: request.signal, protocol: request.protocol }, 'a request failed');
      return err({ reason: 'internal', message: 'The server failed. Try again.' });
    }
  };
}

function undecodable({ kind, message }: DecodeError): Refusal {
  return { reason: kind, message };
}
