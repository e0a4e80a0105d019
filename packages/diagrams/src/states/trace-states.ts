// The state machines of a trace: the life of its spans, with what must hold of every trace; the events of its spans; or any
// attribute that tells a state.
import { buildTraceForest, type SpanRow } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import { valueText } from '@spanloom/otlp-model';
import { attributeText, compare, placeSpans, type PlacedSpan } from '../sequence/sequence-span.ts';
import { extentOf, flawsOf, type TraceFlaws } from '../trace-flaws.ts';
import type { TraceSpan } from '../trace-span.ts';
import { type Machine, machineOf, type Step } from './state-machine.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import { type StateWords, workflowSteps } from './workflow-steps.ts';

/** What else but the key of an attribute tells the states. */
export const LIFECYCLE = 'lifecycle';
export const EVENTS = 'events';
export const WORKFLOW = 'workflow';

/** Whether `by` is no key of an attribute. */
export function isWordOfOurs(by: string): boolean {
  return by === LIFECYCLE || by === EVENTS || by === WORKFLOW;
}

export interface TraceStates extends Machine {
  /** LIFECYCLE, EVENTS, WORKFLOW or the key of an attribute. */
  readonly by: string;
  /** Some workflow ran in it. */
  readonly hasWorkflow: boolean;
  /** Keys of attributes that tell states. */
  readonly keys: readonly string[];
  readonly invariants: readonly Invariant[];
  readonly spans: number;
  readonly complete: boolean;
  readonly flaws: TraceFlaws;
  /** Unix nanoseconds as sent. */
  readonly start: bigint;
  readonly end: bigint;
}

/** What must hold, and how many break it; of `oneRoot` the roots besides the one, -1 where there is none. */
export interface Invariant {
  readonly name: 'oneRoot' | 'parentsHere' | 'noCircle' | 'idsOnce' | 'ended';
  readonly broken: number;
}

/** The same for any order of the spans. An unknown `by` is the key of an attribute that no span has. */
export function statesOfTrace(
  given: readonly TraceSpan[],
  by: string = LIFECYCLE,
  language: DiagramLanguage = 'en',
): TraceStates {
  const words = TRACE_WORDS[language].states;
  const placed = placeSpans(given);
  const forest = buildTraceForest(placed);
  const rows = forest.rows.filter((row): row is SpanRow<PlacedSpan> => row.kind === 'span');
  const flaws = flawsOf(placed, forest);
  const invariants: Invariant[] = [
    { name: 'oneRoot', broken: forest.roots - 1 },
    { name: 'parentsHere', broken: flaws.missingParents },
    { name: 'noCircle', broken: flaws.cycles },
    { name: 'idsOnce', broken: flaws.conflicting },
    { name: 'ended', broken: flaws.unfinished },
  ];
  const workflow = workflowSteps(placed, words);
  const machineBy = (): Machine => {
    if (by === LIFECYCLE) {
      const failing = new Set(forest.roots === 1 ? [words.orphan] : [words.orphan, words.root]);
      return machineOf(
        lifecycle(rows, (index) => forest.rows[index ?? -1], words),
        { language, failing, order: [words.noContext, words.root, words.orphan, words.child] },
      );
    }
    if (by === WORKFLOW) return machineOf(workflow.steps, { language, failing: new Set(), order: workflow.order });
    const steps = by === EVENTS ? eventSteps(placed) : attributeSteps(placed, by);
    return machineOf(steps, { language, failing: new Set(), order: [] });
  };
  return {
    ...machineBy(),
    by,
    hasWorkflow: workflow.steps.length > 0,
    keys: stateKeys(placed),
    invariants: by === LIFECYCLE && placed.length > 0 ? invariants : [],
    spans: placed.length,
    complete: forest.roots > 0 && forest.missingParents === 0,
    flaws,
    ...extentOf(placed),
  };
}

/** No context -> Root or Child -> Completed, Failed or still open. */
function lifecycle(
  rows: readonly SpanRow<PlacedSpan>[],
  rowAt: (index: number | undefined) => { readonly kind: string } | undefined,
  words: StateWords,
): Step[] {
  return rows.flatMap((row): Step[] => {
    const { span, parent, flaw } = row;
    const above = rowAt(parent) as SpanRow<PlacedSpan> | undefined;
    const own = flaw === 'orphan' ? words.orphan : parent === undefined ? words.root : words.child;
    const before =
      above?.kind !== 'span'
        ? words.noContext
        : above.flaw === 'orphan'
          ? words.orphan
          : above.parent === undefined
            ? words.root
            : words.child;
    const begun: Step = {
      from: before,
      to: own,
      took: above?.kind === 'span' ? Math.max(0, span.start - above.span.start) : undefined,
      failed: false,
      spanId: span.spanId,
    };
    const ended: Step = {
      from: own,
      to: span.duration === undefined ? words.open : span.error ? words.failed : words.completed,
      took: span.duration === undefined ? undefined : Number(span.duration),
      failed: span.error,
      spanId: span.spanId,
    };
    return [begun, ended];
  });
}

/** From the start of a span over its events to its end. */
function eventSteps(placed: readonly PlacedSpan[]): Step[] {
  return placed.flatMap((span): Step[] => {
    const { events, start } = span.source as TraceSpan;
    if (events.length === 0) return [];
    const sorted = events.toSorted((a, b) => compare(a.time, b.time) || compare(a.name, b.name));
    const steps = sorted.map(({ name, time }, index): Step => {
      const before = sorted[index - 1];
      const took = Number(time - (before?.time ?? start));
      const failed = name === 'exception' || name.endsWith('.exception');
      return { from: before?.name, to: name, took: took < 0 ? undefined : took, failed, spanId: span.spanId };
    });
    const took = span.duration === undefined ? undefined : Number(span.source.end - (sorted.at(-1)?.time ?? start));
    const end: Step = {
      from: sorted.at(-1)?.name,
      to: undefined,
      took: took === undefined || took < 0 ? undefined : took,
      failed: span.error,
      spanId: span.spanId,
    };
    return [...steps, end];
  });
}

/** The values of an attribute in the order in which spans with it began. */
function attributeSteps(placed: readonly PlacedSpan[], key: string): Step[] {
  const told = placed
    .flatMap((span) => {
      const state = attributeText(span.source, key);
      return state === '' ? [] : [{ span, state }];
    })
    .sort(
      (a, b) =>
        a.span.start - b.span.start ||
        compare(a.span.spanId, b.span.spanId) ||
        compare(a.span.contentHash, b.span.contentHash),
    );
  const steps = told.map(({ span, state }, index): Step => {
    const before = told[index - 1];
    const took = before === undefined ? undefined : span.start - before.span.start;
    return { from: before?.state, to: state, took, failed: span.error, spanId: span.spanId };
  });
  const last = told.at(-1);
  return last === undefined
    ? []
    : [...steps, { from: last.state, to: undefined, took: undefined, failed: false, spanId: last.span.spanId }];
}

const STATE_WORDS = /(?:^|[._-])(?:state|status|phase|stage|step|result|outcome|transition)$/i;
/** These say how a call ended, not in which state something is. */
const OUTCOMES = /^(?:http|rpc|otel|grpc|db|messaging|error|exception)[._]/i;
const MOST_VALUES = 30;

/** Keys whose name says that they tell a state, and which do so in at least two ways. */
function stateKeys(placed: readonly PlacedSpan[]): string[] {
  const values = new Map<string, Set<string>>();
  for (const { source } of placed) {
    for (const { key, value } of source.attributes) {
      if (!STATE_WORDS.test(key) || OUTCOMES.test(key)) continue;
      values.set(key, (values.get(key) ?? new Set()).add(valueText(value)));
    }
  }
  return [...values]
    .filter(([, { size }]) => size >= 2 && size <= MOST_VALUES)
    .map(([key]) => key)
    .sort();
}
