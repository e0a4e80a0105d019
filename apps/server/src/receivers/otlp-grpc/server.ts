// OTLP over gRPC: TraceService/Export, with the bytes of each message handed to our own codec.
// https://opentelemetry.io/docs/specs/otlp/#otlpgrpc
import {
  logVerbosity,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServiceError,
  type sendUnaryData,
  type ServerUnaryCall,
  setLogVerbosity,
  status,
} from '@grpc/grpc-js';
import { decodeExportRequest, encodeExportResponse } from '@spanloom/otlp-model/protobuf';
import type { Logger } from 'pino';
import { SETTINGS } from '../../config/settings.ts';
import { listenError } from '../../net/listen.ts';
import type { TraceConsumer } from '../../pipeline/trace-consumer.ts';
import type { IngestMeter } from '../../telemetry/ingest-meter.ts';
import type { MemoryBudget } from '../memory-budget.ts';
import type { Receiver } from '../receiver.ts';

export interface OtlpGrpcDependencies {
  readonly consumer: TraceConsumer;
  readonly meter: IngestMeter;
  /** A message counts once it has arrived whole: the library does not let us see it earlier. */
  readonly budget: MemoryBudget;
  /** Bytes of a message after inflation. */
  readonly maxMessageBytes: number;
  readonly logger: Logger;
}

/** Calls at once on one connection, each of which may hold a message of the largest size. More wait at the sender. */
const MAX_CONCURRENT_CALLS = 16;

const identity = (bytes: Buffer): Buffer => bytes;

const EXPORT: MethodDefinition<Buffer, Buffer> = {
  path: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  requestStream: false,
  responseStream: false,
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
};

/** Binds the port. Throws a StartError when that fails. */
export async function startOtlpGrpc(
  dependencies: OtlpGrpcDependencies,
  address: { readonly host: string; readonly port: number },
): Promise<Receiver> {
  const { consumer, meter, budget, maxMessageBytes, logger } = dependencies;
  // What goes wrong is told by us, once; the library would print it as well.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_concurrent_streams': MAX_CONCURRENT_CALLS,
  });

  async function exportWithinBudget(message: Buffer): Promise<Buffer | Partial<ServiceError>> {
    if (!budget.take(message.length)) {
      return { code: status.UNAVAILABLE, details: 'Too much is being received at once. Try again.' };
    }
    try {
      return await exportTraces(message);
    } finally {
      budget.give(message.length);
    }
  }

  async function exportTraces(message: Buffer): Promise<Buffer | Partial<ServiceError>> {
    const decoded = decodeExportRequest(message);
    if (!decoded.ok) {
      const code = decoded.error.kind === 'too_large' ? status.RESOURCE_EXHAUSTED : status.INVALID_ARGUMENT;
      return { code, details: decoded.error.message };
    }
    const outcome = await consumer.accept(decoded.value);
    if (!outcome.ok) return { code: status.UNAVAILABLE, details: outcome.error };
    return Buffer.from(encodeExportResponse(outcome.value));
  }

  server.addService(
    { Export: EXPORT },
    {
      Export(call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>): void {
        exportWithinBudget(call.request).then(
          (answer) => {
            if (Buffer.isBuffer(answer)) return callback(null, answer);
            meter.refusedRequest();
            logger.debug({ code: answer.code, why: answer.details }, 'a gRPC request was refused');
            callback(answer);
          },
          (error: unknown) => {
            meter.refusedRequest();
            logger.error({ err: error }, 'a gRPC request failed');
            // UNAVAILABLE is retried; INTERNAL would make the sender drop its data.
            callback({ code: status.UNAVAILABLE, details: 'The server failed. Try again.' });
          },
        );
      },
    },
  );

  const port = await bind(server, address);
  return {
    listener: { name: 'otlp-grpc', host: address.host, port },
    async stop(graceMs) {
      await new Promise<void>((resolve) => {
        const cutOff = setTimeout(() => {
          server.forceShutdown();
          // tryShutdown would not hear of it: it waits for every connection to say goodbye, and some never do.
          resolve();
        }, graceMs);
        server.tryShutdown(() => {
          clearTimeout(cutOff);
          resolve();
        });
      });
    },
  };
}

function bind(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<number> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(target, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(listenError(withCode(error), { host, port, flag: SETTINGS.otlpGrpcPort.flag }));
    });
  });
}

/** grpc-js tells the system's error code inside its message only. */
function withCode(error: Error): Error {
  const code = /\b(EADDRINUSE|EACCES|EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN)\b/.exec(error.message)?.[1];
  return Object.assign(new Error(error.message, { cause: error }), { code });
}
