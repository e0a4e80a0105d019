// A sequence as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/sequenceDiagram.html
import { mermaidLabel } from '../mermaid-label.ts';
import { counted, isoTime } from '../words.ts';
import type { Message, Participant, Sequence, Statement } from './sequence-model.ts';

/** Longest label of ours: two names and what is said of them. */
const MAX_LABEL = 200;

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function sequenceText(sequence: Sequence, traceId: string): string {
  const keys = new Map(sequence.participants.map(({ party, key }) => [party.id, key]));
  const key = (id: string): string => keys.get(id) ?? 'p0';
  return `${[
    'sequenceDiagram',
    `%% source: trace ${mermaidLabel(traceId, 64)}, ${isoTime(sequence.start)} to ${isoTime(sequence.end)}, ${countsOf(sequence)}`,
    'accTitle: Sequence of a trace',
    `accDescr: ${descriptionOf(sequence)}`,
    ...participantLines(sequence.participants),
    ...sequence.statements.map((statement) => line(statement, key)),
  ].join('\n')}\n`;
}

/** Upper bound of the length of the text. */
export function sequenceTextLength(sequence: Sequence): number {
  return sequenceText(sequence, '0'.repeat(64)).length;
}

function participantLines(participants: readonly Participant[]): string[] {
  const clusters = new Set(participants.map(({ party }) => party.cluster).filter((cluster) => cluster !== ''));
  const lines: string[] = [];
  let open = '';
  for (const { key, label, party } of participants) {
    const cluster = clusters.size > 1 ? party.cluster : '';
    if (cluster !== open) {
      if (open !== '') lines.push('end');
      if (cluster !== '') lines.push(`box transparent ${mermaidLabel(`cluster ${cluster}`, 60)}`);
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
  return `${counted(sequence.participants.length, 'participant')}, of them inferred: ${inferred}. ${counted(sequence.drawn, 'call')} drawn, of them failed: ${failed}.`;
}

function countsOf({ spans, calls, drawn, repeats, hidden, elided }: Sequence): string {
  return `${counted(spans, 'span')}, ${counted(calls, 'call')}: ${drawn} drawn, ${repeats} folded into loops, ${hidden.calls} hidden, ${hidden.withErrors} of them failed, inner work without a line: ${elided + hidden.works}`;
}
