// A state machine of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/stateDiagram.html
import { classDefinitions, type DiagramClass } from '../classes.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, isoTime } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { MachineState } from './state-machine.ts';
import type { StateWords } from './workflow-steps.ts';
import { EVENTS, type Invariant, LIFECYCLE, type TraceStates, WORKFLOW } from './trace-states.ts';

/** In place of the key of an attribute that is not to be told. */
export const UNTOLD = '';

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function statesText(model: TraceStates, traceId: string, theme: DiagramTheme): string {
  const { by, states, transitions, invariants, language } = model;
  const [words, nouns, common] = [TRACE_WORDS[language].states, NOUNS[language], COMMON_WORDS[language]];
  const used = new Set(states.map(classOf));
  const [first] = states;
  const failed = transitions.filter((one) => one.failed).length;
  const described = [
    counted(states.length, nouns.states),
    counted(transitions.length, nouns.transitions),
    common.ofThemFailed(failed),
  ];
  return `${[
    'stateDiagram-v2',
    sourceOf(model, traceId),
    `accTitle: ${words.title}`,
    `accDescr: ${common.sentence(common.list(described))}`,
    // A workflow is a long chain.
    `direction ${by === WORKFLOW ? 'TB' : 'LR'}`,
    ...states.map(({ key, label }) => `${key} : ${mermaidLabel(label)}`),
    ...transitions.map(
      ({ from, to, label }) => `${from?.key ?? '[*]'} --> ${to?.key ?? '[*]'} : ${mermaidLabel(label)}`,
    ),
    ...(first === undefined || invariants.length === 0
      ? []
      : [
          `note right of ${first.key}`,
          ...invariants.map((one) => mermaidLabel(invariantText(one, words))),
          'end note',
        ]),
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${keysOf(states, name)} ${name}`),
  ].join('\n')}\n`;
}

function sourceOf({ by, steps, hidden, spans, start, end, language }: TraceStates, traceId: string): string {
  const [words, nouns, common] = [TRACE_WORDS[language].states, NOUNS[language], COMMON_WORDS[language]];
  const drawn = [common.drawn(steps - hidden), common.hidden(hidden), words.medians];
  return common.source(
    common.list([
      common.ofTrace(mermaidLabel(traceId, 64)),
      common.window(isoTime(start), isoTime(end)),
      counted(spans, nouns.spans),
      mermaidLabel(subjectOf(by, words), 120),
      common.drawnOf(counted(steps, nouns.steps), common.list(drawn)),
    ]),
  );
}

function subjectOf(by: string, { subjects, untold, attribute }: StateWords): string {
  switch (by) {
    case LIFECYCLE:
      return subjects.lifecycle;
    case EVENTS:
      return subjects.events;
    case WORKFLOW:
      return subjects.workflow;
    case UNTOLD:
      return untold;
    default:
      return attribute(by);
  }
}

function invariantText({ name, broken }: Invariant, words: StateWords): string {
  const invariant = words.invariants[name];
  return broken === 0 ? words.holds(invariant.holds) : words.broken(invariant.broken(broken));
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
