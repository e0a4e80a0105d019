// Two runs of a workflow: one whose activity works at the second attempt, and one whose activity fails.
import type { WorkflowFacts, WorkflowSpan } from '../workflows/workflow-facts.ts';

const MS = 1_000_000n;

/** `at`: milliseconds. Ids are small numbers; parent 0 is none. */
export function workflowSpan(
  id: number,
  parent: number,
  name: string,
  service: string,
  { at = [0, 10], error = false, queue }: { at?: readonly [number, number]; error?: boolean; queue?: string } = {},
): WorkflowSpan {
  return {
    spanId: String(id),
    parentSpanId: parent === 0 ? undefined : String(parent),
    name,
    service: { name: service, namespace: 'shop', color: service.length % 18 },
    start: BigInt(at[0]) * MS,
    end: BigInt(at[1]) * MS,
    error,
    attributes: queue === undefined ? [] : [{ key: 'temporal.task_queue', value: queue }],
  };
}

export function sampleWorkflows(): WorkflowFacts {
  const run = (fails: boolean): WorkflowSpan[] => [
    workflowSpan(1, 0, 'StartWorkflow:Renew', 'subscriptions', { queue: 'nightly' }),
    workflowSpan(2, 1, 'RunWorkflow:Renew', 'fulfilment', { at: [30, 430], error: fails }),
    workflowSpan(3, 2, 'StartActivity:ChargeCard', 'fulfilment', { at: [31, 32], queue: 'card-activities' }),
    workflowSpan(4, 3, 'RunActivity:ChargeCard', 'payment', { at: [52, 92], error: true, queue: 'card-activities' }),
  ];
  const again = workflowSpan(5, 3, 'RunActivity:ChargeCard', 'payment', { at: [152, 192], queue: 'card-activities' });
  return { language: 'en', source: 'all traces', traces: [[...run(false), again], run(true)], found: 7 };
}
