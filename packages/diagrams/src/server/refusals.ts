// Why requests were not taken, as parts of a diagram: the most frequent reasons, and the rest together.
import type { LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField } from '../fixed-width.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { type IngestFacts, RECEIVERS, type ToldFacts } from './server-facts.ts';
import { block, flow, sum } from './server-parts.ts';

const MOST_REASONS = 3;
/** A refusal is news for so long. */
const RECENT_MS = 60_000;

/** What the server itself was the reason of: it takes the same request a moment later. */
const OWN_REASONS: ReadonlySet<string> = new Set(['busy', 'stopping', 'store', 'internal']);

interface Refusal {
  readonly reason: string;
  readonly count: number;
  readonly recent: boolean;
}

/** Those that happened, the most frequent first. */
function refusalsOf({ refused, refusedAgo }: IngestFacts): Refusal[] {
  const reasons = new Set(RECEIVERS.flatMap((receiver) => Object.keys(refused[receiver])));
  return [...reasons]
    .map((reason) => ({
      reason,
      count: sum(RECEIVERS.map((receiver) => refused[receiver][reason] ?? 0)),
      recent: (refusedAgo[reason] ?? Number.POSITIVE_INFINITY) < RECENT_MS,
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** All that was refused, and by what reason. In the order of their names: two that overtake one another are no other picture. */
export function refusalBlocks({ ingest, language }: ToldFacts): {
  readonly blocks: LiveBlock[];
  readonly flows: LiveFlow[];
} {
  const all = refusalsOf(ingest);
  const [{ parts: names, boxes, refusals }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  const words: Readonly<Record<string, string>> = refusals;
  const shown = all.slice(0, MOST_REASONS).sort((a, b) => (a.reason < b.reason ? -1 : 1));
  const rest = all.slice(MOST_REASONS);
  const parts = shown.map((refusal) => ({
    id: refusedId(refusal.reason),
    name: words[refusal.reason] ?? refusal.reason,
    count: refusal.count,
    state: stateOf([refusal]),
  }));
  if (rest.length > 0) {
    const count = sum(rest.map(countOf));
    parts.push({ id: refusedId('other reasons'), name: names.otherReasons, count, state: stateOf(rest) });
  }
  return {
    blocks: [
      block('refused', names.refused, [countField(sum(all.map(countOf)), nouns.requests)], {
        state: all.length === 0 ? 'ghost' : stateOf(all),
      }),
      ...parts.map(({ id, name, count, state }) =>
        block(id, name, [countField(count, nouns.requests)], { within: [boxes.why], state }),
      ),
    ],
    flows: [
      ...RECEIVERS.map((receiver) => flow(receiver, 'refused', { line: 'dashed' })),
      ...parts.map(({ id }) => flow('refused', id, { line: 'dashed' })),
    ],
  };
}

/** The id of the part for a reason. */
function refusedId(reason: string): string {
  return `refused: ${reason}`;
}

function countOf({ count }: Refusal): number {
  return count;
}

/** Red where the server was the reason a moment ago, amber where the sender was. */
function stateOf(refusals: readonly Refusal[]): LiveBlock['state'] {
  const recent = refusals.filter((refusal) => refusal.recent);
  if (recent.length === 0) return 'ok';
  return recent.some(({ reason }) => OWN_REASONS.has(reason)) ? 'bad' : 'warn';
}
