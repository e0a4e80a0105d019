// @vitest-environment jsdom
// What is copied as Markdown is drawn by others: every kind of diagram parses on Mermaid 10, 11 and 12, whatever is in it.
import { seededRandom } from '@spanloom/analysis/testing';
import { LIVE_WINDOW_DIAGRAMS, TRACE_DIAGRAMS } from '@spanloom/api-schema';
import mermaid12 from 'mermaid';
import mermaid10 from 'mermaid-10';
import mermaid11 from 'mermaid-11';
import { expect, test } from 'vitest';
import { REFERENCE_DIAGRAMS } from './reference/reference-diagrams.ts';
import { hostileTrace } from './testing/hostile-trace.ts';
import { apiTrace } from './testing/api-trace.ts';
import { hostileCollector } from './testing/hostile-config.ts';
import { hostileWindow } from './testing/hostile-window.ts';
import {
  promisedLivePicture,
  promisedMapPicture,
  promisedTracePicture,
  promisedWindowPicture,
} from './testing/promises.ts';
import { randomGraph } from './testing/random-graph.ts';
import { SAMPLED_KINDS, samplePictures } from './testing/sample-pictures.ts';
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

test.each(SAMPLED_KINDS)('%s', async (kind) => {
  for (const { text } of samplePictures(kind, 'light')) await expectParsed(text, 'sample');
});

test.each(Object.entries(REFERENCE_DIAGRAMS))('%s of the reference', async (no, text) => {
  await expectParsed(text, no);
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

test(`Collector configurations of ${HOSTILE} rounds with hostile names (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < HOSTILE; round++) {
    await expectParsed(promisedLivePicture(hostileCollector(random), random).text, `round ${round}`);
  }
});

test(`${HOSTILE} random hostile traces against the one before (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  let against = apiTrace(hostileTrace(random));
  for (let round = 0; round < HOSTILE; round++) {
    const trace = apiTrace(hostileTrace(random));
    const options = { theme: 'light', everyParticipant: false, labels: true, loneServers: [], against } as const;
    const picture = tracePicture('calls', trace, options);
    if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
    against = trace;
  }
});

test.each(LIVE_WINDOW_DIAGRAMS)(`%s of ${HOSTILE} random hostile windows (seed ${SEED})`, async (kind) => {
  const random = seededRandom(SEED);
  for (let round = 0; round < HOSTILE; round++) {
    const picture = promisedWindowPicture(kind, hostileWindow(random), random);
    if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
  }
});
