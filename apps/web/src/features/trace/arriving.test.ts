import { describe, expect, it } from 'vitest';
import { isArriving } from './arriving.ts';
import { SAMPLE_START, type SampleSpan, sampleOutline } from './testing/sample-trace.ts';

const SECOND = 1_000_000_000n;
const root: SampleSpan = { id: '01', name: 'root', from: 0, to: 100 };
const child: SampleSpan = { id: '02', parent: '01', name: 'child', from: 0, to: 90 };
const orphan: SampleSpan = { id: '03', parent: '7d', name: 'orphan', from: 0, to: 90 };

describe('isArriving', () => {
  it.each([
    ['complete', [root, child], 1n, false],
    ['without a root', [child], 1n, true],
    ['with a missing parent', [root, child, orphan], 1n, true],
    ['older than a minute', [child], 61n, false],
    ['from a clock that is far ahead', [child], -3600n, false],
  ])('a trace %s', (_, spans, age, expected) => {
    expect(isArriving(sampleOutline(spans), SAMPLE_START + age * SECOND)).toBe(expected);
  });
});
