// The OTLP/HTTP port over real sockets, in front of a memory store.
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { RpcStatus, Span } from '@spanloom/otlp-model';
import { encodeExportRequest as encodeJson } from '@spanloom/otlp-model/json';
import { decodeRpcStatus, encodeExportRequest } from '@spanloom/otlp-model/protobuf';
import { createTraceConsumer } from '../../src/pipeline/trace-consumer.ts';
import { type OtlpHttpLimits, startOtlpHttp } from '../../src/receivers/otlp-http/server.ts';
import type { Receiver } from '../../src/receivers/receiver.ts';
import { DEFAULT_SCOPE } from '../../src/storage/default-scope.ts';
import { createMemoryColors } from '../../src/storage/memory/memory-colors.ts';
import { createMemoryStore } from '../../src/storage/memory/memory-store.ts';
import type { AppendResult, SpanBatch, StoreScope } from '../../src/storage/trace-store.ts';
import type { IngestMeter } from '../../src/telemetry/ingest-meter.ts';
import type { KnockLog } from '../../src/telemetry/knock-log.ts';
import { SILENT } from './in-process.ts';
import { receiverParts } from './receivers.ts';
import { resourceOf, resourceSpansOf, spanIdOf, spanOf, T0 } from './spans.ts';

export const MAX_BODY = 100_000;

interface Running {
  readonly receiver: Receiver;
  readonly port: number;
  readonly meter: IngestMeter;
  readonly knocks: KnockLog;
  stored(): number;
}

const running: Receiver[] = [];

/** For afterEach. */
export async function stopHttpReceivers(): Promise<void> {
  await Promise.all(running.splice(0).map((receiver) => receiver.stop(0)));
}

interface Options {
  readonly maxBodiesInMemory?: number;
  readonly token?: string;
  readonly limits?: OtlpHttpLimits;
  readonly append?: (scope: StoreScope, batch: SpanBatch) => Promise<AppendResult>;
}

export async function startHttpReceiver(options: Options = {}): Promise<Running> {
  const store = createMemoryStore();
  const writer = {
    append: options.append ?? store.append.bind(store),
    deleteTrace: store.deleteTrace.bind(store),
    deleteService: store.deleteService.bind(store),
    deleteAll: store.deleteAll.bind(store),
    close: store.close.bind(store),
  };
  const colors = createMemoryColors();
  const { http, meter, knocks } = receiverParts({
    consumer: (parts) =>
      createTraceConsumer({
        ...parts,
        writer,
        scope: DEFAULT_SCOPE,
        colors,
        now: () => T0,
        clock: () => performance.now(),
        logger: SILENT,
      }),
    maxBodyBytes: MAX_BODY,
    maxBytesInMemory: options.maxBodiesInMemory,
    token: options.token,
    corsOrigins: ['https://app.example.org'],
  });
  const receiver = await startOtlpHttp(http, { host: '127.0.0.1', port: 0 }, options.limits);
  running.push(receiver);
  return { receiver, port: receiver.listener.port, meter, knocks, stored: () => store.stats(DEFAULT_SCOPE).spans };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Post {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Sent chunk by chunk, without a Content-Length. */
  readonly chunks?: readonly Uint8Array[];
}

export async function send(
  port: number,
  { path = '/v1/traces', method = 'POST', headers = {}, chunks = [] }: Post,
): Promise<Answer> {
  const outgoing = request({ port, host: '127.0.0.1', path, method, headers });
  for (const chunk of chunks) outgoing.write(chunk);
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) };
}

export const PROTOBUF = { 'Content-Type': 'application/x-protobuf' };
export const JSON_TYPE = { 'Content-Type': 'application/json' };

export function spans(count: number, first = 1): Span[] {
  return Array.from({ length: count }, (_, i) => spanOf({ spanId: spanIdOf(first + i), name: `span ${first + i}` }));
}

export const protobufOf = (of: readonly Span[]): Uint8Array =>
  encodeExportRequest([resourceSpansOf(resourceOf('shop'), of)]);
export const jsonOf = (of: readonly Span[]): Buffer =>
  Buffer.from(encodeJson([resourceSpansOf(resourceOf('shop'), of)]));

export function statusOf(answer: Answer): RpcStatus {
  return answer.headers['content-type'] === 'application/x-protobuf'
    ? decodeRpcStatus(answer.body)
    : (JSON.parse(answer.body.toString()) as RpcStatus);
}

/** Writes raw bytes on a socket; resolves with the socket once they are out. */
export async function rawSocket(port: number, text: string | Buffer) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  await new Promise<void>((resolve) => socket.write(text, () => resolve()));
  return socket;
}
