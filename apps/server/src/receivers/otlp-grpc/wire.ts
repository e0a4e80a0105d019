// How gRPC frames messages and tells statuses over HTTP/2.
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import { constants, type OutgoingHttpHeaders } from 'node:http2';
import { encodeRpcStatus } from '@spanloom/otlp-model/protobuf';
import { type Refusal, rpcStatusOf } from '../refusal.ts';
import { mayTryAgain } from '../../telemetry/refusal-reasons.ts';

/** One byte "compressed or not", four bytes of length. */
export const PREFIX_BYTES = 5;

export const OK = 0;
const UNIMPLEMENTED = 12;

/** The codes that we answer with. https://grpc.io/docs/guides/status-codes/ */
const CODE_NAMES: Readonly<Record<number, string>> = {
  [OK]: 'OK',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  8: 'RESOURCE_EXHAUSTED',
  [UNIMPLEMENTED]: 'UNIMPLEMENTED',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
};

export function codeName(code: number): string {
  return CODE_NAMES[code] ?? String(code);
}

export const RESPONSE_HEADERS: OutgoingHttpHeaders = {
  [constants.HTTP2_HEADER_STATUS]: 200,
  [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
  'grpc-accept-encoding': 'identity,gzip',
};

export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  framed.writeUInt8(0, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, PREFIX_BYTES);
  return framed;
}

export function grpcCodeOf(refusal: Refusal): number {
  // A wrong path is a method that does not exist, and for those gRPC has its own code.
  return refusal.reason === 'path' ? UNIMPLEMENTED : rpcStatusOf(refusal).code;
}

/** A whole answer without a message. What may be tried again says when, in google.rpc.RetryInfo. */
export function refusalHeaders(refusal: Refusal): OutgoingHttpHeaders {
  const code = grpcCodeOf(refusal);
  const details = { ...rpcStatusOf(refusal), code };
  return {
    ...RESPONSE_HEADERS,
    'grpc-status': String(code),
    'grpc-message': percentEncode(refusal.message),
    ...(mayTryAgain(refusal.reason)
      ? { 'grpc-status-details-bin': Buffer.from(encodeRpcStatus(details)).toString('base64') }
      : {}),
  };
}

/** All but printable ASCII, and the percent sign itself. */
function percentEncode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}
