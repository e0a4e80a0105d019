// How many spans a request makes on average, read off the topology: phenomena are left out, they add and take little.
import type { TopologyIndex } from './index-topology.ts';
import type { Draw, FlowSpec, Step } from './topology.ts';

/** Share of the requests that start in a browser, where there is one; the others are first seen at the server. */
export const FROM_BROWSER = 0.75;

/** Mean over the flows by their weight. */
export function expectedSpans(index: TopologyIndex): number {
  const { flows, browser } = index.topology;
  const ofSteps = (steps: readonly Step[], values: FlowSpec['values']): number =>
    steps.reduce((sum, step) => sum + ofStep(step, values), 0);
  const ofStep = (step: Step, values: FlowSpec['values']): number => {
    switch (step.kind) {
      case 'work':
      case 'reject':
        return 0;
      case 'local':
        return 1 + ofSteps(step.steps ?? [], values);
      case 'call':
        return 2 + ofSteps(index.operation(step.operation).steps, values);
      case 'query':
        return step.times === undefined ? 1 : mean(step.times, values);
      case 'ask':
        return 1;
      case 'send':
        return index
          .consumers(step.queue)
          .filter(({ mode }) => mode.kind === 'at-once')
          .reduce((sum, { steps }) => sum + 1 + ofSteps(steps, values), 1);
      case 'together':
        return step.branches.reduce((sum, branch) => sum + ofSteps(branch, values), 0);
      case 'either':
        return step.share * ofSteps(step.steps, values) + (1 - step.share) * ofSteps(step.otherwise ?? [], values);
    }
  };

  const inBrowser = browser === undefined ? 0 : 2 * FROM_BROWSER;
  let spans = 0;
  let weights = 0;
  for (const { operation, values, weight } of flows) {
    spans += weight * (inBrowser + 1 + ofSteps(index.operation(operation).steps, values));
    weights += weight;
  }
  return spans / weights;
}

/** Of a draw of whole numbers, or of the request's value that it refers to. */
function mean(draw: Draw, values: FlowSpec['values']): number {
  if (typeof draw === 'number') return draw;
  if (typeof draw === 'object' && 'int' in draw) return (draw.int[0] + draw.int[1]) / 2;
  const referred = typeof draw === 'object' && 'of' in draw ? values[draw.of] : undefined;
  if (referred === undefined) throw new Error('how often a query runs must be a whole number');
  return mean(referred, values);
}
