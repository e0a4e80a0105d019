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
  /** Milliseconds; never goes back. */
  readonly clock: () => number;
}

const COLLECTOR = '/opentelemetry.proto.collector';
const METHODS: Readonly<Record<string, Signal>> = {
  [`${COLLECTOR}.trace.v1.TraceService/Export`]: 'traces',
  [`${COLLECTOR}.metrics.v1.MetricsService/Export`]: 'metrics',
  [`${COLLECTOR}.logs.v1.LogsService/Export`]: 'logs',
  [`${COLLECTOR}.profiles.v1development.ProfilesService/Export`]: 'profiles',
};

const BROKEN_FRAMES: Refusal = {
  reason: 'bad_request',
  message: 'broken HTTP/2: frames came within the call that are not allowed there.',
};

interface CallHeaders {
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

/** Why a message never became whole: by its sender, by bad frames of the call, or with a connection that was told of. */
export type CutOff = 'sender' | 'frames' | 'connection';

export interface Call extends CallHeaders {
  readonly stream: ServerHttp2Stream;
  readonly cutOff: () => Promise<CutOff>;
  /** Runs once, when all of the answer has been handed to the socket. */
  readonly afterAnswer: (run: () => void) => void;
}

/** Never rejects. */
export async function handleCall(call: Call, dependencies: CallDependencies): Promise<void> {
  const { stream, headers } = call;
  const { requests, budget, maxBodyBytes, messageMs, exportService, clock } = dependencies;
  const facts = factsOf(headers);
  const signal = METHODS[facts.path];
  const early = earlyRefusal(call, dependencies);
  if (early !== undefined) return refuse(call, facts, early, requests);
  if (signal === undefined) {
    const message = `There is no method ${facts.path}. ${wrongPath(facts.path)}`;
    return refuse(call, facts, { reason: 'path', message }, requests);
  }

  const arrived = clock();
  const message = await readMessage(stream, {
    gzip: encodingOf(headers) === 'gzip',
    maxBytes: maxBodyBytes,
    budget,
    timeoutMs: messageMs,
  });
  if (!message.ok) {
    if (message.error !== ABORTED) return refuse(call, facts, message.error, requests);
    const cutOff = await call.cutOff();
    if (cutOff === 'sender') requests.aborted(facts);
    if (cutOff === 'frames') requests.refused(facts, BROKEN_FRAMES, '');
    return;
  }
  let outcome: Awaited<ReturnType<ExportService>>;
  try {
    const { bytes, gzipBytes } = message.value;
    outcome = await exportService({ signal, encoding: PROTOBUF, protocol: 'grpc', body: bytes, gzipBytes, arrived });
  } finally {
    message.value.release();
  }
  if (!outcome.ok) return refuse(call, facts, outcome.error, requests);
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
function refuse(call: Call, facts: RequestFacts, refusal: Refusal, requests: RequestLog): void {
  const { stream } = call;
  const plain = refusal.reason === 'content_type' || refusal.reason === 'method';
  requests.refused(facts, refusal, plain ? String(httpStatusOf(refusal)) : codeName(grpcCodeOf(refusal)));
  if (stream.destroyed || stream.closed) return;
  discardRest(call);
  if (plain) {
    stream.respond({
      [constants.HTTP2_HEADER_STATUS]: httpStatusOf(refusal),
      [constants.HTTP2_HEADER_CONTENT_TYPE]: 'text/plain; charset=utf-8',
    });
    stream.end(`${refusal.message}\n`);
  } else {
    stream.respond(refusalHeaders(refusal), { endStream: true });
  }
}

/** A sender that is still sending hears that nobody reads on; not before the answer, which a reset would take back. */
function discardRest({ stream, afterAnswer }: Call): void {
  if (stream.readableEnded) return;
  stream.resume();
  afterAnswer(() => {
    if (!stream.destroyed && !stream.closed) stream.close(constants.NGHTTP2_NO_ERROR);
  });
}
