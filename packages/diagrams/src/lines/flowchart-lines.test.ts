import { expect, test } from 'vitest';
import { flowchartLines } from './flowchart-lines.ts';

test('lines leave along the direction of the chart', () => {
  expect(flowchartLines('flowchart LR\na --> b').curve).toBe('bumpX');
  expect(flowchartLines('%% a comment\n  graph RL\na --> b').curve).toBe('bumpX');
  expect(flowchartLines('flowchart TB\na["flowchart LR"] --> b').curve).toBe('bumpY');
  expect(flowchartLines('flowchart\na --> b').curve).toBe('bumpY');
  expect(flowchartLines('stateDiagram-v2\naccTitle: a\ndirection LR\na --> b').curve).toBe('bumpX');
  expect(flowchartLines('stateDiagram-v2\na --> b').curve).toBe('bumpY');
  expect(flowchartLines('sequenceDiagram\na->>b: flowchart').curve).toBe('bumpY');
});

test('lines go around boxes where boxes stand in boxes', () => {
  const inner = 'subgraph inner["b"]\nn0\nend';
  expect(flowchartLines(`flowchart LR\nsubgraph outer["a"]\n${inner}\nend`).layout).toBe('elk');
  expect(flowchartLines(`flowchart LR\n${inner}\nsubgraph next["c"]\nn1\nend`).layout).toBe('dagre');
  expect(flowchartLines('flowchart LR\nn0["subgraph"]\nn1["subgraph"]').layout).toBe('dagre');
  expect(flowchartLines('sequenceDiagram\nloop a\nloop b\nend\nend').layout).toBe('dagre');
});
