// One HTTP/2 connection: its calls are handed on, and what goes wrong beside them is counted, each fault once.
import { constants, performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { Refusal } from '../refusal.ts';
import { type RequestLog, UNKNOWN_REQUEST } from '../request-log.ts';
import type { Call, CutOff } from './call.ts';
import { watchFrames } from './frame-watch.ts';
import { watchedSocket } from './watched-socket.ts';

export interface ConnectionDependencies {
  readonly requests: RequestLog;
  readonly callsAtOnce: number;
  readonly idleMs: number;
  readonly stopping: () => boolean;
  readonly onCall: (call: Call) => void;
  readonly onClosed: (connection: Connection) => void;
}

/**
 * What node takes in before it resets a stream by itself. Above ours, so that the calls of senders that overdo it are
 * answered; still so little that headers cannot fill the memory.
 */
const NODE_HEADER_BYTES = 64 * 1024;
const NODE_HEADERS = 2000;

/**
 * What may be sent before we have said that there is room for more. It is taken in at once, and the memory budget decides;
 * HTTP/2's own 64 KB would cost a write to the socket for every 32 KB.
 */
const CALL_WINDOW_BYTES = 1024 * 1024;
const CONNECTION_WINDOW_BYTES = 4 * CALL_WINDOW_BYTES;

export interface Connection {
  /** In good order: the client is told to open no more calls; those that are under way go on. */
  finish(): void;
  destroy(): void;
}

export function openConnection(socket: Socket, dependencies: ConnectionDependencies): Connection {
  const { requests, callsAtOnce, idleMs, stopping, onCall, onClosed } = dependencies;
  const watch = watchFrames((code) => {
    requests.refused(UNKNOWN_REQUEST, refusalOf(code, callsAtOnce), codeNameOf(code));
  });
  const session = performServerHandshake(watchedSocket(socket, watch), {
    settings: {
      maxConcurrentStreams: callsAtOnce,
      maxHeaderListSize: NODE_HEADER_BYTES,
      initialWindowSize: CALL_WINDOW_BYTES,
    },
    maxHeaderListPairs: NODE_HEADERS,
  });
  session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
  let broken = false;
  let finishing = false;
  let calls = 0;
  const closed = new Promise<void>((resolve) => {
    session.once('close', () => {
      if (!broken && !stopping()) countHalfSent();
      resolve();
      onClosed(connection);
    });
  });

  session.setTimeout(idleMs, () => connection.finish());
  session.on('error', (error) => {
    // The client's end broke: its calls, if any, count as aborted.
    if (isConnectionLoss(error)) return;
    broken = true;
    requests.refused(UNKNOWN_REQUEST, { reason: 'bad_request', message: `broken HTTP/2: ${error.message}` }, '');
  });
  session.on('stream', (stream: ServerHttp2Stream, headers, _flags, rawHeaders: string[]) => {
    const { id } = stream;
    if (id === undefined) return;
    watch.announced(id);
    const afterAnswer = (run: () => void): void => watch.afterAnswer(id, run);
    onCall({ stream, headers, rawHeaders, cutOff: whoCutOff(stream, id), afterAnswer });
  });

  function whoCutOff(stream: ServerHttp2Stream, id: number): () => Promise<CutOff> {
    calls++;
    let resetBySender = false;
    stream.once('close', () => {
      resetBySender = watch.wasResetBySender(id);
      watch.forget(id);
      calls--;
      giveUpHalfSent();
    });
    return async () => {
      if (resetBySender || watch.wasResetBySender(id)) return 'sender';
      if (session.destroyed) {
        // Its error, if it has one, is told with its end.
        await closed;
        return broken ? 'connection' : 'sender';
      }
      return watch.hasLeft() ? 'sender' : 'frames';
    };
  }

  function countHalfSent(): void {
    for (let left = watch.halfSent(); left > 0; left--) {
      if (watch.hasLeft()) requests.aborted(UNKNOWN_REQUEST);
      else requests.refused(UNKNOWN_REQUEST, { reason: 'half_sent', message: 'The call took too long to arrive.' }, '');
    }
  }

  /** node:http2 takes headers that never become whole for a call, and would wait for them. */
  function giveUpHalfSent(): void {
    if (!finishing || calls > 0 || watch.halfSent() === 0) return;
    session.destroy();
    socket.destroySoon();
  }

  const connection: Connection = {
    finish() {
      finishing = true;
      session.close();
      giveUpHalfSent();
    },
    destroy: () => session.destroy(),
  };
  return connection;
}

function refusalOf(code: number, callsAtOnce: number): Refusal {
  switch (code) {
    case constants.NGHTTP2_REFUSED_STREAM:
      return { reason: 'busy', message: `More than ${callsAtOnce} calls at once on one connection. Try again.` };
    case constants.NGHTTP2_ENHANCE_YOUR_CALM:
      return {
        reason: 'headers_too_large',
        message: `The headers are larger than ${NODE_HEADER_BYTES} bytes, or more than ${NODE_HEADERS}.`,
      };
    default:
      return {
        reason: 'bad_request',
        message: 'broken HTTP/2: the headers of a call are missing, doubled or not allowed.',
      };
  }
}

/** As HTTP/2 names it. */
function codeNameOf(code: number): string {
  switch (code) {
    case constants.NGHTTP2_PROTOCOL_ERROR:
      return 'PROTOCOL_ERROR';
    case constants.NGHTTP2_REFUSED_STREAM:
      return 'REFUSED_STREAM';
    case constants.NGHTTP2_ENHANCE_YOUR_CALM:
      return 'ENHANCE_YOUR_CALM';
    default:
      return `RST_STREAM ${code}`;
  }
}

function isConnectionLoss(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.code === 'ETIMEDOUT');
}
