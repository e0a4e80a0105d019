import type { BlockDiagram, ExchangeDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { signsOf } from './live-signs.ts';

const TOLD: Pick<BlockDiagram, 'ours' | 'language' | 'title' | 'source' | 'facts'> = {
  ours: true,
  language: 'en',
  title: 'T',
  source: 's',
  facts: [],
};

function blocks(type: BlockDiagram['type'], states: LiveBlock['state'][], flows: Partial<LiveFlow>[]): BlockDiagram {
  return {
    ...TOLD,
    type,
    direction: 'LR',
    blocks: states.map((state, at) => ({ id: String(at), name: 'a', shape: 'box', values: [], state, within: [] })),
    flows: flows.map((one) => ({ from: '0', to: '0', line: 'solid', label: '', values: [], failing: false, ...one })),
    notes: [],
  };
}

describe('signs of a live diagram', () => {
  test('of a flowchart: the lines and boxes that it has; a line that fails is red and nothing else', () => {
    expect(signsOf(blocks('flowchart', ['ok', 'ghost'], [{ line: 'dashed' }, { line: 'thick' }]))).toEqual([
      'thick',
      'dashed',
      'ghost',
    ]);
    expect(signsOf(blocks('flowchart', ['bad', 'warn'], [{ failing: true, line: 'dashed' }]))).toEqual([
      'failing',
      'warn',
      'bad',
    ]);
    expect(signsOf(blocks('flowchart', ['ok'], []))).toEqual([]);
  });

  test('of states: all ways are one line, which stays beside a failure', () => {
    expect(signsOf(blocks('states', ['now', 'root'], [{ line: 'dashed', failing: true }]))).toEqual([
      'way',
      'failing',
      'now',
      'root',
    ]);
    expect(signsOf(blocks('states', ['ok'], [{}]))).toEqual(['way']);
  });

  test('of an exchange: what is sent, and by whom that tells nothing itself', () => {
    const message = { kind: 'message' as const, from: 'a', to: 'a', label: '', values: [] };
    const exchange: ExchangeDiagram = {
      ...TOLD,
      type: 'sequence',
      parties: [{ id: 'a', name: 'A', ghost: true }],
      steps: [
        { kind: 'open', block: 'alt', label: '' },
        { ...message, look: 'answer', failing: false },
        { ...message, look: 'call', failing: false },
        { ...message, look: 'send', failing: true },
        { kind: 'close' },
      ],
    };
    expect(signsOf(exchange)).toEqual(['call', 'answer', 'failing', 'ghost']);
    expect(signsOf({ ...exchange, parties: [], steps: [] })).toEqual([]);
  });
});
