// google.rpc.Status: the body of an OTLP/HTTP error, and what gRPC carries in grpc-status-details-bin.
// https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto
import type { RpcStatus } from '../codec.ts';
import { google } from './gen/otlp.js';
import { WireReader, WireWriter } from './wire.ts';

const RETRY_INFO = 'type.googleapis.com/google.rpc.RetryInfo';

const DETAILS = 3;

/** With a time to try again there is one detail, a RetryInfo. */
export function encodeRpcStatus({ code, message, retryAfterSeconds }: RpcStatus): Uint8Array {
  const status = google.rpc.Status.encode({ code, message }, new WireWriter()).finish();
  if (retryAfterSeconds === undefined) return status;
  return new WireWriter()
    .raw(status)
    .uint32((DETAILS << 3) | 2)
    .bytes(retryDetail(retryAfterSeconds))
    .finish();
}

/** google.protobuf.Any { type_url = 1, value = 2 } of RetryInfo { retry_delay = 1 } of Duration { seconds = 1 }. */
function retryDetail(seconds: number): Uint8Array {
  const duration = new WireWriter()
    .uint32(1 << 3)
    .int64(BigInt(seconds))
    .finish();
  const retryInfo = new WireWriter()
    .uint32((1 << 3) | 2)
    .bytes(duration)
    .finish();
  const any = new WireWriter().uint32((1 << 3) | 2).string(RETRY_INFO);
  return any
    .uint32((2 << 3) | 2)
    .bytes(retryInfo)
    .finish();
}

/** Without its details. Throws when the bytes are not a google.rpc.Status. */
export function decodeRpcStatus(bytes: Uint8Array): RpcStatus {
  const message = google.rpc.Status.decode(new WireReader(bytes));
  return { code: message.code ?? 0, message: message.message ?? '' };
}
