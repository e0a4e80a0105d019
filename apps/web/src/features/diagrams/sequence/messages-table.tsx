// The picture's twin: the same calls, and the work that has a line, as rows.
import {
  answerStatus,
  type CallNode,
  type Message,
  type Note,
  type Participant,
  type Sequence,
} from '@spanloom/diagrams';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Name } from '../../../ui/name.tsx';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import tableStyles from '../edges-table.module.css';

interface MessagesTableProps {
  readonly sequence: Sequence;
  readonly traceId: string;
}

const HEADS = ['number', 'from', 'to', 'operation', 'way', 'outcome', 'start', 'duration', 'times'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['number', 'start', 'duration', 'times']);

export function MessagesTable({ sequence, traceId }: MessagesTableProps) {
  const { t } = useTranslation('diagrams');
  const labels = new Map(sequence.participants.map((participant) => [participant.party.id, participant]));
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table}>
        <caption className="sl-visually-hidden">{t('sequence.tableLabel')}</caption>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" data-number={NUMBERS.has(head)}>
                {t(`sequence.columns.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(sequence).map(({ node, times }, index) => (
            <Row
              key={`${node.spans.map(({ spanId, contentHash }) => `${spanId}.${contentHash}`).join(' ')}`}
              node={node}
              times={times}
              number={index + 1}
              participants={labels}
              traceId={traceId}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly node: CallNode;
  readonly times: number;
  readonly number: number;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly traceId: string;
}

function Row({ node, times, number, participants, traceId }: RowProps) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const range = useTimeRangeUrl();
  const openedFrom = useLocation({ select: (location) => location.href });
  const [span] = node.spans;
  const status = answerStatus(node);
  const label = ({ id }: { readonly id: string }): string => participants.get(id)?.label ?? '';
  return (
    <tr>
      <td data-number="true">{format.count(number)}</td>
      <td>{label(node.from)}</td>
      <td>{node.kind === 'work' ? '' : label(node.to)}</td>
      <th scope="row">
        <Link
          to="/trace/$traceId"
          params={{ traceId }}
          search={{ ...range, span: span?.spanId }}
          state={{ openedFrom }}
        >
          <Name text={span?.source.name ?? ''} />
        </Link>
      </th>
      <td>{t(`sequence.ways.${node.kind === 'work' ? 'work' : node.way}`)}</td>
      <td data-failing={node.error}>{node.error ? status : status === '' ? t('sequence.ok') : status}</td>
      <td data-number="true">{format.duration(node.start)}</td>
      <td data-number="true">
        {node.duration === undefined ? t('sequence.noEnd') : format.duration(node.loop?.sum ?? node.duration)}
      </td>
      <td data-number="true">{format.count(times)}</td>
    </tr>
  );
}

/** Calls and work in the order of the picture, with how often each happened. */
function rowsOf(sequence: Sequence): { readonly node: CallNode; readonly times: number }[] {
  return sequence.statements.flatMap((statement) => {
    const node = nodeOf(statement);
    return node === undefined ? [] : [{ node, times: node.loop?.times ?? 1 }];
  });
}

function nodeOf(statement: Sequence['statements'][number]): CallNode | undefined {
  if (statement.kind === 'message') return callOf(statement);
  return statement.kind === 'note' ? workOf(statement) : undefined;
}

function callOf(message: Message): CallNode | undefined {
  return message.look === 'answer' ? undefined : message.node;
}

/** A note may also tell of a call's failure: that has its row already. */
function workOf(note: Note): CallNode | undefined {
  return note.node?.kind === 'work' ? note.node : undefined;
}
