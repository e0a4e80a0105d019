// Which queues a request can leave messages on, whatever way it takes.
import type { TopologyIndex } from './index-topology.ts';
import type { FlowSpec, Step } from './topology.ts';

export function queuesOf(index: TopologyIndex, flow: FlowSpec): ReadonlySet<string> {
  const queues = new Set<string>();
  const visited = new Set<string>();
  const visit = (operation: string): void => {
    if (visited.has(operation)) return;
    visited.add(operation);
    walk(index.operation(operation).steps);
  };
  const walk = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.kind === 'call') visit(step.operation);
      else if (step.kind === 'local') walk(step.steps ?? []);
      else if (step.kind === 'together') for (const branch of step.branches) walk(branch);
      else if (step.kind === 'either') walk([...step.steps, ...(step.otherwise ?? [])]);
      else if (step.kind === 'send' && !queues.has(step.queue)) {
        queues.add(step.queue);
        for (const { mode, steps: consumed } of index.consumers(step.queue))
          if (mode.kind === 'at-once') walk(consumed);
      }
    }
  };
  visit(flow.operation);
  return queues;
}
