// A sequence as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/sequenceDiagram.html
import { mermaidLabel } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, isoTime } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { SEQUENCE_WORDS } from '../words/sequence-words.ts';
import type { Message, Sequence, Statement } from './sequence-model.ts';

/** Longest label of ours: two names and what is said of them. */
const MAX_LABEL = 200;

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function sequenceText(sequence: Sequence, traceId: string): string {
  const keys = new Map(sequence.participants.map(({ party, key }) => [party.id, key]));
  const key = (id: string): string => keys.get(id) ?? 'p0';
  return `${[
    'sequenceDiagram',
    sourceOf(sequence, traceId),
    `accTitle: ${SEQUENCE_WORDS[sequence.language].title}`,
    `accDescr: ${descriptionOf(sequence)}`,
    ...participantLines(sequence),
    ...sequence.statements.map((statement) => line(statement, key)),
  ].join('\n')}\n`;
}

/** Upper bound of the length of the text. */
export function sequenceTextLength(sequence: Sequence): number {
  return sequenceText(sequence, '0'.repeat(64)).length;
}

function participantLines({ participants, language }: Sequence): string[] {
  const clusters = new Set(participants.map(({ party }) => party.cluster).filter((cluster) => cluster !== ''));
  const lines: string[] = [];
  let open = '';
  for (const { key, label, party } of participants) {
    const cluster = clusters.size > 1 ? party.cluster : '';
    if (cluster !== open) {
      if (open !== '') lines.push('end');
      if (cluster !== '') lines.push(`box transparent ${mermaidLabel(SEQUENCE_WORDS[language].cluster(cluster), 60)}`);
      open = cluster;
    }
    lines.push(`participant ${key} as ${mermaidLabel(label, MAX_LABEL)}`);
  }
  if (open !== '') lines.push('end');
  return lines;
}

function line(statement: Statement, key: (id: string) => string): string {
  switch (statement.kind) {
    case 'message':
      return messageLine(statement, key);
    case 'note':
      return `Note over ${statement.over.map(key).join(',')}: ${mermaidLabel(statement.label, MAX_LABEL)}`;
    case 'open':
      // The colour is seen on light and on dark.
      return statement.block === 'rect'
        ? 'rect rgba(127, 135, 144, 0.16)'
        : `${statement.block} ${mermaidLabel(statement.label, MAX_LABEL)}`;
    case 'next':
      return `${statement.word} ${mermaidLabel(statement.label, MAX_LABEL)}`;
    case 'close':
      return 'end';
    case 'deactivate':
      return `deactivate ${key(statement.party)}`;
  }
}

const ARROWS = { call: ['->>', '-x'], send: ['-)', '-x'], answer: ['-->>', '--x'] } as const;

function messageLine(message: Message, key: (id: string) => string): string {
  const arrow = ARROWS[message.look][message.failed ? 1 : 0];
  const sign = message.activation ? (message.look === 'answer' ? '-' : '+') : '';
  return `${key(message.from)}${arrow}${sign}${key(message.to)}: ${mermaidLabel(message.label, MAX_LABEL)}`;
}

function descriptionOf(sequence: Sequence): string {
  const failed = new Set(
    sequence.statements.flatMap((one) => (one.kind === 'message' && one.node.error ? [one.node] : [])),
  ).size;
  const inferred = sequence.participants.filter((one) => one.inferred).length;
  const { language } = sequence;
  const [words, nouns, { list, sentence, sentences, ofThemFailed }] = [
    SEQUENCE_WORDS[language],
    NOUNS[language],
    COMMON_WORDS[language],
  ];
  return sentences([
    sentence(list([counted(sequence.participants.length, nouns.participants), words.inferred(inferred)])),
    sentence(list([words.drawn(counted(sequence.drawn, nouns.calls)), ofThemFailed(failed)])),
  ]);
}

function sourceOf({ language, start, end, ...sequence }: Sequence, traceId: string): string {
  const { spans, calls, drawn, repeats, hidden, elided } = sequence;
  const [words, nouns, common] = [SEQUENCE_WORDS[language], NOUNS[language], COMMON_WORDS[language]];
  const told = [
    common.drawn(drawn),
    words.folded(repeats),
    common.hidden(hidden.calls),
    common.hiddenFailed(hidden.withErrors),
    words.inner(elided + hidden.works),
  ];
  return common.source(
    common.list([
      common.ofTrace(mermaidLabel(traceId, 64)),
      common.window(isoTime(start), isoTime(end)),
      counted(spans, nouns.spans),
      common.drawnOf(counted(calls, nouns.calls), common.list(told)),
    ]),
  );
}
