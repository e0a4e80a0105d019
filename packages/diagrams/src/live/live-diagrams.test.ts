// @vitest-environment jsdom
// Live diagrams of every type, with hostile names: Mermaid's own parser reads the text as what the model says.
import { seededRandom } from '@spanloom/analysis/testing';
import {
  DIAGRAM_LANGUAGES,
  type BlockDiagram,
  type ExchangeDiagram,
  type LiveBlock,
  type LiveDiagram,
  type LiveFlow,
  type LiveStep,
} from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { countField, durationField, shareField, VALUE_SEPARATOR } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { hostileLabels } from '../testing/hostile-labels.ts';
import { decoded, parsedDb } from '../testing/parse-mermaid.ts';
import { liveNotes, liveParts } from './live-parts.ts';
import { livePicture } from './live-picture.ts';
import { liveLayoutText, liveStructure, liveText } from './live-text.ts';
import { redactLive } from './redact-live.ts';

const SEED = 11;
const random = seededRandom(SEED);
const LABELS = hostileLabels(120, random);
const pick = (): string => LABELS[Math.floor(random() * LABELS.length)] ?? '';
const upTo = (count: number): number => Math.floor(random() * count);
const ORIGIN = { start: '2026-11-20T13:25:00.000Z', end: '2026-11-20T14:25:00.000Z' };

const TOLD = {
  ours: false,
  language: 'en' as const,
  title: 'Something live',
  source: 'all traces',
  facts: [{ name: 'hidden' as const, value: pick() }],
};

function blocks(type: BlockDiagram['type']): BlockDiagram {
  const ids = Array.from({ length: 1 + upTo(9) }, (_, place) => `${place} ${pick()}`);
  const id = (): string => ids[upTo(ids.length)] ?? '';
  const groups = [pick(), pick()];
  return {
    type,
    direction: 'LR',
    ...TOLD,
    blocks: ids.map(
      (one): LiveBlock => ({
        id: one,
        name: pick(),
        shape: (['box', 'store', 'queue', 'round', 'choice'] as const)[upTo(5)] ?? 'box',
        values: Array.from({ length: upTo(3) }, pick),
        state: (['ok', 'warn', 'bad', 'ghost'] as const)[upTo(4)] ?? 'ok',
        within: type === 'states' ? [] : groups.slice(0, upTo(3)),
        leads: { to: 'span', traceId: 'a', spanId: 'b' },
      }),
    ),
    flows: Array.from(
      { length: upTo(12) },
      (): LiveFlow => ({
        from: id(),
        to: id(),
        line: (['solid', 'dashed', 'thick'] as const)[upTo(3)] ?? 'solid',
        label: random() < 0.3 ? '' : pick(),
        values: Array.from({ length: upTo(3) }, pick),
        failing: random() < 0.2,
      }),
    ),
    notes: type === 'states' ? [{ beside: id(), lines: [pick()] }] : [],
  };
}

function exchange(): ExchangeDiagram {
  const ids = Array.from({ length: 1 + upTo(5) }, (_, place) => `${place} ${pick()}`);
  const id = (): string => ids[upTo(ids.length)] ?? '';
  return {
    type: 'sequence',
    ...TOLD,
    parties: ids.map((one) => ({ id: one, name: pick(), ghost: random() < 0.2 })),
    steps: [
      { kind: 'open', block: 'alt', label: pick() },
      ...Array.from({ length: 1 + upTo(8) }, () => ({
        kind: 'message' as const,
        from: id(),
        to: id(),
        look: (['call', 'send', 'answer'] as const)[upTo(3)] ?? 'call',
        label: pick(),
        values: Array.from({ length: upTo(2) }, pick),
        failing: random() < 0.2,
      })),
      { kind: 'next', word: 'else', label: pick() },
      { kind: 'note', over: [id()], label: pick(), values: [pick()], failing: true },
      { kind: 'close' },
    ],
  };
}

const linesOf = (diagram: LiveDiagram, mark: string): string[] =>
  liveParts(diagram).flatMap((part) => (part.mark === mark ? [part.lines.join('<br>')] : []));

test(`60 random hostile flowcharts and state machines (seed ${SEED})`, async () => {
  for (let round = 0; round < 30; round++) {
    const flowchart = blocks('flowchart');
    const chart = await parsedDb(liveText(flowchart, ORIGIN, 'dark'), 'getVertices', 'getEdges');
    expect([...chart.getVertices().values()].map(({ text = '' }) => decoded(text)).sort(), `round ${round}`).toEqual(
      linesOf(flowchart, 'node').sort(),
    );
    expect(chart.getEdges().map(({ text }) => decoded(text))).toEqual(linesOf(flowchart, 'edge'));

    const machine = blocks('states');
    const states = await parsedDb(liveText(machine, ORIGIN, 'light'), 'getRelations', 'getStates');
    expect(states.getRelations().map(({ relationTitle = '' }) => decoded(relationTitle))).toEqual(
      linesOf(machine, 'transition'),
    );
  }
});

test(`30 random hostile exchanges (seed ${SEED})`, async () => {
  for (let round = 0; round < 30; round++) {
    const diagram = exchange();
    const db = await parsedDb(liveText(diagram, ORIGIN, 'light'), 'getMessages');
    const told = db.getMessages().flatMap(({ message }) => (typeof message === 'string' ? [decoded(message)] : []));
    for (const line of linesOf(diagram, 'message')) expect(told, `round ${round}`).toContain(line);
  }
});

test('values, states and what fails change no structure, and no class is laid out; a name or an end does', () => {
  const before = blocks('flowchart');
  const first = before.blocks[0];
  if (first === undefined) throw new Error('no block');
  const other = { ...first, id: 'other' };
  const end = { from: first.id, to: first.id, line: 'solid' as const, label: '', values: [], failing: false };
  const drawn = (changed: Partial<LiveBlock>, flow: Partial<LiveFlow> = {}): BlockDiagram => ({
    ...before,
    blocks: [{ ...first, ...changed }, other, ...before.blocks.slice(1)],
    flows: [{ ...end, ...flow }, ...before.flows],
  });
  const structureOf = (...[changed, flow]: Parameters<typeof drawn>): string => liveStructure(drawn(changed, flow));
  const structure = structureOf({});
  expect(structureOf({ values: first.values.map(() => 'another') })).toBe(structure);
  expect(structureOf({ values: [...first.values, 'more'] })).not.toBe(structure);
  expect(structureOf({ name: `${first.name} x` })).not.toBe(structure);
  expect(structureOf({}, { to: other.id })).not.toBe(structure);
  expect(structureOf({}, { failing: true })).toBe(structure);
  for (const state of ['ok', 'warn', 'bad', 'root', 'ghost', 'now'] as const) {
    expect(structureOf({ state })).toBe(structure);
    const told = liveText(drawn({ state }), ORIGIN, 'light');
    expect(told).toMatch(new RegExp(`^class n0\\b.* ${state}$`, 'm'));
    expect(liveLayoutText(drawn({ state }))).not.toMatch(/^(class|classDef|linkStyle) /m);
  }
});

test('no value has a hole: its padding stands at the ends of its line, for a page as Mermaid keeps it; along arrows none', () => {
  const values = [`${countField(0, '×')}${VALUE_SEPARATOR}${shareField(0, 'of all')}`, durationField('p95', undefined)];
  const one = { id: 'a', name: 'a', shape: 'box' as const, values, state: 'ok' as const, within: [] };
  const flow = { from: 'a', to: 'a', line: 'solid' as const, label: '', values, failing: false };
  const [x, p95] = ['0\u00a0×\u00a0·\u00a00%\u00a0of all', 'p95\u00a0–\u00a0ms'];
  for (const type of ['flowchart', 'states'] as const) {
    const diagram: BlockDiagram = { type, direction: 'LR', ...TOLD, blocks: [one], flows: [flow], notes: [] };
    const [block, way] = liveParts(diagram);
    const padded = (text: string): RegExp => new RegExp(`^\u2007+\u2008*${text}\u2007+\u2008*$`);
    expect(way?.lines).toEqual([expect.stringMatching(padded(x)), expect.stringMatching(padded(p95))]);
    if (type === 'states') expect(block?.lines).toEqual([expect.stringMatching(padded(`a · ${x} · ${p95}`))]);
    else expect(block?.lines).toEqual(['a', ...(way?.lines ?? [])]);
    expect(liveText(diagram, ORIGIN, 'light')).toContain(way?.lines.join('<br/>').replace('%', '#37;'));
    expect(liveLayoutText(diagram)).toContain(`#8200;${x.replace('%', '#37;')}#8199;`);
    expect(liveLayoutText(diagram)).not.toMatch(/[\u2007\u2008]/);
  }
  const parties = [{ id: 'a', name: 'a', ghost: false }];
  const note = { kind: 'note' as const, over: ['a'], label: 'b', values, failing: false };
  const told: ExchangeDiagram = { type: 'sequence', ...TOLD, parties, steps: [note] };
  expect(liveParts(told)[1]?.lines).toEqual([`b · ${x} · ${p95}`]);
  expect(liveText(told, ORIGIN, 'light')).toContain(`Note over p0: b · ${x.replace('%', '#37;')} · ${p95}`);
});

test('notes are laid out as the longest that they may say, and told as they are', () => {
  const before = blocks('states');
  const beside = before.blocks[0]?.id ?? '';
  const noted = (line: string): BlockDiagram => ({
    ...before,
    notes: [{ beside, lines: [line], longest: ['not always true'] }],
  });
  expect(liveStructure(noted('true'))).toBe(liveStructure(noted('not always true')));
  expect(liveLayoutText(noted('true'))).toContain('\nnot always true\nend note');
  expect(liveText(noted('true'), ORIGIN, 'light')).toContain('\ntrue\nend note');
  expect(liveNotes(noted('true'))).toEqual([{ key: 's0', lines: ['true'] }]);
});

test.each(DIAGRAM_LANGUAGES)('nothing that was to be replaced is in what is drawn, %s', (language) => {
  for (const make of [() => blocks('flowchart'), () => blocks('states'), exchange]) {
    const secret = 'Geheimdienst';
    const swap = (text: string): string => (text.length > 0 ? secret : '');
    const made = { ...make(), language };
    const named: LiveDiagram =
      made.type === 'sequence'
        ? {
            ...made,
            source: secret,
            parties: made.parties.map((one) => ({ ...one, id: `${secret} ${one.id}`, name: secret })),
            steps: made.steps.map((step) => renamedStep(step, secret, swap)),
          }
        : {
            ...made,
            source: secret,
            blocks: made.blocks.map((one) => ({
              ...one,
              id: `${secret} ${one.id}`,
              name: secret,
              values: [secret],
              within: [secret],
              leads: { to: 'node', node: secret } as const,
            })),
            flows: made.flows.map((one) => ({
              ...one,
              from: `${secret} ${one.from}`,
              to: `${secret} ${one.to}`,
              label: swap(one.label),
              values: [secret],
            })),
            notes: made.notes.map((one) => ({ beside: `${secret} ${one.beside}`, lines: [secret] })),
          };
    expect(JSON.stringify(livePicture(named, ORIGIN, 'light'))).toContain(secret);
    const told = redactLive(named, { services: true, labels: true });
    expect(JSON.stringify([told, livePicture(told, ORIGIN, 'light')].map((one) => JSON.stringify(one)))).not.toContain(
      visibleLabel(secret),
    );
    expect(redactLive({ ...named, ours: true }, { services: true, labels: true })).toEqual({ ...named, ours: true });
  }
});

function renamedStep(step: LiveStep, secret: string, swap: (text: string) => string): LiveStep {
  if (!('label' in step)) return step;
  const label = swap(step.label);
  const leads = { to: 'node', node: secret } as const;
  if (step.kind === 'message') {
    return { ...step, from: `${secret} ${step.from}`, to: `${secret} ${step.to}`, label, leads };
  }
  return step.kind === 'note'
    ? { ...step, over: step.over.map((id) => `${secret} ${id}`), label, leads }
    : { ...step, label };
}
