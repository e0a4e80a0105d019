// A state machine mined from what happened: how often one state directly followed another, how long that took, and whether
// it failed. What state-machine-text.ts writes as Mermaid.
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { DiagramPart } from '../diagram-part.ts';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import { compare } from '../sequence/sequence-span.ts';

export const MAX_TRANSITIONS = 60;
const MAX_NAME = 40;

/** One step of something that went from state to state. */
export interface Step {
  /** undefined: the beginning, or the end, of the machine. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Nanoseconds; undefined when no time tells of it. */
  readonly took: number | undefined;
  readonly failed: boolean;
  readonly spanId: string;
}

export interface MachineState {
  /** `s0`, `s1`, ... by first appearance in the text. */
  readonly key: string;
  readonly name: string;
  readonly label: string;
  /** What goes wrong ends here, or something is wrong with it. */
  readonly failing: boolean;
  readonly spanId: string;
}

export interface Transition {
  /** undefined: the beginning. */
  readonly from: MachineState | undefined;
  /** undefined: the end. */
  readonly to: MachineState | undefined;
  readonly times: number;
  /** Of all steps out of its state, 0 to 1. */
  readonly share: number;
  /** Median, nanoseconds. */
  readonly median: bigint | undefined;
  readonly failed: boolean;
  readonly label: string;
  readonly spanId: string;
}

export interface Machine {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  readonly states: readonly MachineState[];
  readonly transitions: readonly Transition[];
  /** Steps, drawn or not. */
  readonly steps: number;
  /** Steps whose transition is hidden; none of them failed, unless more than MAX_TRANSITIONS do. */
  readonly hidden: number;
}

export interface Known {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  /** States that are wrong whatever leads to them. */
  readonly failing: ReadonlySet<string>;
  /** States in the order in which they come, where that is known. */
  readonly order: readonly string[];
}

/** The same for any order of the steps. */
export function machineOf(
  steps: readonly Step[],
  { language, failing, order }: Known = { language: 'en', failing: new Set(), order: [] },
): Machine {
  const rank = (name: string | undefined): number =>
    name === undefined ? -1 : order.includes(name) ? order.indexOf(name) : order.length;
  const merged = [...merge(steps).values()].sort((a, b) => rank(a.from) - rank(b.from) || byOrder(a, b));
  const kept = new Set(
    merged
      .toSorted((a, b) => Number(b.failed) - Number(a.failed) || b.steps.length - a.steps.length)
      .slice(0, MAX_TRANSITIONS),
  );
  const shown = merged.filter((one) => kept.has(one));
  const wrong = new Set([...failing, ...shown.flatMap(({ failed, to }) => (failed && to !== undefined ? [to] : []))]);
  const states = new Map<string, MachineState>();
  const state = (name: string | undefined, spanId: string): MachineState | undefined => {
    if (name === undefined) return undefined;
    const known = states.get(name);
    if (known !== undefined) return known;
    const label = visibleLabel(name, MAX_NAME);
    const made = { key: `s${states.size}`, name, label, failing: wrong.has(name), spanId };
    states.set(name, made);
    return made;
  };
  const leaving = Map.groupBy(steps, ({ from }) => from);
  const transitions = shown.map((one): Transition => {
    const share = one.steps.length / (leaving.get(one.from)?.length ?? 1);
    const spanId = (one.steps.find(({ failed }) => failed === one.failed) ?? one.steps[0])?.spanId ?? '';
    const median = medianOf(one.steps);
    const failures = one.steps.filter(({ failed }) => failed).length;
    return {
      from: state(one.from, spanId),
      to: state(one.to, spanId),
      times: one.steps.length,
      share,
      median,
      failed: one.failed,
      label: [
        timesText(one.steps.length, share),
        errorText(COMMON_WORDS[language].error, failures, one.steps.length),
        median === undefined ? '' : durationText(median),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      spanId,
    };
  });
  return {
    language,
    states: [...states.values()],
    transitions,
    steps: steps.length,
    hidden: steps.length - transitions.reduce((sum, { times }) => sum + times, 0),
  };
}

export function machineParts({ states, transitions, language }: Machine): DiagramPart[] {
  const { begin, end } = TRACE_WORDS[language].states;
  return [
    ...states.map(({ key, label, spanId, failing }) => ({
      mark: 'state' as const,
      key,
      name: label,
      spanId,
      failed: failing,
    })),
    ...transitions.map(({ from, to, label, spanId, failed }) => ({
      mark: 'transition' as const,
      key: `${from?.key ?? '[*]'} ${to?.key ?? '[*]'}`,
      name: `${from?.label ?? begin} → ${to?.label ?? end}: ${label}`,
      spanId,
      failed,
    })),
  ];
}

/** `×3`, and `×3 (60%)` where there are other ways out of the state. */
function timesText(times: number, share: number): string {
  return share === 1 ? `×${times}` : `×${times} (${share < 0.01 ? '<1' : Math.round(share * 100)}%)`;
}

/** `error`, and `error ×2` where others of the same transition did not fail. */
function errorText(error: string, failures: number, times: number): string {
  if (failures === 0) return '';
  return failures === times ? error : `${error} ×${failures}`;
}

interface Merged {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** One of them did. */
  failed: boolean;
  readonly steps: Step[];
}

/**
 * What failed stays apart from what did not, but for what leads from a state to itself: of two such lines many versions of Mermaid
 * draw one.
 */
function merge(steps: readonly Step[]): Map<string, Merged> {
  const merged = new Map<string, Merged>();
  for (const step of steps.toSorted((a, b) => compare(a.spanId, b.spanId))) {
    const { from, to, failed } = step;
    const key = JSON.stringify([from ?? null, to ?? null, from !== to && failed]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { from, to, failed, steps: [step] });
    else {
      known.failed ||= failed;
      known.steps.push(step);
    }
  }
  return merged;
}

/** What ends comes last; the most frequent first. */
function byOrder(a: Merged, b: Merged): number {
  return (
    Number(a.to === undefined) - Number(b.to === undefined) ||
    b.steps.length - a.steps.length ||
    Number(a.failed) - Number(b.failed) ||
    compare(a.from ?? '', b.from ?? '') ||
    compare(a.to ?? '', b.to ?? '')
  );
}

/** Of an even number the lower one: a time that was measured. */
function medianOf(steps: readonly Step[]): bigint | undefined {
  const times = steps.flatMap(({ took }) => (took === undefined ? [] : [took])).sort((a, b) => a - b);
  const middle = times[Math.floor((times.length - 1) / 2)];
  return middle === undefined ? undefined : BigInt(Math.round(middle));
}
