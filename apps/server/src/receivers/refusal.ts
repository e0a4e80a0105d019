// Why a request is not taken, in the words of each protocol.
// https://opentelemetry.io/docs/specs/otlp/#failures
import type { RpcStatus } from '@spanloom/otlp-model';
import { encodeRpcStatus } from '@spanloom/otlp-model/json';
import { mayTryAgain, type RefusalReason } from '../telemetry/refusal-reasons.ts';

export interface Refusal {
  readonly reason: RefusalReason;
  /** For the developer of the sender. */
  readonly message: string;
}

export const RETRY_AFTER_SECONDS = 1;

interface Answers {
  readonly http: number;
  /** google.rpc.Code */
  readonly code: number;
}

const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const UNIMPLEMENTED = 12;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/** What is ours is 503 and UNAVAILABLE, never 500 or INTERNAL: senders drop their data on those. */
const TRY_AGAIN: Answers = { http: 503, code: UNAVAILABLE };

const ANSWERS: Readonly<Record<RefusalReason, Answers>> = {
  content_type: { http: 415, code: INVALID_ARGUMENT },
  content_encoding: { http: 415, code: UNIMPLEMENTED },
  method: { http: 405, code: UNIMPLEMENTED },
  path: { http: 404, code: NOT_FOUND },
  too_large: { http: 413, code: RESOURCE_EXHAUSTED },
  malformed: { http: 400, code: INVALID_ARGUMENT },
  gzip: { http: 400, code: INVALID_ARGUMENT },
  unauthorized: { http: 401, code: UNAUTHENTICATED },
  origin: { http: 403, code: PERMISSION_DENIED },
  bad_request: { http: 400, code: INVALID_ARGUMENT },
  headers_too_large: { http: 431, code: RESOURCE_EXHAUSTED },
  wrong_protocol: { http: 400, code: INVALID_ARGUMENT },
  tls: { http: 400, code: INVALID_ARGUMENT },
  half_sent: { http: 408, code: DEADLINE_EXCEEDED },
  connections: TRY_AGAIN,
  busy: TRY_AGAIN,
  stopping: TRY_AGAIN,
  store: TRY_AGAIN,
  internal: TRY_AGAIN,
};

export function httpStatusOf({ reason }: Refusal): number {
  return ANSWERS[reason].http;
}

/** With RetryInfo where the same request may be taken a moment later. */
export function rpcStatusOf({ reason, message }: Refusal): RpcStatus {
  const status = { code: ANSWERS[reason].code, message };
  return mayTryAgain(reason) ? { ...status, retryAfterSeconds: RETRY_AFTER_SECONDS } : status;
}

/** The body of an answer where the encoding of the request is not known. */
export function jsonOf(refusal: Refusal): string {
  return encodeRpcStatus(rpcStatusOf(refusal));
}
