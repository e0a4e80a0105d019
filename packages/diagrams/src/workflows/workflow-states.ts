// What became of the workflows of a window and of their activities, as two state machines side by side: a run is scheduled,
// runs, undoes what it did, ends; an activity is scheduled, started, tried again, and ends, or is undone after it ended.
import type { BlockDiagram } from '@spanloom/api-schema';
import { type RowStep, undoingsOf } from '../sequence/outcomes.ts';
import { attributeText, compare, type PlacedSpan } from '../sequence/sequence-span.ts';
import { type KnownStates, statesDiagram, type WindowStep } from '../window/state-flows.ts';
import { basisText, placedTrace, type TracesFacts, traceSpanOf } from '../window/traces-facts.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { taskOf, type WorkflowTask } from './workflow-facts.ts';

type State = keyof (typeof WINDOW_WORDS)['en']['workflowStates']['states'];

/** How something ended, and the state of a workflow and of an activity that it is. */
const ENDS = {
  completed: ['workflowCompleted', 'activityCompleted'],
  failed: ['workflowFailed', 'activityFailed'],
  timedOut: ['workflowTimedOut', 'activityTimedOut'],
  cancelled: ['workflowCancelled', 'activityCancelled'],
  open: ['workflowOpen', 'activityOpen'],
  notTaken: ['workflowNotTaken', 'activityNotTaken'],
} as const satisfies Readonly<Record<string, readonly [State, State]>>;
type End = keyof typeof ENDS;

const STATES: KnownStates = {
  order: [
    'workflowScheduled',
    'workflowRunning',
    'compensating',
    ...Object.values(ENDS).map(([workflow]) => workflow),
    'activityScheduled',
    'activityStarted',
    'waiting',
    'activityRetried',
    ...Object.values(ENDS).map(([, activity]) => activity),
    'activityCompensated',
  ] satisfies State[],
  bad: new Set([...ENDS.failed, ...ENDS.timedOut]),
  warn: new Set(['waiting', 'compensating', 'activityCompensated', ...ENDS.cancelled] satisfies State[]),
};

const TIMEOUT = /time[\s_-]?d?[\s_-]?out|deadline/i;
const CANCELLED = /cancel/i;
/** Number of gRPC. */
const DEADLINE_EXCEEDED = '4';

export function workflowStatesOf(facts: TracesFacts): BlockDiagram | undefined {
  const steps: WindowStep[] = [];
  let inferred = 0;
  for (const trace of facts.traces) {
    const told = workflowSteps(placedTrace(trace));
    steps.push(...told.steps);
    inferred += told.inferred;
  }
  if (steps.length === 0) return undefined;
  const { language } = facts;
  const { workflowStates: words } = WINDOW_WORDS[language];
  return statesDiagram(steps, STATES, {
    language,
    title: words.title,
    source: facts.source,
    direction: 'LR',
    names: words.states,
    facts: [
      ...(inferred === 0
        ? []
        : [{ name: 'inferred' as const, value: words.inferred(counted(inferred, NOUNS[language].compensations)) }]),
      { name: 'basis', value: basisText(facts, true) },
    ],
    notes: [],
  });
}

interface Task extends WorkflowTask {
  readonly span: PlacedSpan;
}

interface Activity {
  readonly name: string;
  readonly starter: PlacedSpan | undefined;
  /** By their start. */
  readonly attempts: readonly PlacedSpan[];
}

/** The steps of one trace, and how many activities undo others by nothing but their names. */
export function workflowSteps(placed: readonly PlacedSpan[]): {
  readonly steps: readonly WindowStep[];
  readonly inferred: number;
} {
  const tasks = placed.flatMap((span): Task[] => {
    const task = taskOf(span.source.name);
    return task === undefined ? [] : [{ ...task, span }];
  });
  // What starts or runs something; of several spans of one id the first.
  const byId = new Map(tasks.toReversed().map((task) => [task.span.spanId, task]));
  const above = ({ span }: Task): Task | undefined =>
    span.parentSpanId === undefined ? undefined : byId.get(span.parentSpanId);
  const starterOf = (task: Task): Task | undefined => {
    const parent = above(task);
    return parent?.starts === true && parent.what === task.what ? parent : undefined;
  };
  const runs = tasks.filter(({ starts, what }) => !starts && what === 'workflow');
  const taken = new Set(tasks.flatMap((task) => (task.starts ? [] : (starterOf(task)?.span ?? []))));
  const activities = activitiesOf(tasks, starterOf);
  const ofRun = Map.groupBy(activities, ({ starter, attempts }) => {
    const parentId = (starter ?? attempts[0])?.parentSpanId;
    return parentId === undefined ? undefined : byId.get(parentId)?.span;
  });
  const undone = new Map<Activity, PlacedSpan>();
  const undoing = new Map<PlacedSpan, PlacedSpan>();
  let inferred = 0;
  for (const { span } of runs) {
    const own = (ofRun.get(span) ?? []).toSorted((a, b) => startOf(a) - startOf(b));
    const undoings = undoingsOf(own.map(rowStep));
    for (const [place, { how, undone: which }] of undoings) {
      const [by, what] = [own[place], which === undefined ? undefined : own[which]];
      const first = by === undefined ? undefined : (by.starter ?? by.attempts[0]);
      if (first !== undefined && !undoing.has(span)) undoing.set(span, first);
      const last = by?.attempts.at(-1);
      if (what !== undefined && last !== undefined) undone.set(what, last);
      if (how === 'inferred') inferred += 1;
    }
  }
  const steps = [
    ...runs.flatMap((run) => runSteps(run.span, starterOf(run)?.span, undoing.get(run.span))),
    ...tasks
      .filter(({ starts, what, span }) => starts && what === 'workflow' && !taken.has(span))
      .flatMap(({ span }) => notTaken('workflowScheduled', span, 0)),
    ...activities.flatMap((activity) => activitySteps(activity, undone.get(activity))),
  ];
  return { steps, inferred };
}

/** What was started, with each attempt of it; and attempts whose start is not here, by what tells them apart. */
function activitiesOf(tasks: readonly Task[], starterOf: (task: Task) => Task | undefined): Activity[] {
  const ofActivities = tasks.filter(({ what }) => what === 'activity');
  const groups = new Map<
    PlacedSpan | string,
    { readonly name: string; readonly starter: PlacedSpan | undefined; attempts: PlacedSpan[] }
  >();
  for (const { starts, span, name } of ofActivities) {
    if (starts) groups.set(span, { name, starter: span, attempts: [] });
  }
  for (const task of ofActivities) {
    if (task.starts) continue;
    const { span, name } = task;
    const starter = starterOf(task)?.span;
    const id = attributeText(span.source, 'temporalActivityID');
    const key = starter ?? JSON.stringify([span.parentSpanId ?? null, id === '' ? span.spanId : id, name]);
    const group = groups.get(key) ?? { name, starter: undefined, attempts: [] };
    group.attempts.push(span);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ attempts, ...rest }) => ({ ...rest, attempts: attempts.sort(byStart) }));
}

function byStart(a: PlacedSpan, b: PlacedSpan): number {
  return a.start - b.start || compare(a.spanId, b.spanId) || compare(a.contentHash, b.contentHash);
}

function startOf({ starter, attempts }: Activity): number {
  return (starter ?? attempts[0])?.start ?? 0;
}

function rowStep({ name, attempts }: Activity): RowStep {
  const last = attempts.at(-1);
  return { name, target: undefined, failed: last?.error === true, spans: attempts };
}

// --------------------------------------------------------------------------------------------------------- the steps

function runSteps(run: PlacedSpan, starter: PlacedSpan | undefined, undoing: PlacedSpan | undefined): WindowStep[] {
  const begun =
    starter === undefined
      ? [step(undefined, 'workflowRunning', run)]
      : [
          step(undefined, 'workflowScheduled', starter),
          step('workflowScheduled', 'workflowRunning', run, { took: run.start - starter.start }),
        ];
  const end = endOf(run);
  const [last, since] =
    undoing === undefined ? (['workflowRunning', run] as const) : (['compensating', undoing] as const);
  return [
    ...begun,
    ...(undoing === undefined
      ? []
      : [step('workflowRunning', 'compensating', undoing, { took: undoing.start - run.start, wrong: 'error' })]),
    step(last, ENDS[end][0], run, { took: end === 'open' ? undefined : run.end - since.start, wrong: wrongOf(run) }),
    step(ENDS[end][0], undefined, run),
  ];
}

function notTaken(from: 'workflowScheduled' | 'activityScheduled', starter: PlacedSpan, which: 0 | 1): WindowStep[] {
  const state = ENDS.notTaken[which];
  return [step(undefined, from, starter), step(from, state, starter), step(state, undefined, starter)];
}

function activitySteps({ starter, attempts }: Activity, undoneBy: PlacedSpan | undefined): WindowStep[] {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (first === undefined || last === undefined) {
    return starter === undefined ? [] : notTaken('activityScheduled', starter, 1);
  }
  const begun =
    starter === undefined
      ? [step(undefined, 'activityStarted', first)]
      : [
          step(undefined, 'activityScheduled', starter),
          step('activityScheduled', 'activityStarted', first, { took: first.start - starter.start }),
        ];
  const retried = attempts.slice(1).flatMap((attempt, place) => {
    const before = attempts[place] ?? first;
    return [
      step(place === 0 ? 'activityStarted' : 'activityRetried', 'waiting', before, {
        took: lengthOf(before),
        wrong: wrongOf(before),
      }),
      step('waiting', 'activityRetried', attempt, { took: attempt.start - before.end }),
    ];
  });
  const end = endOf(last);
  const ended = step(attempts.length === 1 ? 'activityStarted' : 'activityRetried', ENDS[end][1], last, {
    took: lengthOf(last),
    wrong: wrongOf(last),
  });
  if (undoneBy === undefined) return [...begun, ...retried, ended, step(ENDS[end][1], undefined, last)];
  return [
    ...begun,
    ...retried,
    ended,
    step(ENDS[end][1], 'activityCompensated', undoneBy, { took: undoneBy.end - last.end }),
    step('activityCompensated', undefined, undoneBy),
  ];
}

function step(
  from: State | undefined,
  to: State | undefined,
  span: PlacedSpan,
  { took, wrong = '' }: { readonly took?: number | undefined; readonly wrong?: WindowStep['wrong'] } = {},
): WindowStep {
  const { traceId, weight } = traceSpanOf(span);
  return {
    from,
    to,
    took: took === undefined ? undefined : Math.max(0, took),
    wrong,
    weight,
    traceId,
    spanId: span.spanId,
  };
}

function lengthOf({ duration }: PlacedSpan): number | undefined {
  return duration === undefined ? undefined : Number(duration);
}

function wrongOf({ error }: PlacedSpan): WindowStep['wrong'] {
  return error ? 'error' : '';
}

function endOf({ duration, error, source }: PlacedSpan): End {
  if (duration === undefined) return 'open';
  if (!error) return 'completed';
  const why = `${source.exception} ${attributeText(source, 'error.type')}`;
  if (TIMEOUT.test(why) || attributeText(source, 'rpc.grpc.status_code') === DEADLINE_EXCEEDED) return 'timedOut';
  return CANCELLED.test(why) ? 'cancelled' : 'failed';
}
