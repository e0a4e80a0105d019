// One bad input: what is sent, what must come back, what must be counted.
import { gzipSync } from 'node:zlib';
import { traceIdOf } from '../support/spans.ts';
import { field } from '../support/wire.ts';

/** Bytes on a connection of the OTLP/HTTP or OTLP/gRPC port. Functions: large bytes are made when they are needed. */
export interface RawInput {
  readonly kind: 'http' | 'grpc-port';
  readonly bytes: () => Buffer;
  /** What the sender does after: wait for the end, close its side, or break off. */
  readonly after: 'wait' | 'end' | 'reset';
}

/** A gRPC call made by an HTTP/2 client. */
export interface CallInput {
  readonly kind: 'call';
  readonly headers: Readonly<Record<string, string>>;
  readonly data: () => Buffer;
  readonly after: 'end' | 'cancel' | 'destroy';
}

export interface Answer {
  /** Of HTTP, or the number of a gRPC status. */
  readonly status: number;
  /** The whole message; a pattern where an engine's own words are in it. '' = full success. */
  readonly message: string | RegExp;
  /** Of the answer. */
  readonly type: 'application/json' | 'application/x-protobuf' | 'application/grpc' | 'text/plain; charset=utf-8' | '';
}

export interface Row {
  readonly name: string;
  readonly send: RawInput | CallInput;
  /** 'cut': the connection, or the call, ends without an answer; 'reset N': the server resets the stream with this code. */
  readonly answer: Answer | 'cut' | `reset ${number}`;
  /** The one counter that moves, and by how much (1 unless said); none for what is taken whole. */
  readonly counts?: string;
  readonly by?: number;
  /** A second counter that moves with it, by what the network makes of a flood. */
  readonly alsoCounts?: { readonly counter: string; readonly atLeast: number; readonly atMost: number };
  /** What must be stored of it in the end. */
  readonly stored?: { readonly traceId: string; readonly spans: number };
}

const JSON_TYPE = 'application/json';
export const PROTOBUF_TYPE = 'application/x-protobuf';

export interface Post {
  readonly type?: string;
  readonly method?: string;
  readonly path?: string;
  readonly gzip?: boolean;
  readonly headers?: readonly string[];
  readonly chunked?: boolean;
}

/** A whole HTTP request, after whose answer the server closes. */
export function post(body: Buffer | string | (() => Buffer), options: Post = {}): RawInput {
  const {
    type = JSON_TYPE,
    method = 'POST',
    path = '/v1/traces',
    gzip = false,
    headers = [],
    chunked = false,
  } = options;
  return {
    kind: 'http',
    after: 'wait',
    bytes: () => {
      const plain = typeof body === 'function' ? body() : Buffer.from(body);
      const sent = gzip ? gzipSync(plain) : plain;
      const head = [
        `${method} ${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        'Connection: close',
        ...(type === '' ? [] : [`Content-Type: ${type}`]),
        ...(gzip ? ['Content-Encoding: gzip'] : []),
        chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${sent.length}`,
        ...headers,
      ];
      const framed = chunked
        ? [Buffer.from(`${sent.length.toString(16)}\r\n`), sent, Buffer.from('\r\n0\r\n\r\n')]
        : [sent];
      return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), ...framed]);
    },
  };
}

export function postProtobuf(body: Buffer | (() => Buffer), options: Post = {}): RawInput {
  return post(body, { type: PROTOBUF_TYPE, ...options });
}

export function raw(text: string | Buffer, after: RawInput['after'] = 'wait'): RawInput {
  return { kind: 'http', bytes: () => Buffer.from(text), after };
}

export const jsonAnswer = (status: number, message: string | RegExp): Answer => ({ status, message, type: JSON_TYPE });
export const protobufAnswer = (status: number, message: string | RegExp): Answer => ({
  status,
  message,
  type: PROTOBUF_TYPE,
});

/** Trace ids of rows, far from those of the good spans sent between them. */
export function badTrace(n: number): string {
  return traceIdOf(0xbad0000 + n);
}

export const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** A Span in protobuf, with good ids unless others are given. */
export function spanBytes(traceId: string, spanId: string, ...more: readonly Buffer[]): Buffer {
  return Buffer.concat([field(1, hex(traceId)), field(2, hex(spanId)), ...more]);
}

export function requestBytes(...spans: readonly Buffer[]): Buffer {
  return field(1, field(2, ...spans.map((span) => field(2, span))));
}

/** A Span in JSON. */
export function spanJson(traceId: string, spanId: string, more = ''): string {
  return `{"traceId":"${traceId}","spanId":"${spanId}"${more === '' ? '' : `,${more}`}}`;
}

export function requestJson(...spans: readonly string[]): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(',')}]}]}]}`;
}

export const SPAN = '00000000000000aa';
export const OTHER_SPAN = '00000000000000bb';

export const REJECTED = 'rejected traces';
export const refused = (receiver: 'otlp-http' | 'otlp-grpc', reason: string): string => `refused ${receiver} ${reason}`;
export const aborted = (receiver: 'otlp-http' | 'otlp-grpc'): string => `aborted ${receiver}`;
