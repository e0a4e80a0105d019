// The first bytes on a connection of the gRPC port: HTTP/2 is let in; who speaks something else is told what to change.
import type { Socket } from 'node:net';
import { HTTP2_PREFACE, http1Request, spoken } from '../first-bytes.ts';
import { httpStatusOf, type Refusal } from '../refusal.ts';
import { type RequestLog, UNKNOWN_REQUEST } from '../request-log.ts';

export interface Greeting {
  readonly requests: RequestLog;
  readonly timeoutMs: number;
  /** The preface has come, and stands in the socket's buffer. */
  readonly onHttp2: () => void;
}

const TEXTS = {
  tls: 'This port speaks plain text, no TLS: use http:// in the endpoint, or mark the exporter as insecure.',
  http1: 'This is the port of OTLP/gRPC; OTLP/HTTP has a port of its own, 4318 unless it was set otherwise.',
  other: 'This is no gRPC.',
} as const;

export function greet(socket: Socket, { requests, timeoutMs, onHttp2 }: Greeting): void {
  let seen = Buffer.alloc(0);
  const timeout = setTimeout(() => {
    const quiet = seen.length === 0;
    refuse({ reason: 'half_sent', message: quiet ? 'nothing came' : 'the beginning of HTTP/2 took too long' }, '');
  }, timeoutMs);

  const onData = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const start = seen.subarray(0, HTTP2_PREFACE.length).toString('latin1');
    if (start === HTTP2_PREFACE) {
      stopListening();
      socket.pause();
      socket.unshift(seen);
      onHttp2();
    } else if (!HTTP2_PREFACE.startsWith(start)) {
      refuseLanguage();
    }
  };

  function refuseLanguage(): void {
    const language = spoken(seen);
    if (language === 'tls') return refuse({ reason: 'tls', message: TEXTS.tls }, '');
    if (language !== 'http1') return refuse({ reason: 'bad_request', message: TEXTS.other }, '');
    const refusal: Refusal = { reason: 'wrong_protocol', message: TEXTS.http1 };
    const body = `${refusal.message}\n`;
    const head = ['HTTP/1.1 400 Bad Request', 'Connection: close', 'Content-Type: text/plain; charset=utf-8'];
    refuse(refusal, `${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  function refuse(refusal: Refusal, answer: string): void {
    stopListening();
    const facts = refusal.reason === 'wrong_protocol' ? http1Request(seen) : UNKNOWN_REQUEST;
    requests.refused(facts, refusal, answer === '' ? '' : String(httpStatusOf(refusal)));
    socket.on('error', ignoreAfterRefusal);
    socket.end(answer, () => socket.destroy());
  }

  /** Gone before the preface was whole. A connection that was only tried out (a port check) is nothing to tell. */
  const onClose = (): void => {
    stopListening();
    if (seen.length > 0) requests.aborted(UNKNOWN_REQUEST);
  };
  const onError = (): void => {
    // 'close' follows.
  };

  function stopListening(): void {
    clearTimeout(timeout);
    socket.off('data', onData);
    socket.off('end', onEnd);
    socket.off('close', onClose);
    socket.off('error', onError);
  }
  const onEnd = (): void => void socket.end();

  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  socket.on('error', onError);
}

function ignoreAfterRefusal(): void {
  // It has been counted; that the other end breaks off now says nothing new.
}
