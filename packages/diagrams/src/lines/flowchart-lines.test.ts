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

test('how many lines end at the box with the most of them', () => {
  const most = (text: string): number => flowchartLines(text).most;
  expect(most('flowchart LR\na["x --> y"]')).toBe(0);
  expect(most('flowchart LR\n a -->|"1 rps --> 2"| b\n b -.->|x| c\n b ==> c\n b --> b')).toBe(3);
  expect(most('stateDiagram-v2\n[*] --> s0\ns0 --> s1 : x\ns1 --> s0 : y')).toBe(3);
});
