// The shares worker's side of its messages.
import type { MessagePort } from 'node:worker_threads';
import { err, ok } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { ShareStore } from '../storage/share-store.ts';
import { NotStoredError } from '../storage/trace-store.ts';
import type { AskShares, FromShares, QueryFailure, ShareAnswers, ShareRequest, ToShares } from './messages.ts';

/** Answers in the thread that owns the store. */
export function createShareAnswers(store: ShareStore): AskShares {
  function answer(request: ShareRequest): ShareAnswers[ShareRequest['kind']] {
    switch (request.kind) {
      case 'add':
        return store.add(request.share);
      case 'find':
        return store.find(request.tokenHash, request.now);
      case 'list':
        return store.list(request.now);
      case 'end':
        return store.end(request.id, request.now);
      case 'end-by-key':
        return store.endByKey(request, request.now);
      case 'png':
        return store.png(request.id);
      case 'keep-png':
        store.keepPng(request.id, request.png);
        return undefined;
    }
  }
  const ask = async (request: ShareRequest) => {
    try {
      return ok(answer(request));
    } catch (error) {
      if (error instanceof NotStoredError) return err({ code: 'unavailable', message: error.message } as const);
      throw error;
    }
  };
  // Each case above answers what ShareAnswers says for its kind.
  return ask as AskShares;
}

const DROP_EVERY_MS = 3_600_000;

/** Nobody may ever look for what has expired; it goes from the files all the same. Returns how to stop. */
export function dropFromTimeToTime(store: Pick<ShareStore, 'dropExpired'>, logger: Logger): () => void {
  const timer = setInterval(() => {
    try {
      store.dropExpired(Date.now());
    } catch (error) {
      if (!(error instanceof NotStoredError)) throw error;
      logger.warn({ err: error }, 'what has expired is still in shares.db');
    }
  }, DROP_EVERY_MS);
  return () => clearInterval(timer);
}

/** Answers from `port` until it is told to close. */
export function serveShares(port: MessagePort, ask: AskShares, logger: Logger, close: () => void): void {
  const post = (message: FromShares): void => port.postMessage(message);
  port.on('message', (message: ToShares) => {
    if (message.kind === 'close') {
      close();
      port.close();
      return;
    }
    const { id, request } = message;
    ask(request).then(
      (answer) => post(answer.ok ? { kind: 'answer', id, answer: answer.value } : failed(id, answer.error)),
      (error: unknown) => {
        logger.error({ err: error, request: request.kind }, 'a request about shares failed');
        post(failed(id, { code: 'internal', message: 'What is shared could not be read; the log says why.' }));
      },
    );
  });
}

function failed(id: number, failure: QueryFailure): FromShares {
  return { kind: 'failure', id, failure };
}
