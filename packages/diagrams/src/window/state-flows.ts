// A state machine mined from many traces: how often one state directly followed another, how long that took, and what went
// wrong. Its states are words of this program, so that a redaction keeps them.
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, durationField, VALUE_SEPARATOR, valueTexts } from '../fixed-width.ts';
import { compare } from '../sequence/sequence-span.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { fitLive } from './fit-live.ts';
import { roughSizes } from './rough-size.ts';

/** Nobody reads more. */
const MAX_TRANSITIONS = 60;

export interface WindowStep {
  /** undefined: the beginning, or the end, of the machine. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Nanoseconds; undefined when no time tells of it. */
  readonly took: number | undefined;
  /** What went wrong with it; '' for nothing. */
  readonly wrong: '' | 'error' | 'lost';
  /** How many steps it stands for. */
  readonly weight: number;
  readonly traceId: string;
  readonly spanId: string;
}

/** The states of a machine: their ids, which are the same in every language. */
export interface KnownStates {
  /** All of them, in the order in which they come. */
  readonly order: readonly string[];
  readonly bad: ReadonlySet<string>;
  readonly warn: ReadonlySet<string>;
}

type Told = Pick<BlockDiagram, 'language' | 'title' | 'source' | 'direction'> & {
  /** By the ids of the states. */
  readonly names: Readonly<Record<string, string>>;
  /** Besides what is shown and hidden. */
  readonly facts: BlockDiagram['facts'];
  /** Lines beside its first state. */
  readonly notes: readonly { readonly line: string; readonly longest: string }[];
};

/** Steps of the same kind, summed up. */
interface StateFlow {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly wrong: WindowStep['wrong'];
  /** Of all its steps. */
  readonly weight: number;
  /** Of all steps out of its state, 0 to 1. */
  readonly share: number;
  readonly times: { readonly p50: bigint; readonly mean: bigint } | undefined;
  /** The slowest of them. */
  readonly example: WindowStep;
}

/** The same for any order of the steps: in the order of the states. */
function stateFlows(steps: readonly WindowStep[], { order }: KnownStates): StateFlow[] {
  const rank = (name: string | undefined): number => (name === undefined ? -1 : order.indexOf(name));
  const alike = Map.groupBy(steps, ({ from, to, wrong }) => `${rank(from)} ${rank(to)} ${wrong}`);
  const summed = [...alike.values()].flatMap((own) => {
    const sorted = own.toSorted(bySlowness);
    const [example] = sorted;
    return example === undefined ? [] : [{ own: sorted, example, weight: weightOf(sorted) }];
  });
  const leaving = new Map<string | undefined, number>();
  const inOrder = summed.sort(
    ({ example: a }, { example: b }) =>
      rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to) || compare(a.wrong, b.wrong),
  );
  for (const { example, weight } of inOrder) leaving.set(example.from, (leaving.get(example.from) ?? 0) + weight);
  return inOrder.map(({ own, example, weight }) => {
    const { from, to, wrong } = example;
    return { from, to, wrong, weight, share: weight / (leaving.get(from) ?? weight), times: timesOf(own), example };
  });
}

export function statesDiagram(steps: readonly WindowStep[], states: KnownStates, told: Told): BlockDiagram {
  const flows = stateFlows(steps, states);
  return fitLive((most) => draw(flows, states, told, most), MAX_TRANSITIONS);
}

function draw(flows: readonly StateFlow[], states: KnownStates, told: Told, most: number): BlockDiagram {
  const size = roughSizes(flows.map(({ weight }) => weight));
  const kept = new Set(
    flows
      .toSorted((a, b) => Number(b.wrong !== '') - Number(a.wrong !== '') || size(b.weight) - size(a.weight))
      .slice(0, most),
  );
  const shown = flows.filter((flow) => kept.has(flow));
  const hidden = flows.filter((flow) => !kept.has(flow));
  const ends = new Set(shown.flatMap(({ from, to }) => [from, to]));
  const drawn = states.order.filter((id) => ends.has(id));
  const { language, title, source, direction, facts, notes, names } = told;
  const [{ list }, nouns] = [COMMON_WORDS[language], NOUNS[language]];
  const steps = (some: readonly StateFlow[]): string => counted(stepsIn(some), nouns.steps);
  const [first] = drawn;
  return {
    type: 'states',
    direction,
    ours: false,
    ownNames: true,
    language,
    title,
    source,
    facts: [
      {
        name: 'shown',
        value: list([counted(drawn.length, nouns.states), counted(shown.length, nouns.transitions), steps(shown)]),
      },
      ...(hidden.length === 0
        ? []
        : [
            {
              name: 'hidden' as const,
              value: list([counted(hidden.length, nouns.transitions), steps(hidden)]),
            },
          ]),
      ...facts,
    ],
    blocks: drawn.map((id) => ({ ...blockOf(id, shown, states), name: names[id] ?? id })),
    flows: shown.map((flow) => flowOf(flow, language)),
    notes:
      first === undefined || notes.length === 0
        ? []
        : [{ beside: first, lines: notes.map(({ line }) => line), longest: notes.map(({ longest }) => longest) }],
  };
}

function stepsIn(flows: readonly StateFlow[]): number {
  return Math.round(flows.reduce((sum, { weight }) => sum + weight, 0));
}

function blockOf(id: string, shown: readonly StateFlow[], { bad, warn }: KnownStates): Omit<LiveBlock, 'name'> {
  const example = (shown.find(({ to }) => to === id) ?? shown.find(({ from }) => from === id))?.example;
  return {
    id,
    shape: 'box',
    values: [],
    state: bad.has(id) ? 'bad' : warn.has(id) ? 'warn' : 'ok',
    within: [],
    ...(example === undefined ? {} : { leads: spanOf(example) }),
  };
}

function flowOf({ from, to, wrong, weight, share, times, example }: StateFlow, language: DiagramLanguage): LiveFlow {
  return {
    from: from ?? '',
    to: to ?? '',
    line: 'solid',
    label: WINDOW_WORDS[language].wrong[wrong],
    values: [
      `${countField(weight, '×')}${VALUE_SEPARATOR}${valueTexts(0, share, 0n).errors}`,
      ...(times === undefined
        ? []
        : [
            `${durationField('p50', times.p50)}${VALUE_SEPARATOR}${durationField(COMMON_WORDS[language].mean, times.mean)}`,
          ]),
    ],
    failing: wrong !== '',
    leads: spanOf(example),
  };
}

function spanOf({ traceId, spanId }: WindowStep): LiveFlow['leads'] {
  return { to: 'span', traceId, spanId };
}

function bySlowness(a: WindowStep, b: WindowStep): number {
  return (
    (b.took ?? -1) - (a.took ?? -1) ||
    compare(a.traceId, b.traceId) ||
    compare(a.spanId, b.spanId) ||
    a.weight - b.weight
  );
}

function weightOf(steps: readonly WindowStep[]): number {
  return steps.reduce((sum, { weight }) => sum + weight, 0);
}

/** Of those that took a time; a step counts as often as its weight. `slowest`: the slowest first. */
function timesOf(slowest: readonly WindowStep[]): StateFlow['times'] {
  const timed = slowest.flatMap(({ took, weight }) => (took === undefined ? [] : [{ took, weight }])).reverse();
  const all = timed.reduce((sum, { weight }) => sum + weight, 0);
  let seen = 0;
  const middle = timed.find(({ weight }) => (seen += weight) >= all / 2);
  if (middle === undefined) return undefined;
  const mean = timed.reduce((sum, { took, weight }) => sum + took * (weight / all), 0);
  return { p50: BigInt(Math.round(middle.took)), mean: BigInt(Math.round(mean)) };
}
