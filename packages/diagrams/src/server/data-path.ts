// What became of what was sent: of all requests, and of the spans in those that were taken, with the share of each outcome.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, shareField, VALUE_SEPARATOR } from '../fixed-width.ts';
import type { Noun } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { RECEIVERS, type ToldFacts } from './server-facts.ts';
import { block, blockDiagram, flow, lineFor, sum } from './server-parts.ts';

/** What the server itself was the reason of: the sender may send it again, and loses it if it does not. */
const OWN_REASONS: ReadonlySet<string> = new Set(['busy', 'stopping', 'store', 'internal']);

interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** Whoever sent it has lost it, or may have. */
  readonly lost: 'no' | 'maybe' | 'yes';
}

export function dataPathOfServer(facts: ToldFacts): BlockDiagram {
  const { ingest, language } = facts;
  const [{ parts, boxes, units }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  const taken = sum(Object.values(ingest.protocols).map(({ requests }) => requests));
  const refused = (own: boolean): number =>
    sum(
      RECEIVERS.flatMap((receiver) =>
        Object.entries(ingest.refused[receiver]).flatMap(([why, count]) =>
          OWN_REASONS.has(why) === own ? [count] : [],
        ),
      ),
    );
  const requests: Outcome[] = [
    { id: 'taken', name: parts.taken, count: taken, lost: 'no' },
    { id: 'later', name: parts.later, count: refused(true), lost: 'maybe' },
    { id: 'never', name: parts.never, count: refused(false), lost: 'yes' },
    { id: 'broken off', name: parts.brokenOff, count: sum(Object.values(ingest.aborted)), lost: 'maybe' },
  ];
  const spans: Outcome[] = [
    { id: 'stored', name: parts.stored, count: ingest.acceptedSpans, lost: 'no' },
    { id: 'there already', name: parts.there, count: ingest.duplicateSpans, lost: 'no' },
    { id: 'rejected', name: parts.rejected, count: ingest.rejected['traces'] ?? 0, lost: 'yes' },
    { id: 'waiting', name: parts.waiting, count: ingest.queue.spans, lost: 'no' },
  ];
  const [allRequests, allSpans] = [totalOf(requests), totalOf(spans)];
  return blockDiagram('data-path', facts, {
    type: 'flowchart',
    direction: 'LR',
    blocks: [
      block('sent', parts.sent, [countField(allRequests, nouns.requests)], {
        shape: 'round',
        state: seen(allRequests),
      }),
      ...requests.map((one) => outcomeBlock(one, nouns.requests, boxes.requests)),
      block('decoded', parts.spansIn, [countField(allSpans, nouns.spans)], { state: seen(allSpans) }),
      ...spans.map((one) => outcomeBlock(one, nouns.spans, boxes.spans)),
    ],
    flows: [
      ...requests.map((one) => outcomeFlow('sent', one, allRequests, units.ofAll)),
      flow('taken', 'decoded', lineFor(taken)),
      ...spans.map((one) => outcomeFlow('decoded', one, allSpans, units.ofAll)),
    ],
  });
}

function totalOf(outcomes: readonly Outcome[]): number {
  return sum(outcomes.map(({ count }) => count));
}

function seen(count: number): LiveBlock['state'] {
  return count === 0 ? 'ghost' : 'ok';
}

function outcomeBlock({ id, name, count, lost }: Outcome, unit: Noun, within: string): LiveBlock {
  const state = count === 0 ? 'ghost' : lost === 'no' ? 'ok' : lost === 'maybe' ? 'warn' : 'bad';
  return block(id, name, [countField(count, unit)], {
    state,
    within: [within],
    shape: id === 'stored' ? 'store' : 'box',
  });
}

/** Thick is the way that it should go. */
function outcomeFlow(from: string, { id, count, lost }: Outcome, all: number, ofAll: string): LiveFlow {
  const share = all === 0 ? 0 : count / all;
  return flow(from, id, {
    line: count === 0 ? 'dashed' : id === 'taken' || id === 'stored' ? 'thick' : 'solid',
    values: [[countField(count, '×'), shareField(share, ofAll)].join(VALUE_SEPARATOR)],
    failing: count > 0 && lost === 'yes',
  });
}
