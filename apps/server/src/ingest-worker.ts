// Entry of the ingest thread and its composition root: owns the OTLP ports and the only writer of the folder.
import { parentPort, workerData } from 'node:worker_threads';
import { type UnixNano, unixNano } from '@spanloom/otlp-model';
import { DEFAULT_SCOPE } from './storage/default-scope.ts';
import { makeDataFolder } from './config/data-folder.ts';
import { StartError } from './config/start-error.ts';
import { createTraceConsumer } from './pipeline/trace-consumer.ts';
import { createWriteQueue } from './pipeline/write-queue.ts';
import type { Receiver } from './receivers/receiver.ts';
import { startReceivers } from './receivers/start-receivers.ts';
import type { ColorWriter } from './storage/service-colors.ts';
import { openColorWriter } from './storage/sqlite-tables/colors.ts';
import { DataFolderError } from './storage/sqlite-tables/open.ts';
import { openSqliteWriter } from './storage/sqlite-tables/writer.ts';
import type { NotStoredError, TraceWriter } from './storage/trace-store.ts';
import { createIngestMeter } from './telemetry/ingest-meter.ts';
import { createKnockLog } from './telemetry/knock-log.ts';
import { createLogger } from './telemetry/logger.ts';
import { createIngestAnswers, serveIngestRequests } from './threads/ingest-service.ts';
import type { FromIngest, IngestSetup, ToIngest } from './threads/messages.ts';

/** What may wait for the writer. A span that waits takes a few kilobytes, an item a few hundred bytes. */
const MAX_WAITING = { spans: 100_000, items: 1_000_000, bytes: 128 * 1024 * 1024 };
/** How long a body that is under way when we stop may take to arrive whole. */
const STOP_GRACE_MS = 5000;

if (parentPort === null) throw new Error('this file runs as a worker of main');
const port = parentPort;
const setup = workerData as IngestSetup;
const post = (message: FromIngest): void => port.postMessage(message);

const logger = createLogger(setup.logLevel, 'ingest');
const clock = (): number => performance.now();
const meter = createIngestMeter(clock);
const knocks = createKnockLog();
const queue = createWriteQueue(MAX_WAITING, meter.health.filled);

async function start(): Promise<() => Promise<void>> {
  const { writer, colors } = openStores(setup.folder);
  post({ kind: 'opened' });
  serveIngestRequests(port, createIngestAnswers({ writer, queue, scope: DEFAULT_SCOPE, meter, knocks }), logger);

  const consumer = createTraceConsumer({
    writer,
    queue,
    scope: DEFAULT_SCOPE,
    colors,
    meter,
    now: wallClock,
    clock,
    logger,
  });
  const receivers: Receiver[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(receivers.map((receiver) => receiver.stop(STOP_GRACE_MS)));
    await writer.close();
    colors.close();
  };
  try {
    await startReceivers({ consumer, queue, meter, knocks, now: wallClock, clock, logger }, setup, receivers);
  } catch (error) {
    await stop();
    throw error;
  }
  post({ kind: 'ready', listeners: receivers.map((receiver) => receiver.listener) });
  return stop;
}

/** The store's own words about a folder that cannot be used are fit for the user. */
function openStores(folder: string): { readonly writer: TraceWriter; readonly colors: ColorWriter } {
  makeDataFolder(folder);
  try {
    // The writer first: it takes the lock of the folder.
    const writer = openSqliteWriter({ folder, onTrouble: tellTrouble, onDeletionError: tellDeletionError });
    return { writer, colors: openColorWriter({ folder }) };
  } catch (error) {
    throw error instanceof DataFolderError ? new StartError(error.message, { cause: error }) : error;
  }
}

/** Once when it begins, once when it is over; /readyz says so meanwhile. */
function tellTrouble(trouble: NotStoredError | undefined): void {
  meter.health.trouble(trouble?.trouble);
  if (trouble === undefined) logger.info('traces are stored again');
  else logger.error({ err: trouble.cause, folder: setup.folder }, trouble.message);
  post({ kind: 'store-problem', problem: trouble?.message });
}

function tellDeletionError(error: unknown): void {
  logger.error({ err: error }, 'a deletion failed; it is tried again at the next start');
}

function wallClock(): UnixNano {
  const now = unixNano(BigInt(Date.now()) * 1_000_000n);
  if (!now.ok) throw new RangeError(`the machine's clock is off: ${now.error}`);
  return now.value;
}

const started = start();

port.on('message', (message: ToIngest) => {
  if (message.kind === 'stop') void finish();
});

async function finish(): Promise<void> {
  const stop = await started;
  await stop();
  post({ kind: 'stopped' });
  port.close();
}

started.catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error;
  post({ kind: 'failed', problem: { message: error.message } });
  port.close();
});
