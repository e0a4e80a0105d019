// What is said of the signs: of health a dashed state has not happened; of any other diagram that would be false.
import type { BlockDiagram, ExchangeDiagram } from '@spanloom/api-schema';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createI18n } from '../../../i18n/i18n.ts';
import { LiveLegend } from './live-legend.tsx';

beforeEach(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));
afterEach(() => void vi.unstubAllGlobals());

const TOLD = { ours: true, language: 'en' as const, title: 'T', source: 's', facts: [] };
const NAMES = ['ok', 'now', 'warn', 'bad', 'root', 'ghost'] as const;
const STATES: BlockDiagram = {
  ...TOLD,
  type: 'states',
  direction: 'TB',
  blocks: NAMES.map((state) => ({ id: state, name: state, shape: 'box', values: [], state, within: [] })),
  flows: [{ from: 'ok', to: 'now', line: 'solid', label: '', values: [], failing: false }],
  notes: [],
};
const MESSAGE = { kind: 'message' as const, from: 'a', to: 'b', label: '', values: [], failing: false };
const EXCHANGE: ExchangeDiagram = {
  ...TOLD,
  type: 'sequence',
  parties: [{ id: 'a', name: 'A', ghost: true }],
  steps: [
    { ...MESSAGE, look: 'call' },
    { ...MESSAGE, look: 'send' },
    { ...MESSAGE, look: 'answer' },
  ],
};

function wordsOf(legend: ReactNode): string[] {
  const place = document.createElement('div');
  const root = createRoot(place);
  act(() => root.render(<I18nextProvider i18n={createI18n('en')}>{legend}</I18nextProvider>));
  const words = [...place.querySelectorAll('li')].map((item) => item.lastChild?.textContent ?? '');
  act(() => root.unmount());
  return words;
}

test('of health', () => {
  expect(wordsOf(<LiveLegend diagram={STATES} hasUsual />)).toEqual([
    'goes on; no number: usual, but has not happened (the arrow from the start aside)',
    'the present state',
    'worth a look',
    'in trouble',
    'takes nothing in',
    'has not happened',
  ]);
});

test('of other states', () => {
  expect(wordsOf(<LiveLegend diagram={STATES} />)).toEqual([
    'goes on',
    'the present state',
    'worth a look',
    'in trouble',
    'takes nothing in',
    'inferred, or nothing came here',
  ]);
});

test('of an exchange', () => {
  expect(wordsOf(<LiveLegend diagram={EXCHANGE} />)).toEqual([
    'call, waits for the answer',
    'sent, nobody waits',
    'answer',
    'inferred, or nothing came here',
  ]);
});
