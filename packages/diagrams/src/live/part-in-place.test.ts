import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { describe, expect, it } from 'vitest';
import { liveNotes, liveParts } from './live-parts.ts';
import { liveStructure } from './live-text.ts';
import { partInPlace } from './part-in-place.ts';

function block(id: string, values: readonly string[], more: Partial<LiveBlock> = {}): LiveBlock {
  return { id, name: `name ${id}`, shape: 'box', values: [...values], state: 'ok', within: [], ...more };
}

function flow(from: string, to: string, values: readonly string[], more: Partial<LiveFlow> = {}): LiveFlow {
  return { from, to, line: 'solid', label: '', values: [...values], failing: false, ...more };
}

function diagram(blocks: LiveBlock[], flows: LiveFlow[], facts: BlockDiagram['facts'] = []): BlockDiagram {
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language: 'en',
    title: 'a diagram',
    source: 'all traces',
    facts,
    blocks,
    flows,
    notes: [],
  };
}

const WHOLE = diagram(
  [block('a', ['10 calls']), block('b', ['20 calls'], { state: 'bad', within: ['east'] }), block('c', ['30 calls'])],
  [
    flow('a', 'b', ['5 rps'], { failing: true }),
    flow('b', 'c', ['7 rps'], { label: 'send' }),
    flow('b', 'c', ['8 rps']),
  ],
);

describe('a part in the places of the whole', () => {
  it('has its own values and states in the order, the boxes and the looks of the whole', () => {
    const part = diagram(
      [block('c', ['3 calls'], { state: 'warn' }), block('a', ['1 calls'], { name: 'renamed', shape: 'round' })],
      [flow('b', 'c', ['2 rps'], { line: 'dashed' })],
      [{ name: 'shown', value: '2 parts' }],
    );
    const { diagram: placed, layout, absent } = partInPlace(WHOLE, part);
    expect(layout).toBe(WHOLE);
    expect(liveStructure(layout)).toBe(liveStructure(placed));
    expect(placed).toMatchObject({
      facts: [{ name: 'shown', value: '2 parts' }],
      blocks: [
        { id: 'a', name: 'name a', shape: 'box', values: ['1 calls'], state: 'ok' },
        { id: 'b', values: ['20 calls'], state: 'ok', within: ['east'] },
        { id: 'c', values: ['3 calls'], state: 'warn' },
      ],
      flows: [
        { from: 'a', to: 'b', failing: false },
        { label: 'send', values: ['7 rps'] },
        { label: '', values: ['2 rps'], line: 'solid' },
      ],
    });
    const parts = liveParts(placed);
    expect([...absent].map((place) => parts[place]?.title)).toEqual([
      'name b',
      'name a → name b',
      'name b → name c: send',
    ]);
  });

  it('differs from the whole in values and states alone: the picture stays', () => {
    const structure = liveStructure(WHOLE);
    expect(liveStructure(partInPlace(WHOLE, undefined).diagram)).toBe(structure);
    const part = diagram([block('b', ['1 calls'], { state: 'warn' })], [flow('b', 'c', ['2 rps'], { failing: true })]);
    expect(liveStructure(partInPlace(WHOLE, part).diagram)).toBe(structure);
  });

  it('has as many lines as the picture: a dash for those that it lacks, none more', () => {
    const whole = diagram([block('a', ['10 calls', 'p95 20 ms']), block('b', ['1 calls'])], []);
    const part = diagram([block('a', ['1 calls']), block('b', ['2 calls', '100% errors'])], []);
    expect(partInPlace(whole, part).diagram).toMatchObject({
      blocks: [{ values: ['1 calls', '–'] }, { values: ['2 calls'] }],
    });
  });

  it('leaves out what the whole does not show, and has nothing where the part has nothing', () => {
    const part = diagram([block('new', ['1 calls'])], [flow('new', 'a', ['1 rps'])]);
    const placed = partInPlace(WHOLE, part);
    expect(liveParts(placed.diagram)).toHaveLength(6);
    expect(placed.absent.size).toBe(6);
    const nothing = partInPlace({ ...WHOLE, facts: [{ name: 'shown', value: '3 parts' }] }, undefined);
    expect(nothing.absent.size).toBe(6);
    expect(nothing.diagram.facts).toEqual([]);
  });

  it('is laid out with the notes of the whole, which are as wide as what they say', () => {
    const noted = { ...WHOLE, notes: [{ beside: 'a', lines: ['✗ not always: every parent is here'] }] };
    const part = { ...WHOLE, notes: [{ beside: 'a', lines: ['✓ every parent is here'] }] };
    const { diagram: placed, layout } = partInPlace(noted, part);
    expect(layout).toBe(noted);
    expect(placed).toMatchObject({ notes: part.notes });
  });

  it('says in each line of a note what the part says, and nothing where it says nothing', () => {
    const noted = { ...WHOLE, type: 'states' as const, notes: [{ beside: 'a', lines: ['✗ a parent', '✗ an end'] }] };
    const part = (...lines: string[]): BlockDiagram => ({ ...noted, notes: [{ beside: 'c', lines }] });
    const linesIn = (own: BlockDiagram | undefined) => liveNotes(partInPlace(noted, own).diagram);
    const [key] = liveNotes(noted).map((note) => note.key);
    expect(linesIn(part('✓ a parent'))).toEqual([{ key, lines: ['✓ a parent', '–'] }]);
    expect(linesIn({ ...noted, notes: [] })).toEqual([{ key, lines: ['–', '–'] }]);
    expect(linesIn(undefined)).toEqual([{ key, lines: ['–', '–'] }]);
    expect(partInPlace(noted, part('✓ a parent')).layout).toBe(noted);
    const longer = partInPlace(noted, part('✓ a parent', '✓ an end', '✗ an id'));
    expect(liveNotes(longer.diagram)).toEqual([{ key, lines: ['✓ a parent', '✓ an end', '✗ an id'] }]);
    expect(liveStructure(longer.layout)).toBe(liveStructure(longer.diagram));
    expect(liveStructure(longer.layout)).not.toBe(liveStructure(noted));
  });

  it('each flow of the same ends once', () => {
    const part = diagram([], [flow('b', 'c', ['1 rps']), flow('b', 'c', ['2 rps'], { label: 'send' })]);
    const { diagram: placed } = partInPlace(WHOLE, part);
    expect('flows' in placed && placed.flows.map(({ values }) => values)).toEqual([['5 rps'], ['2 rps'], ['1 rps']]);
  });
});
