// How the ingest pipeline is, and was: its states by how full the queue is and by what went wrong, with every change.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField } from '../fixed-width.ts';
import { SERVER_WORDS, type ServerWords } from '../words/server-words.ts';
import type { HealthFacts, HealthState, ToldFacts } from './server-facts.ts';
import { block, blockDiagram, flow, millisecondsField } from './server-parts.ts';

/** How each looks while it is the present one. */
const LOOKS: Readonly<Record<HealthState, LiveBlock['state']>> = {
  ok: 'now',
  filling: 'warn',
  high: 'warn',
  'nearly full': 'bad',
  refusing: 'root',
  recovering: 'warn',
  'disk full': 'root',
  'read-only': 'root',
  broken: 'root',
};

/** What may happen; drawn before it did. */
const USUAL: readonly (readonly [HealthState, HealthState])[] = [
  ['ok', 'filling'],
  ['filling', 'ok'],
  ['filling', 'high'],
  ['high', 'filling'],
  ['high', 'nearly full'],
  ['nearly full', 'high'],
  ['nearly full', 'refusing'],
  ['refusing', 'recovering'],
  ['recovering', 'ok'],
  ['ok', 'disk full'],
  ['disk full', 'recovering'],
  ['ok', 'read-only'],
  ['read-only', 'recovering'],
  ['ok', 'broken'],
];

export function healthOfServer(facts: ToldFacts): BlockDiagram {
  const { health } = facts.ingest;
  const words = SERVER_WORDS[facts.language];
  return blockDiagram('health', facts, {
    type: 'states',
    direction: 'TB',
    blocks: statesOf(health, words),
    flows: [flow('', 'ok'), ...transitionsOf(health, words)],
  });
}

function statesOf({ state, milliseconds }: HealthFacts, words: ServerWords): LiveBlock[] {
  return (Object.keys(LOOKS) as HealthState[]).map((id) => {
    const [name, spent] = [words.health[id], milliseconds[id]];
    if (id === state) return block(id, words.now(name), [millisecondsField(words.inAll, spent)], { state: LOOKS[id] });
    return spent === 0
      ? block(id, name, [], { state: 'ghost' })
      : block(id, name, [millisecondsField(words.inAll, spent)]);
  });
}

/** Those that happened, whichever they are, and the usual ones. */
function transitionsOf({ transitions }: HealthFacts, words: ServerWords): LiveFlow[] {
  const isUsual = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    USUAL.some(([start, end]) => start === from && end === to);
  const all = [...USUAL.map(([from, to]) => ({ from, to })), ...transitions.filter((one) => !isUsual(one))];
  return all.map(({ from, to }) => {
    const happened = transitions.find((one) => one.from === from && one.to === to);
    return flow(from, to, {
      values:
        happened === undefined
          ? []
          : [countField(happened.times, '×'), words.ago(millisecondsField(words.last, happened.ago))],
    });
  });
}
