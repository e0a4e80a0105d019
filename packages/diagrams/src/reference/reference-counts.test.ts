// @vitest-environment jsdom
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import { sdksOf } from '../sdks/sdks.ts';
import { BUSY_SERVER } from '../server/testing/sample-facts.ts';
import { serverDiagram } from '../server/server-diagram.ts';
import { sampleFacts, sampleSender } from '../testing/sample-senders.ts';
import { decoded, parsedDb } from '../testing/parse-mermaid.ts';
import {
  COUNTED_IN,
  countsStructure,
  type ReferenceCount,
  referenceCounts,
  referenceText,
} from './reference-counts.ts';
import { REFERENCE_DIAGRAMS, type ReferenceDiagram } from './reference-diagrams.ts';

const NUMBERS = Object.keys(REFERENCE_DIAGRAMS) as ReferenceDiagram[];

function block(id: string, name: string, within: string[], more: Partial<LiveBlock> = {}): LiveBlock {
  return { id, name, shape: 'box', values: ['\u20073.2\u00a0spans/s'], state: 'ok', within, ...more };
}

const sdk = (language: string) =>
  block(language, `${language} opentelemetry 1.2`, ['SDKs'], {
    leads: { to: 'search', resourceAttr: [`telemetry.sdk.language=${language}`, 'telemetry.sdk.version=1.2'] },
  });
function way(from: string, to: string): LiveFlow {
  return { from, to, line: 'solid', label: '', values: [], failing: false };
}

function sdks(...blocks: LiveBlock[]): BlockDiagram {
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language: 'en',
    title: '',
    source: '',
    facts: [],
    notes: [],
    blocks,
    flows: [way('a', 'go'), way('b', 'go'), way('b', 'go'), way('b', '</p>"<br/>\n'), way('b', 'probe')],
  };
}

const SENT = sdks(
  block('a', 'a', ['Services']),
  block('b', 'b', ['Services']),
  sdk('go'),
  sdk('</p>"<br/>\n'),
  block('probe', 'beyla 2', ['eBPF probes']),
);

test('services by language, SDKs and probes of the window', () => {
  const lines = (no: ReferenceDiagram) =>
    referenceCounts(no, SENT).map(({ part, lines: told }) => [part, ...told.map(trimPadding)]);
  expect(lines('M20')).toEqual([['register', 'go: 2 services', expect.stringMatching(/: 1 service$/)]]);
  expect(lines('A3').slice(0, 2)).toEqual([
    ['resource', '2 services'],
    ['tracers', '2 SDKs and versions'],
  ]);
  expect(lines('M6')).toEqual([['agent', 'beyla 2: 3.2 spans/s']]);
  expect(lines('M12')).toEqual([]);
});

test('what was counted nowhere is absent', () => {
  for (const no of NUMBERS) {
    expect(referenceCounts(no, undefined)).toEqual([]);
    expect(referenceText(no, [], 'en')).toBe(REFERENCE_DIAGRAMS[no].en);
  }
  for (const no of ['M20', 'A3', 'M6'] as const) expect(referenceCounts(no, sdks())).toEqual([]);
});

test('requests of the server by protocol and answer; a number that grows is no other structure', () => {
  const [layers, answers] = [serverDiagram('transport', BUSY_SERVER), serverDiagram('pipeline', BUSY_SERVER)];
  const lines = (told: readonly ReferenceCount[]) =>
    told.map((one) => [one.part, ...one.lines.map(trimPadding)].join(' | ')).join('\n');
  expect(lines(referenceCounts('L4', layers))).toMatchInlineSnapshot(`
    "traces | 1.21M spans
    request | 5,520 requests
    gzip | http/protobuf gzip: 5,000 requests, 41.0 MB sent | http/protobuf not compressed: 210 requests, 12.0 MB | grpc not compressed: 310 requests, 4.10 MB
    grpc | 310 requests
    http | OTLP/HTTP, protobuf: 5,210 requests"
  `);
  expect(lines(referenceCounts('S11', answers))).toMatchInlineSnapshot(`
    "done | OTLP/HTTP :4318: 5,210 taken | OTLP/gRPC :4317: 310 taken
    partly | 1,314 items
    waiting | queue full: 503: 5 requests
    dropped | unknown path: 7 requests | without the token: 2 requests | other reasons: 2 requests"
  `);
  const counts = referenceCounts('L4', layers);
  const grown = counts.map((one) => ({ ...one, lines: one.lines.map((line) => line.replace(/\d/, '9')) }));
  expect(countsStructure('L4', grown, 'en')).toBe(countsStructure('L4', counts, 'en'));
});

test.each(['transport', 'pipeline', 'sdks'] as const)('%s counts the same parts in either language', (kind) => {
  const senders = [
    sampleSender('web', { 'telemetry.sdk.language': 'go', 'telemetry.sdk.name': 'opentelemetry' }),
    sampleSender('db', { 'telemetry.sdk.name': 'beyla' }),
  ];
  const counted = (language: DiagramLanguage) => {
    const diagram =
      kind === 'sdks' ? sdksOf({ ...sampleFacts(senders), language }) : serverDiagram(kind, BUSY_SERVER, language);
    return NUMBERS.filter((no) => COUNTED_IN[no]?.kind === kind).map((no) =>
      referenceCounts(no, diagram).map(({ part, lines }) => [part, lines.length]),
    );
  };
  expect(counted('en').flat().length).toBeGreaterThan(0);
  expect(counted('zh')).toEqual(counted('en'));
});

test.each(NUMBERS)('%s with its counts parses, and hostile names are text in it', async (no) => {
  const kind = COUNTED_IN[no]?.kind;
  if (kind === undefined) return;
  const counts = referenceCounts(no, kind === 'sdks' ? SENT : serverDiagram(kind, BUSY_SERVER));
  expect(counts.length).toBeGreaterThan(0);
  const text = referenceText(no, counts, 'en');
  if (no === 'S11') {
    const { getStates } = await withStates(text);
    expect(seen(String(getStates().get('done')?.descriptions))).toContain('5,210 taken');
    return;
  }
  const db = await parsedDb(text, 'getVertices');
  for (const { part, lines } of counts) {
    const told = (db.getVertices().get(part)?.text ?? '').split(/<br ?\/?>/).map(seen);
    expect(told.slice(-lines.length)).toEqual(lines.map(trimPadding));
  }
});

function seen(text: string): string {
  return trimPadding(decoded(text).replaceAll('&nbsp;', ' '));
}

async function withStates(text: string) {
  const db = await parsedDb(text, 'getStates');
  return { getStates: () => db.getStates() };
}
