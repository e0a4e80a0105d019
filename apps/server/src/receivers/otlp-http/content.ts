// The two encodings of OTLP/HTTP, chosen by Content-Type and answered in kind.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
import type { DecodedTraces, DecodeError, ExportResponse, Result, RpcStatus } from '@spanloom/otlp-model';
import * as json from '@spanloom/otlp-model/json';
import * as protobuf from '@spanloom/otlp-model/protobuf';

export interface Encoding {
  readonly contentType: string;
  decodeRequest(body: Uint8Array): Result<DecodedTraces, DecodeError>;
  encodeResponse(response: ExportResponse): string | Uint8Array;
  encodeStatus(status: RpcStatus): string | Uint8Array;
}

const PROTOBUF: Encoding = {
  contentType: 'application/x-protobuf',
  decodeRequest: (body) => protobuf.decodeExportRequest(body),
  encodeResponse: protobuf.encodeExportResponse,
  encodeStatus: protobuf.encodeRpcStatus,
};

/** Also what errors are told in when the request's own encoding is not known. */
export const JSON_ENCODING: Encoding = {
  contentType: 'application/json',
  decodeRequest: (body) => json.decodeExportRequest(body),
  encodeResponse: json.encodeExportResponse,
  encodeStatus: json.encodeRpcStatus,
};

/** By media type, in any case and with any parameters; undefined for a type that OTLP does not know. */
export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase();
  return [PROTOBUF, JSON_ENCODING].find((encoding) => encoding.contentType === mediaType);
}
