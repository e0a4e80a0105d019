// Where receivers tell the end of every request: one place for counters, "what has knocked" and the log.
import type { UnixNano } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { IngestMeter } from '../telemetry/ingest-meter.ts';
import type { KnockLog } from '../telemetry/knock-log.ts';
import type { ReceiverName } from '../threads/messages.ts';
import type { Refusal } from './refusal.ts';

/** What is known of a request; of a broken one less than of a whole one. All of it is the sender's text. */
export interface RequestFacts {
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
}

export const UNKNOWN_REQUEST: RequestFacts = { method: '', path: '', userAgent: '' };

/** `status` is what was answered, as the protocol writes it: 200, UNAVAILABLE; '' when the connection was cut. */
export interface RequestLog {
  /** `remark` says what was left out; '' when everything was taken. Its spans are counted by the pipeline. */
  accepted(request: RequestFacts, status: string, remark: string): void;
  refused(request: RequestFacts, refusal: Refusal, status: string): void;
  /** The sender went away before its request was whole. */
  aborted(request: RequestFacts): void;
}

export interface RequestLogDependencies {
  readonly receiver: ReceiverName;
  readonly meter: IngestMeter;
  readonly knocks: KnockLog;
  readonly now: () => UnixNano;
  readonly logger: Logger;
}

export function createRequestLog({ receiver, meter, knocks, now, logger }: RequestLogDependencies): RequestLog {
  function knocked(request: RequestFacts, end: { status: string; refused: boolean; reason: string }): void {
    knocks.record({ at: now().toString(), protocol: receiver === 'otlp-grpc' ? 'grpc' : 'http', ...request, ...end });
    logger.debug({ receiver, ...request, ...end }, 'request');
  }
  return {
    accepted(request, status, remark) {
      knocked(request, { status, refused: false, reason: remark });
    },
    refused(request, refusal, status) {
      meter.refused(receiver, refusal.reason);
      knocked(request, { status, refused: true, reason: refusal.message });
    },
    aborted(request) {
      meter.aborted(receiver);
      knocked(request, { status: '', refused: true, reason: 'The sender went away before its request was whole.' });
    },
  };
}
