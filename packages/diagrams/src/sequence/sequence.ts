// One trace as a sequence: what sequence-text.ts writes as Mermaid, and what the table and the picture of the page show.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { participantLabel } from './labels.ts';
import type { CallNode, Party } from './call-node.ts';
import { buildCallTree, type CallTree } from './call-tree.ts';
import { foldTree, type FoldedChildren } from './folding.ts';
import { limitTree, MAX_MESSAGES, MAX_PARTICIPANTS, type Room } from './limits.ts';
import { placeSpans, type PlacedSpan, type SequenceSpan } from './sequence-span.ts';
import type { Participant, Sequence, Statement } from './sequence-model.ts';
import { MAX_TEXT } from '../text-limits.ts';
import { extentOf, flawsOf } from '../trace-flaws.ts';
import { writeStatements } from './write-statements.ts';
import { sequenceTextLength } from './sequence-text.ts';

export interface SequenceOptions {
  /** Draw every participant, however many there are. */
  readonly everyParticipant: boolean;
  /** English unless said. */
  readonly language?: DiagramLanguage | undefined;
}

/** The sequence of a trace, the same for any order of its spans, small enough to be drawn. Without spans it is empty. */
export function sequenceOfTrace(
  given: readonly SequenceSpan[],
  { everyParticipant, language = 'en' }: SequenceOptions = { everyParticipant: false },
): Sequence {
  const spans = placeSpans(given);
  const tree = buildCallTree(spans);
  const folded = foldTree(tree);
  const participants = everyParticipant ? Number.POSITIVE_INFINITY : MAX_PARTICIPANTS;
  const withRoomFor = (messages: number): Sequence =>
    describe(spans, tree, folded, { messages, participants, language });
  const whole = withRoomFor(MAX_MESSAGES);
  if (sequenceTextLength(whole) <= MAX_TEXT) return whole;
  let fits = 0;
  let tooMany = MAX_MESSAGES;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sequenceTextLength(withRoomFor(middle)) <= MAX_TEXT) fits = middle;
    else tooMany = middle;
  }
  return withRoomFor(fits);
}

interface ToldRoom extends Room {
  readonly language: DiagramLanguage;
}

function describe(spans: readonly PlacedSpan[], tree: CallTree, folded: FoldedChildren, room: ToldRoom): Sequence {
  const limited = limitTree(folded, room);
  const statements = writeStatements(tree, limited, room.language);
  return {
    language: room.language,
    participants: participantsOf(statements, spans, room.language),
    statements,
    spans: spans.length,
    calls: tree.nodes.filter(({ kind }) => kind === 'call').length,
    drawn: limited.drawnCalls,
    repeats: limited.repeats,
    hidden: limited.hidden,
    participantsHidden: limited.participantsHidden,
    elided: tree.elided,
    complete: tree.roots > 0 && tree.missingParents === 0,
    flaws: flawsOf(spans, tree),
    ...extentOf(spans),
  };
}

/** By first appearance; those of one cluster stand together when there are several clusters. */
function participantsOf(
  statements: readonly Statement[],
  spans: readonly PlacedSpan[],
  language: DiagramLanguage,
): Participant[] {
  const seen = new Map<string, { readonly party: Party; readonly spanId: string; failing: boolean }>();
  const see = (party: Party, node: CallNode, failing: boolean): void => {
    const known = seen.get(party.id);
    if (known !== undefined) known.failing ||= failing;
    else seen.set(party.id, { party, spanId: spanOf(party, node)?.spanId ?? '', failing });
  };
  for (const statement of statements) {
    if (statement.kind !== 'message' && statement.kind !== 'note') continue;
    const { node } = statement;
    if (node === undefined) continue;
    see(node.from, node, false);
    see(node.to, node, node.error);
  }
  const found = inClusters([...seen.values()]);
  const namespaces = new Map<string, Set<string>>();
  for (const { source } of spans) {
    const { name, namespace } = source.service;
    namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace));
  }
  return found.map(({ party, spanId, failing }, index) => ({
    key: `p${index}`,
    party,
    label: participantLabel(party, (namespaces.get(party.name)?.size ?? 0) > 1, language),
    inferred: party.kind !== 'service',
    spanId,
    failing,
  }));
}

/** Of a call's two spans the one that the party sent, if any. */
function spanOf(party: Party, node: CallNode): PlacedSpan | undefined {
  const own = node.spans.find(
    ({ source }) =>
      party.kind === 'service' && source.service.name === party.name && source.service.namespace === party.namespace,
  );
  return own ?? node.spans[0];
}

/** What belongs to a cluster stands where its first one appeared. */
function inClusters<T extends { readonly party: Party }>(found: readonly T[]): readonly T[] {
  const clusters = new Set(found.map(({ party }) => party.cluster).filter((cluster) => cluster !== ''));
  if (clusters.size < 2) return found;
  const place = ({ party }: T, index: number): number =>
    party.cluster === '' ? index : found.findIndex((other) => other.party.cluster === party.cluster);
  return found
    .map((one, index) => ({ one, index, place: place(one, index) }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ one }) => one);
}
