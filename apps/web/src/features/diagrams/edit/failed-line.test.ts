import { expect, test } from 'vitest';
import { failedLine } from './failed-line.ts';

test.each([
  ['Parse error on line 2:\n...n0 -->', 'flowchart LR\nn0 -->', 2],
  ['Lexical error on line 3. Unrecognized text.', 'flowchart LR\n%% source: all\naccTitle: A\nn0 ~', 4],
  ['Parse error on line 1:', '\n\n  %% first\nflowchart XX', 4],
  ['Parse error on line 4:', 'flowchart LR\n%% source: all\na -->', 3],
  ['Parse error on line 1:', '', 1],
  ['No diagram type detected', 'flow', undefined],
])('%s', (failure, text, line) => {
  expect(failedLine(failure, text)).toBe(line);
});
