// The UI port's application over a memory store, in this very thread.
import { statusResponse, type StatusResponse } from '@spanloom/api-schema';
import type { ResourceSpans, ServiceName, UnixNano } from '@spanloom/otlp-model';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { DEFAULT_SCOPE } from '../../src/storage/default-scope.ts';
import { createApp, type Readiness } from '../../src/http/app.ts';
import { createWebFiles } from '../../src/http/web-files.ts';
import { createTraceConsumer } from '../../src/pipeline/trace-consumer.ts';
import { createQueries, type QueryPort } from '../../src/query/queries.ts';
import type { PaletteSlot } from '../../src/storage/service-colors.ts';
import { createMemoryStore } from '../../src/storage/memory/memory-store.ts';
import type { TraceStore } from '../../src/storage/trace-store.ts';
import { createIngestMeter } from '../../src/telemetry/ingest-meter.ts';
import { T0 } from './spans.ts';

export const SILENT = pino({ level: 'silent' });

export interface InProcess {
  readonly app: Hono;
  readonly store: TraceStore;
  readonly colors: Map<string, PaletteSlot>;
  add(...resourceSpans: readonly ResourceSpans[]): Promise<void>;
}

export interface InProcessOptions {
  readonly host?: string;
  readonly webFolder?: string;
  readonly readiness?: () => Readiness;
  readonly wrapQueries?: (queries: QueryPort) => QueryPort;
}

const STATUS: StatusResponse = statusResponse.parse({
  version: '0.0.0',
  startedAt: '1',
  now: '2',
  listeners: [],
  demo: false,
  store: { folder: '/nowhere', traces: 0, spans: 0, bytes: 0 },
  ingest: { acceptedSpans: 0, duplicateSpans: 0, rejectedSpans: 0, refusedRequests: 0, spansPerSecond: 0 },
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
  const consumer = createTraceConsumer({
    writer: store,
    scope: DEFAULT_SCOPE,
    colors: { ensure: () => undefined, close: () => undefined },
    meter: createIngestMeter(() => performance.now()),
    now: (): UnixNano => T0,
    logger: SILENT,
  });
  const app = createApp({
    queries: options.wrapQueries?.(queries) ?? queries,
    status: () => Promise.resolve(STATUS),
    host: options.host ?? '127.0.0.1',
    webFiles: createWebFiles(options.webFolder ?? '/nowhere/at/all'),
    logger: SILENT,
    readiness: options.readiness ?? (() => ({ ready: true, listeners: [] })),
  });
  return {
    app,
    store,
    colors,
    async add(...resourceSpans) {
      const spanCount = resourceSpans.reduce(
        (sum, { scopeSpans }) => sum + scopeSpans.flatMap((s) => s.spans).length,
        0,
      );
      const outcome = await consumer.accept({ resourceSpans, spanCount, rejectedSpans: 0, rejection: '' });
      if (!outcome.ok) throw new Error(outcome.error);
    },
  };
}
