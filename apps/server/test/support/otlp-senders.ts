// Sends OTLP in each of its protocols, and says what became of a request.
import { Client, credentials, type Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { ResourceSpans } from '@spanloom/otlp-model';
import { encodeExportRequest as encodeJson } from '@spanloom/otlp-model/json';
import { encodeExportRequest as encodeProtobuf } from '@spanloom/otlp-model/protobuf';

export const PROTOCOLS = ['http/protobuf', 'http/json', 'grpc'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** stored: acknowledged. retry: try again, and `after` seconds if it says so. gone: no whole answer came. */
export type Answer =
  | { readonly kind: 'stored' }
  | { readonly kind: 'retry'; readonly after: number | undefined; readonly message: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'gone' };

export interface OtlpSender {
  send(request: readonly ResourceSpans[]): Promise<Answer>;
  close(): void;
}

export interface OtlpPlaces {
  readonly otlpHttp: string;
  /** host:port */
  readonly otlpGrpc: string;
}

export function createSender(protocol: Protocol, { otlpHttp, otlpGrpc }: OtlpPlaces): OtlpSender {
  switch (protocol) {
    case 'http/protobuf':
      return httpSender(otlpHttp, 'application/x-protobuf', encodeProtobuf);
    case 'http/json':
      return httpSender(otlpHttp, 'application/json', encodeJson);
    case 'grpc':
      return grpcSender(otlpGrpc);
  }
}

function httpSender(
  url: string,
  contentType: string,
  encode: (request: readonly ResourceSpans[]) => string | Uint8Array,
): OtlpSender {
  return {
    async send(request) {
      const encoded = encode(request);
      const body = typeof encoded === 'string' ? encoded : new Uint8Array(encoded);
      try {
        const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': contentType }, body });
        const message = await response.text();
        if (response.status === 200) return { kind: 'stored' };
        const { status } = response;
        if (status !== 429 && status !== 503) return { kind: 'refused', status, message };
        const after = response.headers.get('retry-after');
        return { kind: 'retry', after: after === null ? undefined : Number(after), message };
      } catch (error) {
        // fetch tells of a broken connection so; anything else is a mistake of ours.
        if (error instanceof TypeError) return { kind: 'gone' };
        throw error;
      }
    },
    close: () => undefined,
  };
}

function grpcSender(address: string): OtlpSender {
  const client = new Client(address, credentials.createInsecure());
  const identity = (bytes: Buffer): Buffer => bytes;
  return {
    send: (request) =>
      new Promise((resolve) => {
        client.makeUnaryRequest(
          '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
          identity,
          identity,
          Buffer.from(encodeProtobuf(request)),
          (error: ServiceError | null) => resolve(error === null ? { kind: 'stored' } : failure(error)),
        );
      }),
    close: () => client.close(),
  };
}

function failure(error: ServiceError): Answer {
  if (error.code !== status.UNAVAILABLE) return { kind: 'refused', status: error.code, message: error.details };
  // What the library says of its own when the connection is lost has no trailers of the server's.
  if (!isFromServer(error.metadata)) return { kind: 'gone' };
  return { kind: 'retry', after: retryDelay(error.metadata), message: error.details };
}

function isFromServer(metadata: Metadata | undefined): boolean {
  return metadata !== undefined && Object.keys(metadata.getMap()).length > 0;
}

/** Seconds of google.rpc.RetryInfo in the status details; undefined without one. */
function retryDelay(metadata: Metadata): number | undefined {
  const [details] = metadata.get('grpc-status-details-bin');
  if (!Buffer.isBuffer(details)) return undefined;
  const name = 'type.googleapis.com/google.rpc.RetryInfo';
  const at = details.indexOf(name);
  if (at === -1) return undefined;
  // value of the Any: RetryInfo { retry_delay = 1: Duration { seconds = 1 } }, small enough for one byte each.
  const [valueTag, , delayTag, , secondsTag, seconds] = details.subarray(at + name.length);
  return valueTag === 0x12 && delayTag === 0x0a && secondsTag === 0x08 ? seconds : undefined;
}
