// @vitest-environment jsdom
// What is copied as Markdown is drawn by others: every kind of diagram parses on Mermaid 10, 11 and 12, whatever is in it.
import { seededRandom } from '@spanloom/analysis/testing';
import { TRACE_DIAGRAMS, WINDOW_DIAGRAMS } from '@spanloom/api-schema';
import mermaid12 from 'mermaid';
import mermaid10 from 'mermaid-10';
import mermaid11 from 'mermaid-11';
import { expect, test } from 'vitest';
import type { MapSource, MapSourceNode } from './architecture-map.ts';
import { drawableMap, mapText } from './architecture-map-text.ts';
import type { ServiceColor } from './picture.ts';
import { EVENTS } from './states/trace-states.ts';
import { apiTrace } from './testing/api-trace.ts';
import { hostileTrace } from './testing/hostile-trace.ts';
import { promisedMapPicture, promisedTracePicture } from './testing/promises.ts';
import { randomGraph } from './testing/random-graph.ts';
import { sampleTrace } from './testing/sample-trace.ts';
import { tracePicture } from './trace-picture.ts';

const SEED = 23;
const HOSTILE = 12;
const VERSIONS = Object.entries({ 10: mermaid10, 11: mermaid11, 12: mermaid12 });
for (const [, mermaid] of VERSIONS) mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });

async function expectParsed(text: string, told: string): Promise<void> {
  for (const [version, mermaid] of VERSIONS) {
    await expect(mermaid.parse(text), `Mermaid ${version}, ${told}\n${text}`).resolves.toBeTruthy();
  }
}

const SAMPLES: Readonly<Record<(typeof WINDOW_DIAGRAMS)[number], string>> = { map: sampleMapText() };

function sampleMapText(): string {
  const nodes = (['service', 'database', 'queue', 'external', 'user'] as const).map(
    (kind, color): MapSourceNode & ServiceColor => ({ id: kind, kind, name: `my ${kind}`, namespace: '', color }),
  );
  const edges = nodes.map(({ id }, place) => ({
    client: 'service',
    server: id,
    async: place % 2 === 1,
    inferred: false,
    calls: 10,
    rate: 1.5,
    errorShare: place % 2,
    p95: '1200000',
  }));
  const graph: MapSource<MapSourceNode & ServiceColor> = { nodes, edges, sampled: true };
  const origin = { query: 'all traces', start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };
  return mapText(drawableMap(graph, { without: new Set<never>() }), origin, 'light');
}

test.each(WINDOW_DIAGRAMS)('%s', async (kind) => {
  await expectParsed(SAMPLES[kind], 'sample');
});

test.each(TRACE_DIAGRAMS)('%s', async (kind) => {
  for (const by of [undefined, EVENTS, 'server.address']) {
    const options = { theme: 'light', everyParticipant: true, by, labels: true, loneServers: [] } as const;
    const sample = tracePicture(kind, apiTrace(sampleTrace()), options);
    expect(sample, 'the sample trace has nothing for this kind').toBeDefined();
    await expectParsed(sample?.text ?? '', 'sample');
  }
});

test(`maps of ${HOSTILE} random hostile graphs (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < HOSTILE; round++) {
    const picture = promisedMapPicture(randomGraph(random), random);
    if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
  }
});

test.each(TRACE_DIAGRAMS)(`%s of ${HOSTILE} random hostile traces (seed ${SEED})`, async (kind) => {
  const random = seededRandom(SEED);
  for (let round = 0; round < HOSTILE; round++) {
    const picture = promisedTracePicture(kind, hostileTrace(random), random);
    if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
  }
});
