// Entry of a reader thread and its composition root: a read-only store, and the use cases over it.
import { parentPort, workerData } from 'node:worker_threads';
import { createQueries } from './query/queries.ts';
import { DEFAULT_SCOPE } from './storage/default-scope.ts';
import { openColorReader } from './storage/sqlite-tables/colors.ts';
import { DataFolderError } from './storage/sqlite-tables/open.ts';
import { openSqliteReader } from './storage/sqlite-tables/reader.ts';
import { createLogger } from './telemetry/logger.ts';
import type { FromReader, ReaderSetup, ToReader } from './threads/messages.ts';
import { serveQueries } from './threads/reader-service.ts';

if (parentPort === null) throw new Error('this file runs as a worker of main');
const port = parentPort;
const { folder, logLevel } = workerData as ReaderSetup;
const post = (message: FromReader): void => port.postMessage(message);
const logger = createLogger(logLevel, 'reader');

function open(): void {
  const reader = openSqliteReader({ folder });
  const colors = openColorReader({ folder });
  const queries = createQueries({
    reader,
    scope: DEFAULT_SCOPE,
    colors: () => colors.slots(DEFAULT_SCOPE.tenant),
    clock: () => performance.now(),
  });
  serveQueries(port, { queries, logger }, () => {
    reader.close();
    colors.close();
  });
  post({ kind: 'opened' });
}

// The folder may be opened only once the writer has recovered it.
port.once('message', (message: ToReader) => {
  if (message.kind === 'close') {
    port.close();
    return;
  }
  try {
    open();
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    post({ kind: 'failed', problem: { message: error.message } });
    port.close();
  }
});
