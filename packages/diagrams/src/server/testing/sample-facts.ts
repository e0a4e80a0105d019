// What a server might have counted, for tests and nobody else.
import { type IngestFacts, type MeasuredTimes, type ServerFacts } from '../server-facts.ts';

export function measured(times: number, p50: number, p95: number): MeasuredTimes {
  return { counts: [times, 0], sumSeconds: times * p50, recent: times === 0 ? undefined : { p50, p95 } };
}

const NEVER: MeasuredTimes = measured(0, 0, 0);
const NOTHING = { requests: 0, spans: 0, bytes: 0, gzip: { requests: 0, bytes: 0, wireBytes: 0 } };
const QUIET = { ...NOTHING, spansPerSecond: 0, latency: NEVER };

/** Just started: nothing has come in. */
const QUIET_INGEST: IngestFacts = {
  spansPerSecond: 0,
  duplicateSpans: 0,
  protocols: { 'http/protobuf': QUIET, 'http/json': QUIET, grpc: QUIET },
  refused: { 'otlp-http': { busy: 0, malformed: 0 }, 'otlp-grpc': { busy: 0, malformed: 0 } },
  refusedAgo: {},
  aborted: { 'otlp-http': 0, 'otlp-grpc': 0 },
  rejected: { traces: 0, metrics: 0 },
  queue: { spans: 0, items: 0, bytes: 0 },
  queueLimit: { spans: 100_000, items: 1_000_000, bytes: 134_217_728 },
  stages: { decode: NEVER, commit: NEVER },
  commits: { triggers: { 'nothing waits': 0, spans: 0, bytes: 0 } },
};

export const QUIET_SERVER: ServerFacts = {
  version: '1.2.3',
  startedAt: '2026-11-20T13:25:00Z',
  ports: { ui: 4319, 'otlp-http': 4318, 'otlp-grpc': 4317 },
  ingest: QUIET_INGEST,
  store: { spans: 0, traces: 0, bytes: 4096 },
  queries: NEVER,
  drawings: NEVER,
  shares: NEVER,
};

const BUSY_INGEST: IngestFacts = {
  ...QUIET_INGEST,
  spansPerSecond: 1284,
  duplicateSpans: 12,
  protocols: {
    ...QUIET_INGEST.protocols,
    'http/protobuf': {
      requests: 5210,
      spans: 1_204_331,
      bytes: 402e6,
      gzip: { requests: 5000, bytes: 390e6, wireBytes: 41e6 },
      spansPerSecond: 1200,
      latency: measured(5210, 0.0081, 0.0234),
    },
    grpc: {
      requests: 310,
      spans: 9120,
      bytes: 4.1e6,
      gzip: { requests: 0, bytes: 0, wireBytes: 0 },
      spansPerSecond: 84,
      latency: measured(310, 0.0042, 0.0101),
    },
  },
  refused: {
    'otlp-http': { busy: 3, malformed: 1, path: 7, method: 1 },
    'otlp-grpc': { busy: 2, malformed: 0, unauthorized: 2 },
  },
  refusedAgo: { busy: 1200, malformed: 900_000, path: 20_000, method: 4e6, unauthorized: 3e6 },
  aborted: { 'otlp-http': 2, 'otlp-grpc': 0 },
  rejected: { traces: 4, metrics: 1310 },
  queue: { spans: 5200, items: 40_000, bytes: 2e6 },
  stages: { decode: measured(5520, 0.0011, 0.0064), commit: measured(5520, 0.0034, 0.0128) },
  commits: { triggers: { 'nothing waits': 4900, spans: 3, bytes: 0 } },
};

export const BUSY_SERVER: ServerFacts = {
  ...QUIET_SERVER,
  ingest: BUSY_INGEST,
  store: { spans: 1_213_451, traces: 90_012, bytes: 812e6 },
  queries: measured(411, 0.012, 0.084),
  drawings: measured(4, 0.4, 0.9),
  shares: measured(2, 0.002, 0.003),
};
