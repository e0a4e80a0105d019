// The ingest worker's side of what the main thread asks: counters, knocks, deletions.
import type { MessagePort } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { WriteQueue } from '../pipeline/write-queue.ts';
import type { StoreScope, TraceWriter } from '../storage/trace-store.ts';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';
import type { KnockLog } from '../telemetry/knock-log.ts';
import type { AskIngest, FromIngest, IngestAnswers, IngestRequest, ToIngest } from './messages.ts';

export interface IngestAnswersDependencies {
  readonly writer: Pick<TraceWriter, 'deleteTrace' | 'deleteService' | 'deleteAll'>;
  readonly scope: StoreScope;
  readonly meter: Pick<IngestMeter, 'counters'>;
  readonly queue: Pick<WriteQueue, 'waiting' | 'limit'>;
  readonly knocks: KnockLog;
}

/** Answers requests in the thread that owns the writer. */
export function createIngestAnswers({ writer, scope, meter, queue, knocks }: IngestAnswersDependencies): AskIngest {
  async function answer(request: IngestRequest): Promise<IngestAnswers[IngestRequest['kind']]> {
    switch (request.kind) {
      case 'counters':
        return { ...meter.counters(), queue: queue.waiting(), queueLimit: queue.limit };
      case 'knocks':
        return knocks.recent();
      case 'delete-trace':
        return writer.deleteTrace(scope, request.traceId);
      case 'delete-service':
        return writer.deleteService(scope, request.service);
      case 'delete-all':
        return writer.deleteAll(scope);
    }
  }
  // Each case above answers what IngestAnswers says for its kind.
  return answer as AskIngest;
}

/** Answers from `port` until it is closed. */
export function serveIngestRequests(port: MessagePort, ask: AskIngest, logger: Logger): void {
  const post = (message: FromIngest): void => port.postMessage(message);
  port.on('message', (message: ToIngest) => {
    if (message.kind !== 'request') return;
    const { id, request } = message;
    ask(request).then(
      (answer) => post({ kind: 'answer', id, answer }),
      (error: unknown) => {
        logger.error({ err: error, request: request.kind }, 'a request of the main thread failed');
        post({ kind: 'request-failed', id, message: error instanceof Error ? error.message : String(error) });
      },
    );
  });
}
