// Which signs a live diagram uses: its legend tells of those and of no others.
import type { BlockDiagram, ExchangeDiagram, LiveDiagram } from '@spanloom/api-schema';

/** In the order of the legend. */
const LIVE_SIGNS = [
  'way',
  'thick',
  'dashed',
  'call',
  'send',
  'answer',
  'failing',
  'now',
  'warn',
  'bad',
  'root',
  'ghost',
] as const;
export type LiveSign = (typeof LIVE_SIGNS)[number];

export function signsOf(diagram: LiveDiagram): readonly LiveSign[] {
  const used = new Set<string>(diagram.type === 'sequence' ? exchangeSigns(diagram) : blockSigns(diagram));
  return LIVE_SIGNS.filter((sign) => used.has(sign));
}

function exchangeSigns({ parties, steps }: ExchangeDiagram): string[] {
  return [
    ...parties.map(({ ghost }) => (ghost ? 'ghost' : 'ok')),
    ...steps.flatMap((step) => {
      if (step.kind !== 'message' && step.kind !== 'note') return [];
      if (step.failing) return ['failing'];
      return step.kind === 'message' ? [step.look] : [];
    }),
  ];
}

const WAYS = { solid: 'way', dashed: 'dashed', thick: 'thick' } as const;

/** Between states all lines are alike, and what fails is red beside them; elsewhere the line is red. */
function blockSigns({ type, blocks, flows }: BlockDiagram): string[] {
  const hasOneLine = type === 'states';
  return [
    ...blocks.map(({ state }) => state),
    ...flows.filter(({ failing }) => hasOneLine || !failing).map(({ line }) => (hasOneLine ? 'way' : WAYS[line])),
    ...flows.filter(({ failing }) => failing).map(() => 'failing'),
  ];
}
