// What diagrams of workflows are made of: the spans that the OpenTelemetry interceptors of Temporal's SDKs send.
// https://github.com/temporalio/sdk-python/tree/main/temporalio/contrib/opentelemetry
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { ServiceColor } from '../picture.ts';

/** Attributes of which one may tell the task queue. */
export const WORKFLOW_KEYS = ['temporal.task_queue', 'temporal.taskQueue', 'temporalTaskQueue', 'task_queue'] as const;
/** Part of the name of each span that runs a workflow. */
export const WORKFLOW_RUN = 'RunWorkflow:';

const TASK = /^(?:(?:SignalWith)?Start(?:Child)?(Workflow|Activity)|Run(Workflow|Activity)):(.*)$/s;

/** What the name of a span says of a task. */
export interface WorkflowTask {
  /** It was put on a queue; else it is run. */
  readonly starts: boolean;
  readonly what: 'workflow' | 'activity';
  readonly name: string;
}

export function taskOf(spanName: string): WorkflowTask | undefined {
  const [, started, run, name = ''] = TASK.exec(spanName) ?? [];
  if (started === undefined && run === undefined) return undefined;
  const what = (started ?? run) === 'Workflow' ? 'workflow' : 'activity';
  return { starts: started !== undefined, what, name };
}

export interface WorkflowFacts {
  /** In which the diagram speaks. */
  readonly language: DiagramLanguage;
  /** The search, in words of that language. */
  readonly source: string;
  /** The spans of each trace. */
  readonly traces: readonly (readonly WorkflowSpan[])[];
  /** Traces with workflows that the window has; some may not have been read. */
  readonly found: number;
}

export interface WorkflowSpan {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly service: { readonly name: string; readonly namespace: string } & ServiceColor;
  /** Unix nanoseconds. */
  readonly start: bigint;
  readonly end: bigint;
  readonly error: boolean;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}
