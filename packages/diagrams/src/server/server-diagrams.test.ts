// Diagrams of the server itself: the numbers in them are those of its counters, and a tick changes nothing but numbers.
import { type LiveDiagram, SERVER_DIAGRAMS, type ServerDiagramKind } from '@spanloom/api-schema';
import { seededRandom } from '@spanloom/analysis/testing';
import { describe, expect, test } from 'vitest';
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
    stages: { decode: measured(9000, 2, 11), commit: measured(9001, 0.00001, 700) },
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
  expect(liveStructure(after, 'light')).toBe(liveStructure(before, 'light'));
  expect(liveParts(after).map(({ lines }) => lines)).not.toEqual(liveParts(before).map(({ lines }) => lines));
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
