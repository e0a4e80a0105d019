// A flowchart or state diagram as telemetry makes them, by chance.

const DIRECTIONS = ['LR', 'TB'];
const BRACKETS = [
  ['["', '"]'],
  ['[("', '")]'],
  ['[/"', '"/]'],
  ['(["', '"])'],
];

/** Numbers from 0 up to 1. No line leads from a box to itself. */
export function randomChart(random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  const nodes = 6 + below(20);
  const isStates = below(3) === 0;
  const direction = DIRECTIONS[below(2)] ?? 'LR';
  const names = Array.from({ length: nodes }, (_, i) => {
    const label = 'x'.repeat(3 + below(18)) + (below(3) === 0 ? '<br/>second line' : '');
    const [open = '', close = ''] = BRACKETS[below(BRACKETS.length)] ?? [];
    return isStates ? `n${i} : ${label}` : `n${i}${open}${label}${close}`;
  });
  const lines = Array.from({ length: nodes + below(nodes) }, () => {
    const [from, to] = [below(nodes), below(nodes)];
    const label = below(4) === 0 ? '' : `0.35 rps · 2.9#37;${below(2) === 0 ? '' : '<br/>p95 579 ms'}`;
    // Most go on, some come back.
    if (from === to || (from > to && below(3) > 0)) return '';
    if (label === '') return `n${from} --> n${to}`;
    return isStates ? `n${from} --> n${to} : ${label}` : `n${from} -->|"${label}"| n${to}`;
  });
  const head = isStates ? `stateDiagram-v2\ndirection ${direction}` : `flowchart ${direction}`;
  return [head, ...names, 'n0 --> n1', ...lines].filter((line) => line !== '').join('\n');
}
