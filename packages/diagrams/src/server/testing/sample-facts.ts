// What a server might have counted, for tests and nobody else.
import { type IngestFacts, type MeasuredTimes, type ServerFacts } from '../server-facts.ts';

export function measured(times: number, p50: number, p95: number): MeasuredTimes {
  return { counts: [times, 0], sumSeconds: times * p50, recent: times === 0 ? undefined : { p50, p95 } };
}

const NO_TIME = {
  ok: 0,
  filling: 0,
  high: 0,
  'nearly full': 0,
  refusing: 0,
  recovering: 0,
  'disk full': 0,
  'read-only': 0,
  broken: 0,
};
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
  acceptedSpans: 0,
  stages: { receive: NEVER, decode: NEVER, prepare: NEVER, wait: NEVER, commit: NEVER },
  commits: { triggers: { 'nothing waits': 0, spans: 0, bytes: 0 }, batches: 0, spans: 0, largest: 0 },
  slowest: undefined,
  health: { state: 'ok', milliseconds: { ...NO_TIME, ok: 62_000 }, transitions: [] },
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
  acceptedSpans: 1_213_451,
  stages: {
    receive: measured(5520, 0.0004, 0.0021),
    decode: measured(5520, 0.0011, 0.0064),
    prepare: measured(5520, 0.0009, 0.0041),
    wait: measured(5520, 0.0002, 0.0019),
    commit: measured(5520, 0.0034, 0.0128),
  },
  commits: {
    triggers: { 'nothing waits': 4900, spans: 3, bytes: 0 },
    batches: 5520,
    spans: 1_213_463,
    largest: 20_000,
  },
  slowest: { milliseconds: 182, stages: { receive: 12, decode: 31, prepare: 22, wait: 1.2, commit: 115.8 } },
  health: {
    state: 'recovering',
    milliseconds: {
      ...NO_TIME,
      ok: 3_600_000,
      filling: 9000,
      high: 2100,
      'nearly full': 800,
      refusing: 1400,
      recovering: 30,
    },
    transitions: [
      { from: 'ok', to: 'filling', times: 12, ago: 15_000 },
      { from: 'filling', to: 'ok', times: 11, ago: 60_000 },
      { from: 'filling', to: 'high', times: 1, ago: 9000 },
      { from: 'high', to: 'nearly full', times: 1, ago: 4000 },
      { from: 'nearly full', to: 'refusing', times: 1, ago: 1430 },
      { from: 'refusing', to: 'recovering', times: 1, ago: 30 },
    ],
  },
};

export const BUSY_SERVER: ServerFacts = {
  ...QUIET_SERVER,
  ingest: BUSY_INGEST,
  store: { spans: 1_213_451, traces: 90_012, bytes: 812e6 },
  queries: measured(411, 0.012, 0.084),
  drawings: measured(4, 0.4, 0.9),
  shares: measured(2, 0.002, 0.003),
};
