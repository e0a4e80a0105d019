// The runs of workflows as state machines: scheduled, running, the activities one after the other with each of their
// attempts, and how it ended.
import type { PlacedSpan } from '../sequence/sequence-span.ts';
import { workflowRuns } from '../sequence/workflow-tasks.ts';
import type { TRACE_WORDS } from '../words/trace-words.ts';
import type { Step } from './state-machine.ts';

export type StateWords = (typeof TRACE_WORDS)['en']['states'];

/** The steps, and the states in the order in which they come. */
export function workflowSteps(
  placed: readonly PlacedSpan[],
  { scheduled, running, completed, failed, open }: StateWords,
): {
  readonly steps: readonly Step[];
  readonly order: readonly string[];
} {
  const runs = workflowRuns(placed);
  const steps = runs.flatMap(({ run, starter, attempts }): Step[] => {
    const begun: Step[] =
      starter === undefined
        ? [stepTo(running, undefined, run)]
        : [stepTo(scheduled, undefined, starter), stepTo(running, [scheduled, starter], run)];
    const done = attempts.map((attempt, place): Step => {
      const before = attempts[place - 1];
      const from = before === undefined ? ([running, run] as const) : ([activityName(before), before] as const);
      return { ...stepTo(activityName(attempt), from, attempt), failed: attempt.error };
    });
    const last = attempts.at(-1);
    const [state, since] = last === undefined ? [running, run] : [activityName(last), last];
    const { duration, error, spanId } = run;
    const closed = duration === undefined ? open : error ? failed : completed;
    const took = duration === undefined ? undefined : Math.max(0, run.end - since.start);
    const closing: Step = { from: state, to: closed, took, failed: error, spanId };
    const end: Step[] =
      duration === undefined ? [] : [{ from: closed, to: undefined, took: undefined, failed: false, spanId }];
    return [...begun, ...done, closing, ...end];
  });
  const activities = runs.flatMap(({ attempts }) => attempts.map(activityName));
  return { steps, order: [scheduled, running, ...new Set(activities), completed, failed, open] };
}

/** Into a state with a span; from a state that another span began. */
function stepTo(to: string, from: readonly [string, PlacedSpan] | undefined, span: PlacedSpan): Step {
  const took = from === undefined ? undefined : Math.max(0, span.start - from[1].start);
  return { from: from?.[0], to, took, failed: false, spanId: span.spanId };
}

/** `ChargeCard` of `RunActivity:ChargeCard`. */
function activityName({ source }: PlacedSpan): string {
  return source.name.replace(/^RunActivity:/, '');
}
