// What goes wrong on a connection before, or beside, a request that the app sees: garbage, another protocol, a request
// that never becomes whole. Each is answered where somebody may still read it, and counted once.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { spoken } from '../first-bytes.ts';
import { httpStatusOf, jsonOf, type Refusal } from '../refusal.ts';
import { type RequestFacts, type RequestLog, UNKNOWN_REQUEST } from '../request-log.ts';
import type { Cors } from './cors.ts';
import { rawOrigin } from './raw-origin.ts';

export interface ConnectionFaults {
  /** To be told of every request, before the app is. */
  began(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** True when a fault that ended this request was counted. */
  alreadyTold(incoming: IncomingMessage): boolean;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

const TEXTS = {
  tls: 'This port speaks plain HTTP: use http:// in the endpoint.',
  http2: 'This is the port of OTLP/HTTP; gRPC has a port of its own, 4317 unless it was set otherwise.',
} as const;

export function watchConnections(server: Server, requests: RequestLog, cors: Cors): ConnectionFaults {
  const latest = new WeakMap<Duplex, Exchange>();
  const told = new WeakSet<Duplex>();

  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    const exchange = latest.get(socket);
    const inBody = exchange !== undefined && !exchange.incoming.complete;
    if (isGone(error.code)) {
      // In a body the reader of the body counts it. An idle connection may close; half a head is a request cut off.
      const halfHead = error.code === 'HPE_INVALID_EOF_STATE' || (exchange === undefined && bytesRead(socket) > 0);
      if (!inBody && halfHead) requests.aborted(UNKNOWN_REQUEST);
      socket.destroy();
      return;
    }
    if (told.has(socket)) return;
    told.add(socket);
    const refusal = refusalOf(error);
    const finish = (): void => {
      const broken = inBody && exchange.outgoing.headersSent;
      const facts = inBody ? factsOf(exchange.incoming) : UNKNOWN_REQUEST;
      requests.refused(facts, refusal, broken ? '' : String(httpStatusOf(refusal)));
      const origin = inBody ? exchange.incoming.headers.origin : rawOrigin(error.rawPacket);
      if (broken || !socket.writable) socket.destroy();
      else socket.end(rawAnswer(refusal, cors.headers(origin)), () => socket.destroy());
    };
    // Garbage behind a good request must not cost that one its answer.
    const answering = exchange !== undefined && !inBody && !exchange.outgoing.writableFinished;
    if (answering) exchange.outgoing.once('close', finish);
    else finish();
  });

  server.on('drop', () => {
    requests.refused(UNKNOWN_REQUEST, { reason: 'connections', message: 'too many connections at once' }, '');
  });

  server.on('checkExpectation', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const message = 'The only expectation that is understood is 100-continue.';
    requests.refused(factsOf(incoming), { reason: 'bad_request', message }, '417');
    const body = jsonOf({ reason: 'bad_request', message });
    outgoing.writeHead(417, {
      ...cors.headers(incoming.headers.origin),
      Connection: 'close',
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    });
    outgoing.end(body);
  });

  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    const refusal: Refusal = { reason: 'method', message: 'CONNECT is not understood here; OTLP uses POST.' };
    requests.refused(factsOf(incoming), refusal, String(httpStatusOf(refusal)));
    socket.end(rawAnswer(refusal, cors.headers(incoming.headers.origin)));
  });

  return {
    began: (incoming, outgoing) => void latest.set(incoming.socket, { incoming, outgoing }),
    alreadyTold: (incoming) => told.has(incoming.socket),
  };
}

/** The sender's end of the connection closed or broke. */
function isGone(code: string | undefined): boolean {
  return code === 'HPE_INVALID_EOF_STATE' || !(code?.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT');
}

function bytesRead(socket: Duplex): number {
  return 'bytesRead' in socket && typeof socket.bytesRead === 'number' ? socket.bytesRead : 0;
}

function refusalOf(error: NodeJS.ErrnoException & { rawPacket?: Buffer }): Refusal {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { reason: 'half_sent', message: 'The request took too long to arrive.' };
  }
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return { reason: 'headers_too_large', message: 'The headers are too large.' };
  }
  const language = error.rawPacket === undefined ? 'other' : spoken(error.rawPacket);
  if (language === 'tls') return { reason: 'tls', message: TEXTS.tls };
  if (language === 'http2') return { reason: 'wrong_protocol', message: TEXTS.http2 };
  return { reason: 'bad_request', message: `This is no HTTP request: ${error.message}.` };
}

function factsOf(incoming: IncomingMessage): RequestFacts {
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, userAgent: headers['user-agent'] ?? '' };
}

function rawAnswer(refusal: Refusal, headers: Readonly<Record<string, string>>): string {
  const body = jsonOf(refusal);
  const status = httpStatusOf(refusal);
  const head = [
    `HTTP/1.1 ${status} ${REASON_PHRASES[status] ?? 'Error'}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

const REASON_PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
