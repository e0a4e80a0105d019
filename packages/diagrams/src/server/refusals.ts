// Why requests were not taken, as parts of a diagram: the most frequent reasons, and the rest together.
import type { LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField } from '../fixed-width.ts';
import { type IngestFacts, RECEIVERS } from './server-facts.ts';
import { block, flow, sum } from './server-parts.ts';

const MOST_REASONS = 3;
/** A refusal is news for so long. */
const RECENT_MS = 60_000;

/** What the server itself was the reason of: it takes the same request a moment later. */
const OWN_REASONS: ReadonlySet<string> = new Set(['busy', 'stopping', 'store', 'internal']);

const WORDS: Readonly<Record<string, string>> = {
  content_type: 'wrong Content-Type',
  content_encoding: 'unknown compression',
  method: 'not POST',
  path: 'unknown path',
  too_large: 'too large',
  malformed: 'cannot be decoded',
  gzip: 'broken gzip',
  unauthorized: 'without the token',
  origin: 'page not allowed',
  bad_request: 'no HTTP',
  headers_too_large: 'headers too large',
  wrong_protocol: 'wrong port',
  tls: 'TLS on a plain port',
  half_sent: 'never whole',
  connections: 'too many connections',
  busy: 'queue full: 503',
  stopping: 'stopping: 503',
  store: 'store cannot write: 503',
  internal: 'failed here: 500',
};

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
export function refusalBlocks(facts: IngestFacts): { readonly blocks: LiveBlock[]; readonly flows: LiveFlow[] } {
  const all = refusalsOf(facts);
  const shown = all.slice(0, MOST_REASONS).sort((a, b) => (a.reason < b.reason ? -1 : 1));
  const rest = all.slice(MOST_REASONS);
  const parts = shown.map((refusal) => ({
    name: WORDS[refusal.reason] ?? refusal.reason,
    count: refusal.count,
    state: stateOf([refusal]),
  }));
  if (rest.length > 0) parts.push({ name: 'other reasons', count: sum(rest.map(countOf)), state: stateOf(rest) });
  return {
    blocks: [
      block('refused', 'Refused', [countField(sum(all.map(countOf)), 'requests')], {
        state: all.length === 0 ? 'ghost' : stateOf(all),
      }),
      ...parts.map(({ name, count, state }) =>
        block(`refused: ${name}`, name, [countField(count, 'requests')], { within: ['Why'], state }),
      ),
    ],
    flows: [
      ...RECEIVERS.map((receiver) => flow(receiver, 'refused', { line: 'dashed' })),
      ...parts.map(({ name }) => flow('refused', `refused: ${name}`, { line: 'dashed' })),
    ],
  };
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
