// The kind `sequence`: the calls of a trace in their order.
import { Button } from '@mantine/core';
import { answerStatus, type CallNode, type Sequence, sequenceOfTrace, sequenceText } from '@spanloom/diagrams';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { BoxSign, LineSign } from '../../../ui/legend.tsx';
import { useFlawRows } from '../trace/flaw-rows.ts';
import { useSpanLinks } from '../trace/span-links.ts';
import type { ChoicesProps, KindRow, KindWords, TraceKind } from '../trace/trace-kind.ts';
import { paintSequence } from './paint-sequence.ts';
import { useSequenceNames } from './sequence-names.ts';
import { stickHeads } from './sticky-heads.ts';
import styles from './sequence-picture.module.css';

const EVERY = 'all';

export const sequenceKind: TraceKind<Sequence> = {
  id: 'sequence',
  askedOf: ({ participants }) => (participants === EVERY ? EVERY : ''),
  fileOf: (asked) => (asked === EVERY ? { participants: EVERY } : {}),
  modelOf: (spans, asked, _further, language) =>
    sequenceOfTrace(spans, { everyParticipant: asked === EVERY, language }),
  textOf: sequenceText,
  isEmpty: ({ participants }) => participants.length === 0,
  className: styles.place,
  useOnShown: (trace) => {
    const names = useSequenceNames();
    const links = useSpanLinks(trace.traceId);
    const { resources } = trace;
    return useCallback(
      ({ picture, subject, view }) => {
        const services = resources.map(({ service }) => service);
        paintSequence({ picture, sequence: subject, names, services, hrefOf: links.hrefOf });
        return view === null ? undefined : stickHeads(picture.svg, view);
      },
      [names, links, resources],
    );
  },
  useWords,
  Choices: EveryParticipant,
};

const HEADS = ['number', 'from', 'to', 'operation', 'way', 'outcome', 'start', 'duration', 'times'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['number', 'start', 'duration', 'times']);

function useWords(sequence: Sequence | undefined): KindWords {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const calls = (count: number): string => t('sequence.callCount', { count, calls: format.count(count) });
  const columns = HEADS.map((id) => ({ id, label: t(`sequence.columns.${id}`), number: NUMBERS.has(id) }));
  const rows = useRows();
  const inferred = sequence?.participants.filter((one) => one.inferred).map(({ label }) => label) ?? [];
  return {
    pictureLabel: t('sequence.pictureLabel'),
    legend: [
      { sign: <LineSign head="m23 4 5 3-5 3z" />, words: t('sequence.legendCall') },
      { sign: <LineSign head="m23 4 5 3-5 3z" dash="4 3" />, words: t('sequence.legendAnswer') },
      { sign: <LineSign head="m24 4 4 3-4 3" />, words: t('sequence.legendSend') },
      { sign: <LineSign head="m23 4 5 6m-5 0 5-6" dash="4 3" failing />, words: t('sequence.legendFailed') },
      { sign: <BoxSign state="ghost" />, words: t('sequence.legendGhost') },
    ],
    notDrawn:
      sequence === undefined
        ? []
        : [
            [t('sequence.notDrawnLabels.repeats'), calls(sequence.repeats)],
            [t('sequence.notDrawnLabels.hidden'), calls(sequence.hidden.calls)],
            ...(sequence.hidden.withErrors > 0
              ? [[t('sequence.notDrawnLabels.failed'), calls(sequence.hidden.withErrors)] as const]
              : []),
            [t('sequence.notDrawnLabels.participants'), format.count(sequence.participantsHidden)],
            [
              t('sequence.notDrawnLabels.inner'),
              t('trace.spanCount', {
                count: sequence.elided + sequence.hidden.works,
                spans: format.count(sequence.elided + sequence.hidden.works),
              }),
            ],
            [t('inferred'), inferred.length === 0 ? t('none') : inferred.join(', ')],
          ],
    found: useFlawRows(sequence?.flaws),
    shown:
      sequence === undefined
        ? ''
        : t('sequence.footShown', {
            drawn: format.count(sequence.drawn),
            calls: format.count(sequence.calls),
            participants: sequence.participants.length,
          }),
    table: { label: t('sequence.tableLabel'), columns, rows: sequence === undefined ? [] : rows(sequence) },
  };
}

/** Calls and work in the order of the picture, with how often each happened. */
function useRows(): (sequence: Sequence) => KindRow[] {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  return (sequence) => {
    const labels = new Map(sequence.participants.map(({ party, label }) => [party.id, label]));
    return sequence.statements.flatMap(nodeOf).map((node, index): KindRow => {
      const [span] = node.spans;
      const status = answerStatus(node, sequence.language);
      const duration =
        node.duration === undefined ? t('sequence.noEnd') : format.duration(node.loop?.sum ?? node.duration);
      return {
        key: node.spans.map(({ spanId, contentHash }) => `${spanId}.${contentHash}`).join(' '),
        spanId: span?.spanId,
        cells: [
          format.count(index + 1),
          labels.get(node.from.id) ?? '',
          node.kind === 'work' ? '' : (labels.get(node.to.id) ?? ''),
          span?.source.name ?? '',
          t(`sequence.ways.${node.kind === 'work' ? 'work' : node.way}`),
          status === '' ? t('sequence.ok') : status,
          format.duration(node.start),
          duration,
          format.count(node.loop?.times ?? 1),
        ],
        failing: node.error ? ['outcome'] : [],
      };
    });
  };
}

/** What has a row: calls, not their answers; work, not the note on a call that failed. */
function nodeOf(statement: Sequence['statements'][number]): CallNode[] {
  if (statement.kind === 'message') return statement.look === 'answer' ? [] : [statement.node];
  return statement.kind === 'note' && statement.node?.kind === 'work' ? [statement.node] : [];
}

/** The way to a picture with all of them, and back. */
function EveryParticipant({ url, model, onChange }: ChoicesProps<Sequence>) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const shown = url.participants === EVERY;
  if (!shown && model.participantsHidden === 0) return undefined;
  const all = model.participants.length + model.participantsHidden;
  return (
    <Button variant="default" onClick={() => onChange({ participants: shown ? undefined : EVERY })}>
      {shown ? t('sequence.fewerParticipants') : t('sequence.everyParticipant', { count: all, all: format.count(all) })}
    </Button>
  );
}
