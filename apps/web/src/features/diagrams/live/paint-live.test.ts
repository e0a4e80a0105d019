// @vitest-environment jsdom
// Notes say what holds for what is shown, also in a picture that was drawn for another number of lines.
import type { BlockDiagram } from '@spanloom/api-schema';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { paintLive } from './paint-live.ts';

beforeAll(() => vi.stubGlobal('matchMedia', () => ({ matches: true })));
afterAll(() => vi.unstubAllGlobals());

const LINKS = { hrefOf: () => undefined, nameOf: () => '', absentNameOf: () => '' };

function saying(...lines: string[]): BlockDiagram {
  const block = { id: 'a', name: 'root', shape: 'box', values: [], state: 'ok', within: [] } as const;
  return {
    type: 'states',
    direction: 'LR',
    ours: false,
    language: 'en',
    title: 'states',
    source: 'all traces',
    facts: [],
    blocks: [{ ...block, values: [], within: [] }],
    flows: [],
    notes: [{ beside: 'a', lines }],
  };
}

/** What a note of two lines says of all of the time, painted for a part of it. */
function painted(diagram: BlockDiagram): string[] {
  const note = ['not always: every parent is here', 'not always: every span ended'].map((text) => new Text(text));
  const steps = paintLive({ parts: [], notes: [note], failing: undefined }, diagram, {
    links: LINKS,
    absent: undefined,
    news: false,
  });
  expect([...steps]).toEqual([]);
  return note.map(({ data }) => data);
}

test('a note of as many lines says each of them', () => {
  expect(painted(saying('every parent is here', 'every span ended'))).toEqual([
    'every parent is here',
    'every span ended',
  ]);
});

test('of a note with fewer lines nothing of before is left', () => {
  expect(painted(saying('every parent is here'))).toEqual(['every parent is here', '–']);
  expect(painted(saying())).toEqual(['–', '–']);
});

test('of a note with more lines all are said', () => {
  expect(painted(saying('one root', 'every parent is here', 'every span ended'))).toEqual([
    'one root',
    'every parent is here · every span ended',
  ]);
});
