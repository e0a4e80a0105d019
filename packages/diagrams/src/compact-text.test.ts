// @vitest-environment jsdom
import { seededRandom } from '@spanloom/analysis/testing';
import { TRACE_DIAGRAMS } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { compactText } from './compact-text.ts';
import { hostileTrace } from './testing/hostile-trace.ts';
import { parsedDb } from './testing/parse-mermaid.ts';
import { promisedTracePicture } from './testing/promises.ts';

const SEED = 41;

test.each(['calls', 'propagation'] as const)(
  `%s of hostile traces keep nodes and arrows, without labels (seed ${SEED})`,
  async (kind) => {
    const random = seededRandom(SEED);
    let labels = 0;
    for (let round = 0; round < 12; round++) {
      const text = promisedTracePicture(kind, hostileTrace(random), random, 'en')?.text;
      if (text === undefined) continue;
      const [whole, compact] = await Promise.all(
        [text, compactText(text)].map((one) => parsedDb(one, 'getVertices', 'getEdges')),
      );
      labels += whole?.getEdges().filter((edge) => edge.text !== '').length ?? 0;
      expect(compact?.getEdges().map(({ text: label }) => label)).toEqual(whole?.getEdges().map(() => ''));
      expect([...(compact?.getVertices().values() ?? [])].map((node) => node.text)).toEqual(
        [...(whole?.getVertices().values() ?? [])].map((node) => node.text),
      );
    }
    expect(labels).toBeGreaterThan(0);
  },
);

test.each(TRACE_DIAGRAMS.filter((kind) => kind !== 'calls' && kind !== 'propagation'))(
  '%s stays what it is',
  (kind) => {
    const random = seededRandom(SEED);
    const text = promisedTracePicture(kind, hostileTrace(random), random, 'en')?.text ?? '';
    expect(text).not.toBe('');
    expect(compactText(text)).toBe(text);
  },
);
