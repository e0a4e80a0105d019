// How the ingest pipeline is, and was: its states by how full the queue is and by what went wrong, with every change.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField } from '../fixed-width.ts';
import type { HealthFacts, HealthState, ServerFacts } from './server-facts.ts';
import { block, blockDiagram, flow, millisecondsField } from './server-parts.ts';

interface Look {
  readonly name: string;
  /** While it is the present one. */
  readonly now: LiveBlock['state'];
}

const STATES: Readonly<Record<HealthState, Look>> = {
  ok: { name: 'ok', now: 'now' },
  filling: { name: 'queue over 50%', now: 'warn' },
  high: { name: 'queue over 80%', now: 'warn' },
  'nearly full': { name: 'queue over 95%', now: 'bad' },
  refusing: { name: 'refusing: 503', now: 'root' },
  recovering: { name: 'recovering', now: 'warn' },
  'disk full': { name: 'disk full', now: 'root' },
  'read-only': { name: 'disk read-only', now: 'root' },
  broken: { name: 'disk broken', now: 'root' },
};

/** What may happen; drawn before it did. */
const USUAL: readonly (readonly [HealthState, HealthState])[] = [
  ['ok', 'filling'],
  ['filling', 'ok'],
  ['filling', 'high'],
  ['high', 'nearly full'],
  ['nearly full', 'refusing'],
  ['refusing', 'recovering'],
  ['recovering', 'ok'],
  ['ok', 'disk full'],
  ['disk full', 'recovering'],
  ['ok', 'read-only'],
  ['read-only', 'recovering'],
  ['ok', 'broken'],
];

export function healthOfServer(facts: ServerFacts): BlockDiagram {
  const { health } = facts.ingest;
  return blockDiagram(facts, {
    type: 'states',
    direction: 'TB',
    title: 'Health of the ingest pipeline',
    blocks: statesOf(health),
    flows: [flow('', 'ok'), ...transitionsOf(health)],
  });
}

function statesOf({ state, milliseconds }: HealthFacts): LiveBlock[] {
  return Object.entries(STATES).map(([id, { name, now }]) => {
    const spent = milliseconds[id as HealthState];
    if (id === state) return block(id, `now: ${name}`, [millisecondsField('in all', spent)], { state: now });
    return spent === 0
      ? block(id, name, [], { state: 'ghost' })
      : block(id, name, [millisecondsField('in all', spent)]);
  });
}

/** Those that happened, whichever they are, and the usual ones. */
function transitionsOf({ transitions }: HealthFacts): LiveFlow[] {
  const isUsual = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    USUAL.some(([start, end]) => start === from && end === to);
  const all = [...USUAL.map(([from, to]) => ({ from, to })), ...transitions.filter((one) => !isUsual(one))];
  return all.map(({ from, to }) => {
    const happened = transitions.find((one) => one.from === from && one.to === to);
    return flow(from, to, {
      values:
        happened === undefined
          ? []
          : [countField(happened.times, '×'), `${millisecondsField('last', happened.ago)} ago`],
    });
  });
}
