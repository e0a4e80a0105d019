// One gRPC call: which method, may it, its message, its answer.
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Signal } from '@spanloom/otlp-model';
import { encodeExportResponse } from '@spanloom/otlp-model/protobuf';
import { type MaySend, UNAUTHORIZED } from '../access.ts';
import { PROTOBUF } from '../encoding.ts';
import type { ExportService } from '../export-service.ts';
import type { MemoryBudget } from '../memory-budget.ts';
import { httpStatusOf, type Refusal } from '../refusal.ts';
import type { RequestFacts, RequestLog } from '../request-log.ts';
import { wrongPath } from '../wrong-path.ts';
import { ABORTED, readMessage } from './read-message.ts';
import { codeName, frame, grpcCodeOf, OK, refusalHeaders, RESPONSE_HEADERS } from './wire.ts';

export interface CallDependencies {
  readonly exportService: ExportService;
  readonly requests: RequestLog;
  readonly budget: MemoryBudget;
  /** Bytes of a message before and after inflation. */
  readonly maxBodyBytes: number;
  readonly messageMs: number;
  readonly headerBytes: number;
  readonly maySend: MaySend;
  readonly stopping: () => boolean;
  /** True when the end of calls on this connection was counted already, as a fault of the connection. */
  readonly alreadyTold: (stream: ServerHttp2Stream) => boolean;
}

const COLLECTOR = '/opentelemetry.proto.collector';
const METHODS: Readonly<Record<string, Signal>> = {
  [`${COLLECTOR}.trace.v1.TraceService/Export`]: 'traces',
  [`${COLLECTOR}.metrics.v1.MetricsService/Export`]: 'metrics',
  [`${COLLECTOR}.logs.v1.LogsService/Export`]: 'logs',
  [`${COLLECTOR}.profiles.v1development.ProfilesService/Export`]: 'profiles',
};

export interface CallHeaders {
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

/** Never rejects. */
export async function handleCall(
  stream: ServerHttp2Stream,
  { headers, rawHeaders }: CallHeaders,
  dependencies: CallDependencies,
): Promise<void> {
  const { requests, budget, maxBodyBytes, messageMs, exportService, alreadyTold } = dependencies;
  const facts = factsOf(headers);
  const signal = METHODS[facts.path];
  const early = earlyRefusal({ headers, rawHeaders }, dependencies);
  if (early !== undefined) return refuse(stream, facts, early, requests);
  if (signal === undefined) {
    const message = `There is no method ${facts.path}. ${wrongPath(facts.path)}`;
    return refuse(stream, facts, { reason: 'path', message }, requests);
  }

  const message = await readMessage(stream, {
    gzip: encodingOf(headers) === 'gzip',
    maxBytes: maxBodyBytes,
    budget,
    timeoutMs: messageMs,
  });
  if (!message.ok) {
    if (message.error !== ABORTED) return refuse(stream, facts, message.error, requests);
    if (!alreadyTold(stream)) requests.aborted(facts);
    return;
  }
  let outcome: Awaited<ReturnType<ExportService>>;
  try {
    outcome = await exportService({ signal, encoding: PROTOBUF, protocol: 'grpc', body: message.value.bytes });
  } finally {
    message.value.release();
  }
  if (!outcome.ok) return refuse(stream, facts, outcome.error, requests);
  requests.accepted(facts, codeName(OK), outcome.value.errorMessage);
  respond(stream, encodeExportResponse(outcome.value));
}

/** What can be told without the message. */
function earlyRefusal(
  { headers, rawHeaders }: CallHeaders,
  { stopping, maySend, headerBytes }: CallDependencies,
): Refusal | undefined {
  if (stopping()) return { reason: 'stopping', message: 'The server is stopping. Try again.' };
  if (headerListSize(rawHeaders) > headerBytes) {
    return { reason: 'headers_too_large', message: `The headers are larger than ${headerBytes} bytes.` };
  }
  const contentType = headers['content-type'] ?? '';
  if (!/^application\/grpc(\+proto)?($|;)/i.test(contentType)) {
    return { reason: 'content_type', message: 'This is the port of OTLP/gRPC: Content-Type must be application/grpc.' };
  }
  if (headers[':method'] !== 'POST') return { reason: 'method', message: 'gRPC uses POST.' };
  if (!maySend(headers.authorization)) return { reason: 'unauthorized', message: UNAUTHORIZED };
  const encoding = encodingOf(headers);
  if (encoding === 'identity' || encoding === 'gzip') return undefined;
  return { reason: 'content_encoding', message: `grpc-encoding must be gzip or identity, not "${encoding}".` };
}

/** https://www.rfc-editor.org/rfc/rfc9113.html#name-defined-settings */
function headerListSize(rawHeaders: readonly string[]): number {
  return rawHeaders.reduce((size, part) => size + part.length, rawHeaders.length * 16);
}

function encodingOf(headers: IncomingHttpHeaders): string {
  return one(headers['grpc-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
}

function factsOf(headers: IncomingHttpHeaders): RequestFacts {
  return {
    method: headers[':method'] ?? '',
    path: headers[':path'] ?? '',
    userAgent: headers['user-agent'] ?? '',
  };
}

/** A header that came several times comes as a list. */
function one(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(',');
}

function respond(stream: ServerHttp2Stream, message: Uint8Array): void {
  // The spans are stored; that their sender is gone by now changes nothing.
  if (stream.destroyed || stream.closed) return;
  stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(frame(message));
}

/** Callers that do not speak gRPC get an HTTP status, as the protocol wants it; all others a gRPC status. */
function refuse(stream: ServerHttp2Stream, facts: RequestFacts, refusal: Refusal, requests: RequestLog): void {
  const plain = refusal.reason === 'content_type' || refusal.reason === 'method';
  requests.refused(facts, refusal, plain ? String(httpStatusOf(refusal)) : codeName(grpcCodeOf(refusal)));
  if (stream.destroyed || stream.closed) return;
  if (plain) {
    stream.respond({
      [constants.HTTP2_HEADER_STATUS]: httpStatusOf(refusal),
      [constants.HTTP2_HEADER_CONTENT_TYPE]: 'text/plain; charset=utf-8',
    });
    stream.end(`${refusal.message}\n`);
  } else {
    stream.respond(refusalHeaders(refusal), { endStream: true });
  }
  discardRest(stream);
}

/** A sender that is still sending hears that nobody reads on. */
function discardRest(stream: ServerHttp2Stream): void {
  if (stream.readableEnded) return;
  stream.resume();
  stream.close(constants.NGHTTP2_NO_ERROR);
}
