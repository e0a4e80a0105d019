// Diagrams of the server itself: the numbers in them are those of its counters, and a tick changes nothing but numbers.
import { type LiveDiagram, SERVER_DIAGRAMS, type ServerDiagramKind } from '@spanloom/api-schema';
import { seededRandom } from '@spanloom/analysis/testing';
import { describe, expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import { liveParts } from '../live/live-parts.ts';
import { liveStructure } from '../live/live-text.ts';
import { promisedLivePicture } from '../testing/promises.ts';
import { serverDiagram } from './server-diagram.ts';
import type { ServerFacts } from './server-facts.ts';
import { BUSY_SERVER, measured, QUIET_SERVER } from './testing/sample-facts.ts';

/** What each part says, without padding. */
function said(diagram: LiveDiagram): Record<string, readonly string[]> {
  return Object.fromEntries(liveParts(diagram).map(({ title, values }) => [title, values]));
}

function statesOf(diagram: LiveDiagram): Record<string, string> {
  if (diagram.type === 'sequence') throw new Error('a sequence has no states');
  return Object.fromEntries(diagram.blocks.map(({ name, state }) => [name, state]));
}

/** The same server a tick later: every number has grown. */
const LATER: ServerFacts = {
  ...BUSY_SERVER,
  ingest: {
    ...BUSY_SERVER.ingest,
    spansPerSecond: 9.5,
    duplicateSpans: 1_000_000,
    queue: { spans: 3, items: 1, bytes: 7 },
    acceptedSpans: 3,
    stages: { ...BUSY_SERVER.ingest.stages, decode: measured(9000, 2, 11), commit: measured(9001, 0.00001, 700) },
    protocols: {
      ...BUSY_SERVER.ingest.protocols,
      grpc: { ...BUSY_SERVER.ingest.protocols.grpc, requests: 1, spans: 1e9, latency: measured(7, 70, 900) },
    },
    health: {
      ...BUSY_SERVER.ingest.health,
      milliseconds: { ...BUSY_SERVER.ingest.health.milliseconds, recovering: 5_000_000 },
    },
  },
  store: { spans: 7, traces: 1_000_000_000, bytes: 1e12 },
  queries: measured(12_345, 0.0004, 61),
};

test.each(SERVER_DIAGRAMS)('%s keeps what every kind of diagram promises', (kind) => {
  for (const facts of [QUIET_SERVER, BUSY_SERVER]) {
    promisedLivePicture(() => serverDiagram(kind, facts), seededRandom(7));
  }
});

test.each(SERVER_DIAGRAMS)('%s: a tick changes numbers, and nothing moves', (kind) => {
  const [before, after] = [serverDiagram(kind, BUSY_SERVER), serverDiagram(kind, LATER)];
  expect(liveStructure(after)).toBe(liveStructure(before));
  expect(liveParts(after).map(({ lines }) => lines)).not.toEqual(liveParts(before).map(({ lines }) => lines));
});

test('layers: what sends, how it comes in, what is made of it, where it is kept and who reads it', () => {
  const diagram = serverDiagram('layers', BUSY_SERVER);
  expect(said(diagram)).toMatchObject({
    'SDKs and Collectors by http/protobuf': ['1.20M spans'],
    'OTLP/HTTP :4318': ['5,210 requests', '96.0% compressed'],
    'Batches for the writer': ['5,200 spans wait'],
    'Traces in SQLite': ['1.21M spans', '812 MB'],
    Queries: ['411 queries', 'p95 84.0 ms'],
  });
  expect(new Set(diagram.type === 'sequence' ? [] : diagram.blocks.flatMap(({ within }) => within))).toEqual(
    new Set(['Collection', 'Transport', 'Processing', 'Storage', 'Analysis and view']),
  );
});

test.each(['pipeline', 'layers'] as const)('%s: a way is dashed until something comes along it', (kind) => {
  const dashed = ({ line }: { readonly line: string }): boolean => line === 'dashed';
  const { grpc } = BUSY_SERVER.ingest.protocols;
  const withoutGrpc = serverDiagram(kind, {
    ...BUSY_SERVER,
    ingest: {
      ...BUSY_SERVER.ingest,
      protocols: { ...BUSY_SERVER.ingest.protocols, grpc: { ...grpc, requests: 0, spans: 0 } },
      rejected: {},
      duplicateSpans: 0,
    },
  });
  const waysOf = (diagram: LiveDiagram): string[] =>
    diagram.type === 'sequence' ? [] : diagram.flows.filter(dashed).map(({ from, to }) => `${from} > ${to}`);
  const extra = kind === 'pipeline' ? ['decode > rejected', 'writer > duplicates'] : [];
  const unused = ['grpc > otlp-grpc', 'otlp-grpc > decode', ...extra];
  expect(waysOf(withoutGrpc)).toEqual(expect.arrayContaining(unused));
  expect(waysOf(withoutGrpc)).not.toContain('otlp-http > decode');
  expect(waysOf(serverDiagram(kind, BUSY_SERVER)).filter((way) => unused.includes(way))).toEqual([]);
});

test('data path: every request and every span has one outcome, with its share', () => {
  const diagram = serverDiagram('data-path', BUSY_SERVER);
  expect(said(diagram)).toMatchObject({
    'Sent here': ['5,538 requests'],
    'Sent here → Taken': ['5,520 × · 99.7% of all'],
    'Refused for now: to be sent again': ['5 requests'],
    'Refused: not OTLP, or not allowed': ['11 requests'],
    'Broken off by the sender': ['2 requests'],
    'Spans in them': ['1.22M spans'],
    'Rejected by partial success': ['4 spans'],
    'There already: kept once': ['12 spans'],
    'Waiting for the writer': ['5,200 spans'],
  });
  expect(statesOf(diagram)).toMatchObject({ Stored: 'ok', 'Rejected by partial success': 'bad' });
  expect(statesOf(serverDiagram('data-path', QUIET_SERVER))['Rejected by partial success']).toBe('ghost');
});

describe('pipeline', () => {
  const kind: ServerDiagramKind = 'pipeline';

  test('says what was counted', () => {
    expect(said(serverDiagram(kind, BUSY_SERVER))).toMatchObject({
      'HTTP, protobuf': ['1,200 spans/s', '5,210 requests'],
      'HTTP, JSON': ['0 spans/s', '0 requests'],
      'OTLP/HTTP :4318': ['5,210 taken', '12 refused', '2 broken off'],
      'OTLP/gRPC :4317': ['310 taken', '4 refused', '0 broken off'],
      'Decode and check': ['p95 6.40 ms'],
      'Decode and check → Write queue': ['1,284 spans/s'],
      'Write queue': ['5,200 spans wait', '5.2% of its limit'],
      Writer: ['4,903 commits', 'p50 3.40 ms', 'p95 12.8 ms'],
      SQLite: ['1.21M spans', '90.0k traces', '812 MB'],
      'Rejected by partial success': ['1,314 items'],
      'Sent twice, kept once': ['12 spans'],
      'Reader threads': ['411 queries', 'p95 84.0 ms'],
      'Drawing thread': ['4 pictures', 'p95 900 ms'],
      'Shared links': ['2 requests'],
    });
  });

  test('the most frequent reasons of refusals stand alone; a recent one is amber, red when it was ours', () => {
    const diagram = serverDiagram(kind, BUSY_SERVER);
    expect(said(diagram)).toMatchObject({
      Refused: ['16 requests'],
      'unknown path': ['7 requests'],
      'queue full: 503': ['5 requests'],
      'without the token': ['2 requests'],
      'other reasons': ['2 requests'],
    });
    expect(statesOf(diagram)).toMatchObject({
      Refused: 'bad',
      'unknown path': 'warn',
      'queue full: 503': 'bad',
      'without the token': 'ok',
      'other reasons': 'ok',
    });
  });

  test.each([
    [{ spans: 79_999, items: 0, bytes: 0 }, 'ok'],
    [{ spans: 80_000, items: 0, bytes: 0 }, 'warn'],
    [{ spans: 0, items: 950_000, bytes: 0 }, 'bad'],
    [{ spans: 0, items: 0, bytes: 134_217_728 }, 'bad'],
  ])('a queue that holds %j is %s', (queue, state) => {
    const diagram = serverDiagram(kind, { ...BUSY_SERVER, ingest: { ...BUSY_SERVER.ingest, queue } });
    expect(statesOf(diagram)['Write queue']).toBe(state);
  });
});

test('transport: requests by protocol and compression, with bytes before and after', () => {
  const diagram = serverDiagram('transport', BUSY_SERVER);
  const at = (id: string): readonly string[] | undefined =>
    diagram.type === 'sequence' ? undefined : diagram.blocks.find((one) => one.id === id)?.values.map(trimPadding);
  expect(at('http/protobuf sent')).toEqual(['5,210 requests', '1,200 spans/s']);
  expect(at('http/protobuf gzip')).toEqual(['5,000 requests', '41.0 MB sent', '390 MB inflated', '10.5% of its size']);
  expect(at('http/protobuf plain')).toEqual(['210 requests', '12.0 MB']);
  expect(at('grpc plain')).toEqual(['310 requests', '4.10 MB']);
  expect(at('grpc decoded')).toEqual(['9,120 spans', 'p50 4.20 ms', 'p95 10.1 ms']);
  expect(at('http/json decoded')).toEqual(['0 spans', 'p50 – ms', 'p95 – ms']);
  expect(at('stored')).toEqual(['5,520 requests', '1.21M spans', '1,284 spans/s']);
});

test('ingest: each stage has its times, the transactions their size and why they ended', () => {
  expect(said(serverDiagram('ingest', BUSY_SERVER))).toMatchObject({
    'body arrives': ['p50 400 µs', 'p95 2.10 ms'],
    'Receiver → Decoder: decode': ['p50 1.10 ms', 'p95 6.40 ms'],
    'Writer → SQLite: COMMIT': ['p50 3.40 ms', 'p95 12.8 ms'],
    transactions: ['4,903 commits', '1.13 requests each', '247 spans each'],
    'they ended': ['4,900 took all that waited', '3 full of spans', '0 full of bytes'],
    'SQLite → Writer: on disk': [],
    'Writer → Receiver: stored': [],
    'Receiver → Sender: 200 OK': ['5,520 requests'],
    'Receiver → Sender: 503, try again': ['5 requests'],
    'slowest of the last minute': [
      'all 182 ms',
      'body 12.0 ms',
      'decode 31.0 ms',
      'encode 22.0 ms',
      'wait 1.20 ms',
      'commit 116 ms',
    ],
  });
  const failing = liveParts(serverDiagram('ingest', BUSY_SERVER)).filter(({ failed }) => failed);
  expect(failing.map(({ title }) => title)).toEqual(['Receiver → Sender: 503, try again']);
});

test('span-life: every span that was decoded is stored, was there, was rejected, or waits', () => {
  const diagram = serverDiagram('span-life', BUSY_SERVER);
  expect(said(diagram)).toMatchObject({
    decoded: ['1.22M spans'],
    waiting: ['5,200 spans'],
    stored: ['1.21M spans'],
    'sent twice': ['12 spans'],
    rejected: ['4 spans'],
    refused: ['5 requests'],
    searchable: ['1.21M spans'],
  });
  expect(statesOf(diagram)).toMatchObject({ recording: 'ghost', stored: 'ok', rejected: 'warn', refused: 'bad' });
  expect(statesOf(serverDiagram('span-life', QUIET_SERVER))).toMatchObject({ stored: 'ghost', refused: 'ghost' });
});

test('health: the present state is filled, those before it have their time, every change is counted', () => {
  const diagram = serverDiagram('health', BUSY_SERVER);
  expect(said(diagram)).toMatchObject({
    ok: ['in all 1.00 h'],
    'now: recovering': ['in all 30.0 ms'],
    'disk full': [],
    'ok → queue over 50%': ['12 ×', 'last 15.0 s ago'],
    'refusing: 503 → now: recovering': ['1 ×', 'last 30.0 ms ago'],
    'ok → disk full': [],
  });
  expect(statesOf(diagram)).toMatchObject({ ok: 'ok', 'now: recovering': 'warn', 'disk full': 'ghost' });
  expect(statesOf(serverDiagram('health', QUIET_SERVER))).toMatchObject({ 'now: ok': 'now', 'disk full': 'ghost' });
  const { health } = BUSY_SERVER.ingest;
  const jumped = serverDiagram('health', {
    ...BUSY_SERVER,
    ingest: {
      ...BUSY_SERVER.ingest,
      health: { ...health, transitions: [{ from: 'ok', to: 'refusing', times: 2, ago: 1 }] },
    },
  });
  expect(said(jumped)['ok → refusing: 503']).toEqual(['2 ×', 'last 1.00 ms ago']);
});
