// What Temporal's interceptors tell of durable workflows (Python, Java, .NET): who starts a workflow or an activity is over
// with it at once, a worker takes it from a task queue later, each attempt below the same start. Told by keys and kinds
// alone, so that it still is when names are replaced.
import { attributeText, CLIENT, compare, type PlacedSpan, SERVER } from './sequence-span.ts';

const WORKFLOW = 'temporalWorkflowID';
const RUN = 'temporalRunID';
const ACTIVITY = 'temporalActivityID';

/** Whether a worker took, with `taker`, what `starter` put on a task queue. */
export function isTaken(starter: PlacedSpan, taker: PlacedSpan): boolean {
  const workflow = attributeText(starter.source, WORKFLOW);
  return (
    workflow !== '' &&
    starter.kind === CLIENT &&
    taker.kind === SERVER &&
    attributeText(taker.source, WORKFLOW) === workflow
  );
}

/** A workflow waits for its activities; who starts a workflow does not wait for it. */
export function isActivity(taker: PlacedSpan): boolean {
  return taker.kind === SERVER && attributeText(taker.source, ACTIVITY) !== '';
}

/** One run of a workflow. */
export interface WorkflowRun {
  readonly run: PlacedSpan;
  /** Who started it, when that is in the trace. */
  readonly starter: PlacedSpan | undefined;
  /** What workers did for it, each attempt, by its start. */
  readonly attempts: readonly PlacedSpan[];
}

export function workflowRuns(placed: readonly PlacedSpan[]): WorkflowRun[] {
  const sorted = placed
    .filter(({ kind, source }) => kind === SERVER && attributeText(source, RUN) !== '')
    .sort(
      (a, b) => a.start - b.start || compare(a.spanId, b.spanId) || compare(a.source.contentHash, b.source.contentHash),
    );
  const runs = Map.groupBy(sorted, ({ source }) =>
    JSON.stringify([WORKFLOW, RUN].map((key) => attributeText(source, key))),
  );
  const byId = Map.groupBy(placed, ({ spanId }) => spanId);
  return [...runs.values()].flatMap((own): WorkflowRun[] => {
    // Signals and queries are taken by the same worker, later.
    const run = own.find((span) => !isActivity(span));
    if (run === undefined) return [];
    const starter = byId.get(run.parentSpanId ?? '')?.find((span) => isTaken(span, run));
    return [{ run, starter, attempts: own.filter(isActivity) }];
  });
}
