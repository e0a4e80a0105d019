// The two encodings of OTLP/HTTP, chosen by Content-Type and answered in kind; gRPC speaks the first of them.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
import type {
  DecodedTraces,
  DecodeError,
  ExportResponse,
  OtherSignal,
  Result,
  RpcStatus,
  Signal,
} from '@spanloom/otlp-model';
import * as json from '@spanloom/otlp-model/json';
import * as protobuf from '@spanloom/otlp-model/protobuf';
import type { Protocol } from '../threads/messages.ts';

export interface Encoding {
  readonly contentType: string;
  /** Of a request over HTTP in this encoding. */
  readonly protocol: Protocol;
  decodeTraces(body: Uint8Array): Result<DecodedTraces, DecodeError>;
  /** Data points, log records or profiles. */
  countItems(signal: OtherSignal, body: Uint8Array): Result<number, DecodeError>;
  encodeResponse(response: ExportResponse, signal: Signal): string | Uint8Array;
  encodeStatus(status: RpcStatus): string | Uint8Array;
}

export const PROTOBUF: Encoding = {
  contentType: 'application/x-protobuf',
  protocol: 'http/protobuf',
  decodeTraces: (body) => protobuf.decodeExportRequest(body),
  countItems: (signal, body) => protobuf.countItems(signal, body),
  encodeResponse: protobuf.encodeExportResponse,
  encodeStatus: protobuf.encodeRpcStatus,
};

/** Also what errors are told in when the request's own encoding is not known. */
export const JSON_ENCODING: Encoding = {
  contentType: 'application/json',
  protocol: 'http/json',
  decodeTraces: (body) => json.decodeExportRequest(body),
  countItems: (signal, body) => json.countItems(signal, body),
  encodeResponse: json.encodeExportResponse,
  encodeStatus: json.encodeRpcStatus,
};

/** By media type, in any case and with any parameters; undefined for a type that OTLP does not know. */
export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase();
  return [PROTOBUF, JSON_ENCODING].find((encoding) => encoding.contentType === mediaType);
}
