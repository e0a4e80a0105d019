// One run of a durable workflow, with the spans that Temporal's OpenTelemetry interceptors send (Python, Java, .NET): who
// starts something is over with it at once, a worker takes it from the task queue later, each attempt below the same start.
// https://github.com/temporalio/sdk-python/tree/main/temporalio/contrib/opentelemetry
import type { SpanId } from '@spanloom/otlp-model';
import type { PlainAttributes } from '../attributes.ts';
import type { ActivitySpec, WorkflowSpec } from '../topology/topology.ts';
import type { Change, Course, Played } from './course.ts';
import { tellException } from './exceptions.ts';
import { OK, type Failure, type Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';
import { playSteps } from './steps.ts';

/** What the interceptors say of a run, and what those of the shop add: the task queue, and the attempt. */
interface Run {
  readonly workflow: WorkflowSpec;
  readonly ids: PlainAttributes;
}

type Task = Pick<ActivitySpec, 'name' | 'service' | 'steps'>;

const ATTEMPTS = 3;

export function playWorkflow(scene: Scene, workflow: WorkflowSpec): void {
  const { name, starter, taskQueue } = workflow;
  const key = scene.values.get(workflow.key);
  if (typeof key !== 'string') throw new Error(`the run has no text ${workflow.key}`);
  const id = { temporalWorkflowID: `${name}-${key}` };
  const run: Run = { workflow, ids: { ...id, temporalRunID: uuid(scene.random.hex(16)) } };
  const attributes = { ...id, 'temporal.task_queue': taskQueue };
  start(scene, { name: `StartWorkflow:${name}`, service: starter, attributes, ms: 7 }, (span) =>
    runWorkflow(scene, run, span),
  );
}

/** A task is put on its queue; workers take it a little later. Plays what they do, and tells when it was done. */
function start<T>(
  scene: Scene,
  {
    ms,
    ...spec
  }: { readonly name: string; readonly attributes: PlainAttributes; readonly service?: string } & {
    readonly ms: number;
  },
  take: (start: OpenSpan) => T,
): ReturnType<typeof scene.later<T>> {
  return scene.span({ ...spec, kind: 'client', scope: 'workflow' }, (span) => {
    scene.work(ms);
    return scene.later(scene.random.around(25, 0.6), () => take(span));
  });
}

function runWorkflow(scene: Scene, run: Run, starter: OpenSpan): void {
  const { name, worker, taskQueue, starter: startedBy } = run.workflow;
  const attributes = { ...run.ids, 'temporal.task_queue': taskQueue };
  take(
    scene,
    { name: `RunWorkflow:${name}`, service: worker, attributes },
    { name: startedBy, span: starter, startsWorkflow: true },
    (span) =>
      scene.at(`workflow ${name}`, {
        span,
        normal: () => runActivities(scene, run, span, {}).outcome,
        play: (change) => runActivities(scene, run, span, change),
      }),
  );
}

/** A worker runs something, once. */
function take(
  scene: Scene,
  spec: { readonly name: string; readonly service: string; readonly attributes: PlainAttributes },
  from: { readonly name: string; readonly span: OpenSpan; readonly startsWorkflow?: true },
  body: (span: OpenSpan) => Outcome,
): Played {
  return scene.span({ ...spec, kind: 'server', scope: 'workflow' }, (span) => {
    scene.work(1.5);
    const outcome = tellException(scene, span, spec.name, body(span));
    scene.called({
      client: { kind: 'service', name: from.name },
      server: { kind: 'service', name: spec.service },
      // Who starts a workflow does not wait for it; a workflow waits for its activities.
      async: from.startsWorkflow === true,
      error: outcome.kind === 'failed',
      clientSpan: from.span.spanId,
      serverSpan: span.spanId,
      cut: false,
      address: spec.service,
    });
    return { outcome, spanId: span.spanId, servedIn: span.traceId };
  });
}

/** The saga. With `change.answer` the last activity fails each time it is tried. */
function runActivities(scene: Scene, run: Run, span: OpenSpan, change: Change): Played {
  const { activities } = run.workflow;
  const undo: Task[] = [];
  const shown: SpanId[] = [];
  for (const [place, activity] of activities.entries()) {
    const last = place === activities.length - 1;
    const answer = last && change.answer?.kind === 'failed' ? change.answer : undefined;
    const tried = runActivity(scene, run, activity, String(place + 1), answer);
    if (tried.outcome.kind === 'failed') {
      shown.push(...tried.attempts);
      for (const [back, task] of undo.toReversed().entries()) {
        shown.push(...runActivity(scene, run, task, String(place + back + 2), undefined).attempts);
      }
      return { outcome: tried.outcome, spanId: span.spanId, servedIn: span.traceId, shown };
    }
    if (activity.undo !== undefined) undo.push({ ...activity.undo, service: activity.service });
  }
  scene.work(2);
  return { outcome: OK, spanId: span.spanId, servedIn: span.traceId, shown };
}

/** Tried again after a failure, twice at most: `answer` is what each attempt ends with, when it is to fail. */
function runActivity(
  scene: Scene,
  run: Run,
  task: Task,
  id: string,
  answer: Failure | undefined,
): { readonly outcome: Outcome; readonly attempts: readonly SpanId[] } {
  const queue = { 'temporal.task_queue': `${task.service}-activities` };
  const attempts: SpanId[] = [];
  const started = start(
    scene,
    { name: `StartActivity:${task.name}`, attributes: { ...run.ids, ...queue }, ms: 0.4 },
    (starter) => {
      const attempt = (change: Change): Played => {
        const number = (change.attempt ?? 0) + 1;
        const attributes = { ...run.ids, temporalActivityID: id, ...queue, 'temporal.activity.attempt': number };
        const spec = { name: `RunActivity:${task.name}`, service: task.service, attributes };
        const played = take(scene, spec, { name: run.workflow.worker, span: starter }, (span) => {
          if (change.answer === undefined) return playSteps(scene, span, task.steps);
          scene.work(change.ms ?? 60);
          return change.answer;
        });
        attempts.push(played.spanId);
        return played;
      };
      if (answer === undefined) return scene.at(`activity ${task.name}`, courseOf(starter, attempt));
      for (let tried = 0; tried < ATTEMPTS; tried++) {
        // The server waits twice as long each time.
        if (tried > 0) scene.wait(100 * 2 ** tried);
        attempt({ attempt: tried, answer });
      }
      return { ...answer, told: true };
    },
  );
  scene.until(started.end);
  scene.work(1);
  return { outcome: started.result, attempts };
}

function courseOf(span: OpenSpan, play: (change: Change) => Played): Course {
  return { span, play, normal: () => play({}).outcome };
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
