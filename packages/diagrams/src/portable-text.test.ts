// @vitest-environment jsdom
// What is copied as Markdown is drawn by others: every kind of diagram parses on Mermaid 10, 11 and 12, whatever is in it.
import { seededRandom } from '@spanloom/analysis/testing';
import { DIAGRAM_LANGUAGES, LIVE_WINDOW_DIAGRAMS, TRACE_DIAGRAMS } from '@spanloom/api-schema';
import mermaid12 from 'mermaid';
import mermaid10 from 'mermaid-10';
import mermaid11 from 'mermaid-11';
import { expect, test } from 'vitest';
import { REFERENCE_DIAGRAMS } from './reference/reference-diagrams.ts';
import { sequenceOfTrace } from './sequence/sequence.ts';
import { sequenceText } from './sequence/sequence-text.ts';
import { LINKED_SPANS } from './sequence/testing/linked-spans.ts';
import { sampleSpans } from './sequence/testing/sample-spans.ts';
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

/** Each with each language. */
function inEach<T>(kinds: readonly T[]) {
  return kinds.flatMap((kind) => DIAGRAM_LANGUAGES.map((language) => [kind, language] as const));
}
const VERSIONS = Object.entries({ 10: mermaid10, 11: mermaid11, 12: mermaid12 });
for (const [, mermaid] of VERSIONS) mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });

async function expectParsed(text: string, told: string): Promise<void> {
  for (const [version, mermaid] of VERSIONS) {
    await expect(mermaid.parse(text), `Mermaid ${version}, ${told}\n${text}`).resolves.toBeTruthy();
  }
}

test.each(inEach(SAMPLED_KINDS))('%s, %s', async (kind, language) => {
  for (const { text } of samplePictures(kind, 'light', language)) await expectParsed(text, 'sample');
});

test.each(inEach(Object.entries(REFERENCE_DIAGRAMS)))('%s of the reference, %s', async ([no, text], language) => {
  await expectParsed(text[language], no);
});

test.each(inEach(Object.keys(LINKED_SPANS) as (keyof typeof LINKED_SPANS)[]))(
  'linked messages: %s, %s',
  async (name, language) => {
    const sequence = sequenceOfTrace(sampleSpans(...LINKED_SPANS[name]), { everyParticipant: false, language });
    await expectParsed(sequenceText(sequence, 'a trace'), name);
  },
);

test.each(DIAGRAM_LANGUAGES)(`maps of ${HOSTILE} random hostile graphs, %s (seed ${SEED})`, async (language) => {
  const random = seededRandom(SEED);
  for (let round = 0; round < HOSTILE; round++) {
    const picture = promisedMapPicture(randomGraph(random), random, language);
    if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
  }
});

test.each(inEach(TRACE_DIAGRAMS))(
  `%s of ${HOSTILE} random hostile traces, %s (seed ${SEED})`,
  async (kind, language) => {
    const random = seededRandom(SEED);
    for (let round = 0; round < HOSTILE; round++) {
      const picture = promisedTracePicture(kind, hostileTrace(random), random, language);
      if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
    }
  },
);

test.each(DIAGRAM_LANGUAGES)(`${HOSTILE} hostile Collector configurations, %s (seed ${SEED})`, async (language) => {
  const random = seededRandom(SEED);
  for (let round = 0; round < HOSTILE; round++) {
    await expectParsed(promisedLivePicture(hostileCollector(random, language), random).text, `round ${round}`);
  }
});

test.each(DIAGRAM_LANGUAGES)(
  `${HOSTILE} hostile traces against the one before, %s (seed ${SEED})`,
  async (language) => {
    const random = seededRandom(SEED);
    let against = apiTrace(hostileTrace(random));
    for (let round = 0; round < HOSTILE; round++) {
      const trace = apiTrace(hostileTrace(random));
      const options = {
        theme: 'light',
        language,
        everyParticipant: false,
        labels: true,
        loneServers: [],
        against,
      } as const;
      const picture = tracePicture('calls', trace, options);
      if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
      against = trace;
    }
  },
);

test.each(inEach(LIVE_WINDOW_DIAGRAMS))(
  `%s of ${HOSTILE} hostile windows, %s (seed ${SEED})`,
  async (kind, language) => {
    const random = seededRandom(SEED);
    for (let round = 0; round < HOSTILE; round++) {
      const picture = promisedWindowPicture(kind, hostileWindow(random), random, language);
      if (picture !== undefined) await expectParsed(picture.text, `round ${round}`);
    }
  },
);
