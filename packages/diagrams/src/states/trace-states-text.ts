// A state machine of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/stateDiagram.html
import { classDefinitions, type DiagramClass } from '../classes.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { counted, isoTime } from '../words.ts';
import type { MachineState } from './state-machine.ts';
import { EVENTS, type Invariant, LIFECYCLE, type TraceStates, WORKFLOW } from './trace-states.ts';

/** In place of the key of an attribute that is not to be told. */
export const UNTOLD = '';

const SUBJECTS: ReadonlyMap<string, string> = new Map([
  [LIFECYCLE, 'life of spans'],
  [EVENTS, 'events of spans'],
  [WORKFLOW, 'runs of workflows'],
  [UNTOLD, 'an attribute'],
]);

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function statesText(model: TraceStates, traceId: string, theme: DiagramTheme): string {
  const { by, states, transitions, steps, hidden, spans, invariants } = model;
  const subject = SUBJECTS.get(by) ?? `attribute ${by}`;
  const used = new Set(states.map(classOf));
  const [first] = states;
  return `${[
    'stateDiagram-v2',
    `%% source: trace ${mermaidLabel(traceId, 64)}, ${isoTime(model.start)} to ${isoTime(model.end)}, ${counted(spans, 'span')}, ${mermaidLabel(subject, 120)}, ${counted(steps, 'step')}: ${steps - hidden} drawn, ${hidden} hidden, times are medians`,
    `accTitle: States of a trace`,
    `accDescr: ${counted(states.length, 'state')}, ${counted(transitions.length, 'transition')}, of them failed: ${transitions.filter(({ failed }) => failed).length}.`,
    // A workflow is a long chain.
    `direction ${by === WORKFLOW ? 'TB' : 'LR'}`,
    ...states.map(({ key, label }) => `${key} : ${mermaidLabel(label)}`),
    ...transitions.map(
      ({ from, to, label }) => `${from?.key ?? '[*]'} --> ${to?.key ?? '[*]'} : ${mermaidLabel(label)}`,
    ),
    ...(first === undefined || invariants.length === 0
      ? []
      : [`note right of ${first.key}`, ...invariants.map((one) => mermaidLabel(invariantText(one))), 'end note']),
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${keysOf(states, name)} ${name}`),
  ].join('\n')}\n`;
}

const HOLDS: Readonly<Record<Invariant['name'], readonly [string, (broken: number) => string]>> = {
  oneRoot: ['one root', (broken) => (broken < 0 ? 'no root' : `${broken + 1} roots`)],
  parentsHere: ['every parent is here', (broken) => `${counted(broken, 'parent')} missing`],
  noCircle: ['no circle of parents', (broken) => counted(broken, 'circle')],
  idsOnce: ['every id once', (broken) => `${counted(broken, 'span')} with an id of another`],
  ended: ['every span has an end', (broken) => `${counted(broken, 'span')} without an end`],
};

function invariantText({ name, broken }: Invariant): string {
  const [holds, violated] = HOLDS[name];
  return broken === 0 ? `✓ ${holds}` : `✗ ${violated(broken)}`;
}

function classOf({ failing }: MachineState): DiagramClass {
  return failing ? 'bad' : 'ok';
}

function keysOf(states: readonly MachineState[], name: DiagramClass): string {
  return states
    .filter((state) => classOf(state) === name)
    .map(({ key }) => key)
    .join(',');
}
