// The UI port's application over a memory store, in this very thread.
import { statusResponse, type StatusResponse } from '@spanloom/api-schema';
import type { ResourceSpans, ServiceName, TraceId, UnixNano } from '@spanloom/otlp-model';
import type { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { DEFAULT_SCOPE } from '../../src/storage/default-scope.ts';
import type { ActionDependencies, DemoControl } from '../../src/http/actions.ts';
import { createApp, type Readiness } from '../../src/http/app.ts';
import { serverFacts } from '../../src/http/server-facts.ts';
import { createWebFiles } from '../../src/http/web-files.ts';
import { createTraceConsumer } from '../../src/pipeline/trace-consumer.ts';
import { createWriteQueue } from '../../src/pipeline/write-queue.ts';
import { createQueries, type QueryPort } from '../../src/query/queries.ts';
import { withServerDiagrams } from '../../src/query/server-diagrams.ts';
import { timedQueries } from '../../src/query/timed-queries.ts';
import type { PaletteSlot } from '../../src/storage/service-colors.ts';
import { createMemoryStore } from '../../src/storage/memory/memory-store.ts';
import type { TraceStore } from '../../src/storage/trace-store.ts';
import { createIngestMeter } from '../../src/telemetry/ingest-meter.ts';
import { createLatencyHistogram } from '../../src/telemetry/latency-histogram.ts';
import { createKnockLog, type KnockLog } from '../../src/telemetry/knock-log.ts';
import { createIngestAnswers } from '../../src/threads/ingest-service.ts';
import type { AskShares, DrawPicture } from '../../src/threads/messages.ts';
import { T0 } from './spans.ts';

export const SILENT = pino({ level: 'silent' });

export interface InProcess {
  readonly app: Hono;
  readonly store: TraceStore;
  readonly colors: Map<string, PaletteSlot>;
  readonly knocks: KnockLog;
  add(...resourceSpans: readonly ResourceSpans[]): Promise<void>;
}

export interface InProcessOptions {
  readonly version?: string;
  readonly host?: string;
  readonly token?: string;
  readonly clock?: () => number;
  readonly logger?: Logger;
  readonly webFolder?: string;
  readonly readiness?: () => Readiness;
  readonly wrapQueries?: (queries: QueryPort) => QueryPort;
  readonly demo?: DemoControl;
  readonly sendTestTrace?: () => Promise<TraceId>;
  readonly drawPicture?: DrawPicture;
  readonly importDocument?: ActionDependencies['importDocument'];
  readonly askShares?: AskShares;
  readonly now?: () => number;
  readonly publicUrl?: string;
  readonly embedOrigins?: readonly string[];
}

const NO_DEMO: DemoControl = {
  status: () => ({ state: 'off', sentSpans: 0 }),
  start: () => Promise.reject(new Error('there is no demo here')),
  stop: () => Promise.reject(new Error('there is no demo here')),
};

const STATUS: StatusResponse = statusResponse.parse({
  version: '0.0.0',
  startedAt: '1',
  now: '2',
  listeners: [],
  loopbackOnly: true,
  auth: false,
  demo: { state: 'off', sentSpans: 0 },
  store: { folder: '/nowhere', traces: 0, spans: 0, bytes: 0 },
  ingest: {
    acceptedSpans: 0,
    duplicateSpans: 0,
    rejectedSpans: 0,
    refusedRequests: 0,
    abortedRequests: 0,
    spansPerSecond: 0,
  },
});

export function startInProcess(options: InProcessOptions = {}): InProcess {
  const store = createMemoryStore();
  const colors = new Map<string, PaletteSlot>();
  const queries = createQueries({
    reader: { snapshot: store.snapshot.bind(store), stats: store.stats.bind(store), close: () => undefined },
    scope: DEFAULT_SCOPE,
    colors: () => ({ slotOf: ({ name }: ServiceName) => colors.get(name) }),
    clock: () => performance.now(),
  });
  const meter = createIngestMeter(() => performance.now());
  const knocks = createKnockLog();
  const queue = createWriteQueue({ spans: 1_000_000, items: 10_000_000, bytes: 1_000_000_000 });
  const consumer = createTraceConsumer({
    writer: store,
    queue,
    scope: DEFAULT_SCOPE,
    colors: { ensure: () => undefined, close: () => undefined },
    meter,
    now: (): UnixNano => T0,
    clock: () => performance.now(),
    logger: SILENT,
  });
  const askIngest = createIngestAnswers({ writer: store, scope: DEFAULT_SCOPE, meter, queue, knocks });
  const now = options.now ?? Date.now;
  const never = createLatencyHistogram().read;
  const ofServer = withServerDiagrams(queries, {
    readFacts: () =>
      serverFacts({
        version: '0.0.0',
        startedAt: 0,
        listeners: () => [],
        askIngest,
        queries: timedQueries(queries, () => performance.now()),
        drawings: never,
        shares: never,
      }),
    now,
  });
  const app = createApp({
    version: options.version ?? '0.0.0',
    queries: options.wrapQueries?.(ofServer) ?? ofServer,
    status: () => Promise.resolve(STATUS),
    drawPicture: options.drawPicture ?? (() => Promise.reject(new Error('nothing draws here'))),
    askShares: options.askShares ?? (() => Promise.reject(new Error('nothing is shared here'))),
    now,
    publicUrl: options.publicUrl,
    embedOrigins: options.embedOrigins ?? [],
    askIngest,
    demo: options.demo ?? NO_DEMO,
    importDocument: options.importDocument ?? (() => Promise.reject(new Error('nothing to send to'))),
    sendTestTrace: options.sendTestTrace ?? (() => Promise.reject(new Error('nothing to send to'))),
    host: options.host ?? '127.0.0.1',
    token: options.token,
    clock: options.clock ?? (() => performance.now()),
    webFiles: createWebFiles(options.webFolder ?? '/nowhere/at/all'),
    metrics: () => Promise.resolve(''),
    logger: options.logger ?? SILENT,
    readiness: options.readiness ?? (() => ({ ready: true, listeners: [] })),
  });
  return {
    app,
    store,
    colors,
    knocks,
    async add(...resourceSpans) {
      const spanCount = resourceSpans.reduce(
        (sum, { scopeSpans }) => sum + scopeSpans.flatMap((s) => s.spans).length,
        0,
      );
      const traces = { resourceSpans, spanCount, itemCount: 0, rejectedSpans: 0, rejection: '' };
      const origin = { protocol: 'http/protobuf', bytes: 0, gzipBytes: undefined, receive: 0, decode: 0 } as const;
      const outcome = await consumer.accept(traces, origin);
      if (!outcome.ok) throw new Error(outcome.error.message);
    },
  };
}
