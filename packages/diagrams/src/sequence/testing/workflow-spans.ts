// A run of a Temporal workflow: reserve, charge (tried twice), print (fails each time), and what undoes the others.
import type { SampleSpan } from './sample-spans.ts';

const RUN = { temporalWorkflowID: 'renew-7', temporalRunID: 'run-1' };

/** One activity: its start, and each attempt as [at, ms, error]. */
function activity(
  id: string,
  name: string,
  service: string,
  attempts: readonly (readonly [at: number, ms: number, error?: string])[],
): SampleSpan[] {
  const at = (attempts[0]?.[0] ?? 0) - 5;
  const of = { ...RUN, temporalActivityID: id };
  return [
    {
      id: `s${id}`,
      parent: 'run',
      service: 'fulfilment',
      name: `StartActivity:${name}`,
      kind: 'client',
      at,
      ms: 1,
      attributes: RUN,
    },
    ...attempts.map(([begun, ms, error], place) => ({
      id: `a${id}-${place}`,
      parent: `s${id}`,
      service,
      name: `RunActivity:${name}`,
      kind: 'server' as const,
      at: begun,
      ms,
      error: error ?? false,
      attributes: of,
    })),
  ];
}

export function workflowSpans(outcome: 'done' | 'undone'): SampleSpan[] {
  const failed = outcome === 'undone';
  const { temporalWorkflowID } = RUN;
  return [
    {
      id: 'start',
      service: 'nightly',
      name: 'StartWorkflow:Renew',
      kind: 'client',
      ms: 6,
      attributes: { temporalWorkflowID },
    },
    {
      id: 'run',
      parent: 'start',
      service: 'fulfilment',
      name: 'RunWorkflow:Renew',
      kind: 'server',
      at: 20,
      ms: failed ? 480 : 180,
      error: failed ? 'NoPrinter' : false,
      attributes: RUN,
    },
    ...activity('1', 'ReserveStock', 'stock', [[30, 20]]),
    ...activity('2', 'ChargeCard', 'bank', [
      [60, 10, 'Reset'],
      [100, 30],
    ]),
    ...(failed
      ? [
          ...activity('3', 'PrintLabel', 'printer', [
            [140, 20, 'NoPrinter'],
            [200, 20, 'NoPrinter'],
          ]),
          ...activity('4', 'RefundCard', 'bank', [[240, 40]]),
          ...activity('5', 'ReleaseStock', 'stock', [[300, 20]]),
        ]
      : activity('3', 'PrintLabel', 'printer', [[140, 20]])),
  ];
}
