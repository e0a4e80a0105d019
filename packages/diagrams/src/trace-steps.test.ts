// Every kind of picture is a list too, in its own words, and what failed is told to have failed.
import { expect, test } from 'vitest';
import { SAMPLED_KINDS, samplePictures } from './testing/sample-pictures.ts';

test.each(SAMPLED_KINDS)('%s is a list too', (kind) => {
  for (const { steps = [] } of samplePictures(kind, 'light')) {
    expect(steps).not.toHaveLength(0);
    for (const { from, to, label } of steps) {
      expect(from).not.toBe('');
      expect(to ?? label).not.toBe('');
    }
  }
});

test.each(['sequence', 'gantt', 'entities', 'states', 'calls'] as const)('%s tells what failed in its list', (kind) => {
  const failed = samplePictures(kind, 'light').map(({ steps = [] }) => steps.filter((step) => step.failed).length);
  expect(Math.max(...failed)).toBeGreaterThan(0);
});
