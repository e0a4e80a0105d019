// `spanloom serve`: starts the workers and the UI port, says where everything is, stops in good order.
// The composition root of the main thread, called by its entry file.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import type { Listener, StatusResponse } from '@spanloom/api-schema';
import { ok } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import { parseOptions } from '../config/options.ts';
import { SETTINGS, type Settings } from '../config/settings.ts';
import { StartError } from '../config/start-error.ts';
import { VERSION } from '../config/version.ts';
import { createDemoSwitch } from '../demo/demo.ts';
import type { OtlpSender } from '../demo/otlp-sender.ts';
import { importDocument } from '../demo/import-document.ts';
import { ownEndpoint, ownSender, wallClock } from '../demo/own-endpoint.ts';
import { sendTestTrace } from '../demo/test-trace.ts';
import { createApp } from '../http/app.ts';
import { unreadableRequest } from '../http/errors.ts';
import { metricsText, processUsage } from '../http/metrics.ts';
import { serverFacts } from '../http/server-facts.ts';
import { serverStatus } from '../http/status.ts';
import { createWebFiles } from '../http/web-files.ts';
import { DRAWING_LIMITS } from '../config/drawing-limits.ts';
import { isLoopback } from '../net/loopback.ts';
import { KEEP_ALIVE_MS, listen } from '../net/listen.ts';
import { withServerDiagrams } from '../query/server-diagrams.ts';
import { timedQueries } from '../query/timed-queries.ts';
import { createLogger } from '../telemetry/logger.ts';
import { timed } from '../telemetry/timed.ts';
import { readyText } from '../telemetry/ready-text.ts';
import { startDemoWorker } from '../threads/demo-client.ts';
import { DrawingClient } from '../threads/drawing-client.ts';
import { IngestClient } from '../threads/ingest-client.ts';
import { ReaderPool } from '../threads/reader-pool.ts';
import { SharesClient } from '../threads/shares-client.ts';
import type { CommandContext, RunCommand } from './commands.ts';
import { reachWarning } from './reach-warning.ts';

const READERS = 2;
/** How long a test trace may wait for its acknowledgement. */
const TEST_TRACE_MS = 10_000;

export const serve: RunCommand = async (args, context) => {
  const settings = parseOptions<Settings>(SETTINGS, args, process.env);
  if (!settings.ok) return settings;
  const logger = createLogger(settings.value.logLevel, 'main');
  try {
    await start(settings.value, context, logger);
  } catch (error) {
    exitOnStartFailure(error, logger);
  }
  return ok(undefined);
};

async function start(settings: Settings, context: CommandContext, logger: Logger): Promise<void> {
  const {
    data: folder,
    host,
    logLevel,
    otlpHttpPort,
    otlpGrpcPort,
    token,
    corsOrigins,
    publicUrl,
    embedOrigins,
  } = settings;
  // What SQLite makes is for this user only, also in a folder that others may look into. Workers cannot set it.
  process.umask(0o077);
  const die = (message: string, error?: Error): void => {
    logger.fatal({ err: error }, message);
    process.exit(1);
  };

  // All threads load their code at the same time; the readers open the folder once the writer has recovered it.
  const ingest = new IngestClient({
    entry: context.workerEntry('ingest-worker'),
    setup: { folder, host, otlpHttpPort, otlpGrpcPort, logLevel, token, corsOrigins },
    onDeath: (error) => die('the ingest worker died; what was acknowledged is safe, start again', error),
  });
  const readers = new ReaderPool({
    entry: context.workerEntry('reader-worker'),
    size: READERS,
    setup: { folder, logLevel },
    logger,
    onFatal: ({ message }) => die(message),
  });

  const drawings = new DrawingClient({
    entry: context.workerEntry('drawing-worker'),
    limits: DRAWING_LIMITS,
    logger,
  });
  const shares = new SharesClient({
    entry: context.workerEntry('shares-worker'),
    setup: { folder, logLevel },
    logger,
  });
  const clock = (): number => performance.now();
  const timedReaders = timedQueries(readers, clock);
  const drawing = timed(drawings.draw, clock);
  const sharing = timed(shares.ask, clock);
  let listeners: readonly Listener[] = [];
  const queries = withServerDiagrams(timedReaders, {
    readFacts: () =>
      serverFacts({
        version: VERSION,
        startedAt: context.startedAt,
        listeners: () => listeners,
        askIngest: ingest.ask,
        queries: timedReaders,
        drawings: drawing.latency,
        shares: sharing.latency,
      }),
    now: Date.now,
  });

  let phase: 'starting' | 'ready' | 'stopping' = 'starting';
  const sender = (): OtlpSender => ownSender(listeners, token);
  const demo = createDemoSwitch((reports) => {
    const setup = { url: ownEndpoint(listeners), token, logLevel };
    return startDemoWorker({ entry: context.workerEntry('demo-worker'), setup, logger, ...reports });
  });
  const status = (): Promise<StatusResponse> =>
    serverStatus({
      version: VERSION,
      startedAt: context.startedAt,
      now: Date.now,
      folder,
      loopbackOnly: isLoopback(host),
      publicUrl,
      auth: token !== undefined,
      demo: demo.status(),
      listeners,
      askIngest: ingest.ask,
      queries: readers,
    });
  const metrics = (): Promise<string> =>
    metricsText({
      version: VERSION,
      startedAt: context.startedAt,
      askIngest: ingest.ask,
      queries: timedReaders,
      drawings: drawing.latency,
      shares: sharing.latency,
      usage: processUsage,
    });
  const app = createApp({
    version: VERSION,
    queries,
    metrics,
    status,
    drawPicture: drawing.call,
    askShares: sharing.call,
    now: Date.now,
    publicUrl,
    embedOrigins,
    askIngest: ingest.ask,
    demo,
    sendTestTrace: () => sendTestTrace(sender(), wallClock(), AbortSignal.timeout(TEST_TRACE_MS)),
    importDocument: (document) => importDocument(document, { url: ownEndpoint(listeners), token }),
    host,
    token,
    clock,
    webFiles: createWebFiles(fileURLToPath(context.webFolder)),
    logger,
    readiness: () => ({ ready: phase === 'ready', listeners, storeProblem: ingest.storeProblem }),
  });
  const handle = getRequestListener(app.fetch, { errorHandler: unreadableRequest });
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    (incoming, outgoing) => void handle(incoming, outgoing),
  );

  const stop = async (): Promise<void> => {
    phase = 'stopping';
    server.close();
    server.closeIdleConnections();
    await demo.stop();
    await ingest.stop();
    await drawings.close();
    await shares.close();
    await readers.close();
    server.closeAllConnections();
  };
  const stopRequested = stopOnSignals(stop, logger);

  const port = await listen(server, { host, port: settings.port, flag: SETTINGS.port.flag });
  listeners = [{ name: 'ui', host, port }];
  await ingest.opened();
  await readers.open();
  listeners = [...listeners, ...(await ingest.ready())];
  if (stopRequested()) return;
  phase = 'ready';

  const seconds = (Date.now() - context.startedAt) / 1000;
  process.stdout.write(readyText({ version: VERSION, seconds, listeners, folder, demo: settings.demo }));
  process.stderr.write(reachWarning(host, token) ?? '');
  logger.debug({ listeners, folder }, 'ready');

  if (settings.demo) await demo.start();
}

/** One key press comes from the terminal and again from npm and the launcher: signals this close together are one. */
const SAME_SIGNAL_MS = 1000;

/** The first signal stops in good order, a later one at once. Returns whether the first has come. */
function stopOnSignals(stop: () => Promise<void>, logger: Logger): () => boolean {
  let first: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (first !== undefined) {
      if (performance.now() - first > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    first = performance.now();
    logger.info({ signal }, 'stopping: finishing what was accepted');
    stop().then(
      () => {
        logger.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        logger.fatal({ err: error }, 'could not stop in good order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return () => first !== undefined;
}

function exitOnStartFailure(error: unknown, logger: Logger): void {
  if (error instanceof StartError) process.stderr.write(`spanloom: ${error.message}\n`);
  else logger.fatal({ err: error }, 'the server could not start');
  process.exit(1);
}
