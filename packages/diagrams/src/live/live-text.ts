// A live diagram as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/flowchart.html
import type { BlockDiagram, ExchangeDiagram, LiveBlock, LiveDiagram, LiveFlow, LiveStep } from '@spanloom/api-schema';
import { classDefinitions, type LiveClass, failingLinks } from '../classes.ts';
import { paddingAtEnds } from '../fixed-width.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import { type Ends, paddedLabel } from '../padded-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { type BoxItem, boxItems } from './live-boxes.ts';
import { type LiveKeys, liveKeys } from './live-keys.ts';

const MAX_LABEL = 120;

export interface LiveOrigin {
  /** As `2026-11-20T13:25:00Z`; the same for what is as of one moment. */
  readonly start: string;
  readonly end: string;
}

/** The text that is drawn and copied. */
export function liveText(diagram: LiveDiagram, { start, end }: LiveOrigin, theme: DiagramTheme): string {
  const words = COMMON_WORDS[diagram.language];
  const time = start === end ? words.asOf(end) : words.window(start, end);
  const facts = diagram.facts.map(({ name, value }) => words.fact(words.facts[name], mermaidLabel(value, MAX_LABEL)));
  const head = [
    words.source(words.list([mermaidLabel(diagram.source, 400), time, ...facts])),
    `accTitle: ${mermaidLabel(diagram.title)}`,
    `accDescr: ${descriptionOf(diagram)}`,
  ];
  return `${write(diagram, head, theme).join('\n')}\n`;
}

/** Text to lay out and draw: no classes, because states are put on afterwards and change while the layout stays. */
export function liveLayoutText(diagram: LiveDiagram): string {
  const lines = layoutLines(roomy(diagram), [], 'encoded');
  return `${lines.join('\n')}\n`;
}

/** Equal for diagrams that differ in values and states only: those are changed in the picture that is there. */
export function liveStructure(diagram: LiveDiagram): string {
  return liveLayoutText(withoutValues(diagram));
}

function write(diagram: LiveDiagram, head: readonly string[], theme: DiagramTheme): string[] {
  const lines = layoutLines(diagram, head, 'written');
  if (diagram.type === 'sequence') return lines;
  const keys = liveKeys(diagram);
  const used = new Set<LiveClass>(diagram.blocks.map(({ state }) => state));
  return [
    ...lines,
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${blocksIn(diagram, name, keys)} ${name}`),
    ...(diagram.type === 'flowchart' ? failingLinks(theme, placesOfFailing(diagram.flows)) : []),
  ];
}

function layoutLines(diagram: LiveDiagram, head: readonly string[], ends: Ends): string[] {
  const writing = { keys: liveKeys(diagram), ends };
  switch (diagram.type) {
    case 'sequence':
      return ['sequenceDiagram', ...head, ...exchangeLines(diagram, writing)];
    case 'flowchart':
      return [`flowchart ${diagram.direction}`, ...head, ...flowchartLines(diagram, writing)];
    case 'states':
      return ['stateDiagram-v2', ...head, `direction ${diagram.direction}`, ...stateLines(diagram, writing)];
  }
}

function blocksIn({ blocks }: BlockDiagram, name: LiveClass, keys: LiveKeys): string {
  return blocks
    .filter(({ state }) => state === name)
    .map(({ id }) => keys.get(id))
    .join(',');
}

export function placesOfFailing(items: readonly { readonly failing: boolean }[]): number[] {
  return items.flatMap(({ failing }, place) => (failing ? [place] : []));
}

// -------------------------------------------------------------------------------------------------------- flowchart

const SHAPES: Readonly<Record<LiveBlock['shape'], readonly [string, string]>> = {
  box: ['[', ']'],
  store: ['[(', ')]'],
  queue: ['[/', '/]'],
  round: ['([', '])'],
  choice: ['{', '}'],
};
const ARROWS: Readonly<Record<LiveFlow['line'], string>> = { solid: '-->', dashed: '-.->', thick: '==>' };

interface Writing {
  readonly keys: LiveKeys;
  readonly ends: Ends;
}

function flowchartLines({ blocks, flows }: BlockDiagram, writing: Writing): string[] {
  const { keys, ends } = writing;
  const lines: string[] = [];
  writeItems(boxItems(blocks), lines, writing);
  for (const { from, to, line, label, values } of flows) {
    const told = stacked(said(label), values, ends);
    lines.push(`${keys.get(from)} ${ARROWS[line]}${told === '' ? '' : `|"${told}"|`} ${keys.get(to)}`);
  }
  return lines;
}

function writeItems(items: readonly BoxItem[], lines: string[], writing: Writing): void {
  for (const item of items) {
    if (item.kind === 'block') {
      const { id, name, shape, values } = item.block;
      const [open, close] = SHAPES[shape];
      lines.push(`${writing.keys.get(id)}${open}"${stacked([name], values, writing.ends)}"${close}`);
    } else {
      lines.push(`subgraph ${item.box.key}["${mermaidLabel(item.box.title, MAX_LABEL)}"]`);
      writeItems(item.box.items, lines, writing);
      lines.push('end');
    }
  }
}

/** Each value in a line of its own. */
function stacked(names: readonly string[], values: readonly string[], ends: Ends): string {
  return [
    ...names.map((name) => mermaidLabel(name, MAX_LABEL)),
    ...values.map((value) => paddedLabel(paddingAtEnds([value]), { ends, max: MAX_LABEL })),
  ].join('<br/>');
}

/** A way without a label is no way without a name. */
function said(label: string): string[] {
  return label === '' ? [] : [label];
}

// ------------------------------------------------------------------------------------------------------------ states

function stateLines({ blocks, flows, notes }: BlockDiagram, { keys, ends }: Writing): string[] {
  const key = (id: string): string => (id === '' ? '[*]' : keys.get(id));
  return [
    ...blocks.map(
      ({ id, name, values }) =>
        `${key(id)} : ${paddedLabel(paddingAtEnds(values), { names: [name], ends, max: MAX_LABEL })}`,
    ),
    ...flows.map(({ from, to, label, values }) => {
      const told = stacked(said(label), values, ends);
      return `${key(from)} --> ${key(to)}${told === '' ? '' : ` : ${told}`}`;
    }),
    ...notes.flatMap(({ beside, lines }) => [
      `note right of ${key(beside)}`,
      ...lines.map((line) => mermaidLabel(line, MAX_LABEL)),
      'end note',
    ]),
  ];
}

// ---------------------------------------------------------------------------------------------------------- sequence

const MESSAGES = { call: ['->>', '-x'], send: ['-)', '-x'], answer: ['-->>', '--x'] } as const;

function exchangeLines({ parties, steps }: ExchangeDiagram, writing: Writing): string[] {
  return [
    ...parties.map(({ id, name }) => `participant ${writing.keys.get(id)} as ${mermaidLabel(name, MAX_LABEL)}`),
    ...steps.map((step) => stepLine(step, writing)),
  ];
}

function stepLine(step: LiveStep, { keys, ends }: Writing): string {
  switch (step.kind) {
    case 'message':
      return `${keys.get(step.from)}${MESSAGES[step.look][step.failing ? 1 : 0]}${keys.get(step.to)}: ${exchanged(step, ends)}`;
    case 'note':
      return `Note over ${step.over.map((id) => keys.get(id)).join(',')}: ${exchanged(step, ends)}`;
    case 'open':
      return `${step.block} ${mermaidLabel(step.label, MAX_LABEL)}`;
    case 'next':
      return `${step.word} ${mermaidLabel(step.label, MAX_LABEL)}`;
    case 'close':
      return 'end';
  }
}

/** Along an arrow nothing is boxed in: a page lays out the widest that it may become, and writes what it is. */
function exchanged(
  { label, values }: { readonly label: string; readonly values: readonly string[] },
  ends: Ends,
): string {
  const told = ends === 'encoded' ? values : paddingAtEnds(values).texts;
  return [...said(label), ...told].map((text) => mermaidLabel(text, MAX_LABEL)).join(' · ');
}

// ------------------------------------------------------------------------------------------------------------- words

function descriptionOf(diagram: LiveDiagram): string {
  const nouns = NOUNS[diagram.language];
  if (diagram.type === 'sequence') {
    const failing = diagram.steps.filter((step) => 'failing' in step && step.failing).length;
    const messages = diagram.steps.filter(({ kind }) => kind === 'message').length;
    return described(diagram, [
      counted(diagram.parties.length, nouns.participants),
      counted(messages, nouns.messages),
      failing,
    ]);
  }
  const [part, way] = diagram.type === 'states' ? [nouns.states, nouns.transitions] : [nouns.nodes, nouns.edges];
  return described(diagram, [
    counted(diagram.blocks.length, part),
    counted(diagram.flows.length, way),
    placesOfFailing(diagram.flows).length,
  ]);
}

function described({ language }: LiveDiagram, [parts, ways, failing]: readonly [string, string, number]): string {
  const { sentence, list, ofThemFailed } = COMMON_WORDS[language];
  return sentence(list([parts, ways, ofThemFailed(failing)]));
}

function withoutValues(diagram: LiveDiagram): LiveDiagram {
  const blank = (values: readonly string[]): string[] => values.map(() => '-');
  if (diagram.type === 'sequence') {
    return {
      ...diagram,
      steps: diagram.steps.map((step) => ('values' in step ? { ...step, values: blank(step.values) } : step)),
    };
  }
  return {
    ...diagram,
    blocks: diagram.blocks.map((block) => ({ ...block, values: blank(block.values) })),
    flows: diagram.flows.map((flow) => ({ ...flow, values: blank(flow.values) })),
  };
}

/** With the longest that its notes may say. */
function roomy(diagram: LiveDiagram): LiveDiagram {
  if (diagram.type === 'sequence') return diagram;
  return { ...diagram, notes: diagram.notes.map((note) => ({ ...note, lines: note.longest ?? note.lines })) };
}
