// Entry of a reader thread and its composition root: a read-only store, and the use cases over it.
import { parentPort, workerData } from 'node:worker_threads';
import { DEFAULT_SCOPE } from './storage/default-scope.ts';
import { createQueries } from './query/queries.ts';
import { createLogger } from './telemetry/logger.ts';
import type { FromReader, ReaderSetup, ToReader } from './threads/messages.ts';
import { serveQueries } from './threads/reader-service.ts';
