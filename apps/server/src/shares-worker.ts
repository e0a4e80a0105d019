// Entry of the shares thread and its composition root: the only one that opens shares.db. It is started when somebody first
// shares something or opens a link.
import { parentPort, workerData } from 'node:worker_threads';
import { err } from '@spanloom/otlp-model';
import type { ShareStore } from './storage/share-store.ts';
import { DataFolderError } from './storage/sqlite-tables/open.ts';
import { openShareStore } from './storage/sqlite-tables/shares.ts';
import { createLogger } from './telemetry/logger.ts';
import type { SharesSetup } from './threads/messages.ts';
import { createShareAnswers, dropFromTimeToTime, serveShares } from './threads/shares-service.ts';

if (parentPort === null) throw new Error('this file runs as a worker of main');
const { folder, logLevel } = workerData as SharesSetup;
const logger = createLogger(logLevel, 'shares');

/** The store, or words for the user: traces are taken in and shown all the same. */
function open(): ShareStore | string {
  try {
    return openShareStore({ folder });
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    logger.error({ err: error }, 'nothing can be shared');
    return 'What is shared lies in shares.db, which cannot be used; the log of the server says why.';
  }
}

const store = open();
if (typeof store === 'string') {
  const refusal = err({ code: 'unavailable', message: store } as const);
  serveShares(
    parentPort,
    async () => refusal,
    logger,
    () => undefined,
  );
} else {
  const stopDropping = dropFromTimeToTime(store, logger);
  serveShares(parentPort, createShareAnswers(store), logger, () => {
    stopDropping();
    store.close();
  });
}
