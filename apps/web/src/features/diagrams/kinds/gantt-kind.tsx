// The kind `gantt`: the spans of a trace as bars over time.
import { ganttOfTrace, ganttParts, ganttText, type TraceGantt } from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { BoxSign } from '../../../ui/legend.tsx';
import { useBoundParts } from '../trace/bound-parts.ts';
import { useFlawRows } from '../trace/flaw-rows.ts';
import type { KindRow, KindWords, TraceKind } from '../trace/trace-kind.ts';
import styles from './kind-picture.module.css';

export const ganttKind: TraceKind<TraceGantt> = {
  id: 'gantt',
  modelOf: (spans, _asked, _further, language) => ganttOfTrace(spans, language),
  textOf: ganttText,
  isEmpty: ({ sections }) => sections.length === 0,
  className: styles.place,
  useOnShown: (trace) => useBoundParts(ganttParts, trace),
  useWords,
};

const HEADS = ['service', 'operation', 'state', 'start', 'duration', 'times'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['start', 'duration', 'times']);

function useWords(gantt: TraceGantt | undefined): KindWords {
  const { t } = useTranslation('diagramKinds');
  const format = useFormat();
  const flaws = useFlawRows(gantt?.flaws);
  const spans = (count: number): string => t('spans', { count, spans: format.count(count) });
  const rows = (gantt?.sections ?? []).flatMap(({ label, bars }) =>
    bars.map(
      (bar): KindRow => ({
        key: bar.key,
        spanId: bar.spanId,
        cells: [
          label,
          bar.name,
          t(`gantt.states.${bar.state}`),
          format.duration(bar.from),
          bar.duration === undefined ? t('noEnd') : format.duration(bar.duration),
          format.count(bar.times),
        ],
        failing: bar.state === 'failed' ? ['state'] : [],
      }),
    ),
  );
  return {
    pictureLabel: t('gantt.pictureLabel'),
    legend: [
      { sign: <BoxSign />, words: t('gantt.states.usual') },
      { sign: <BoxSign state="accent" />, words: t('gantt.states.critical') },
      { sign: <BoxSign state="bad" />, words: t('gantt.states.failed') },
    ],
    notDrawn:
      gantt === undefined
        ? []
        : [
            [t('gantt.folded'), spans(gantt.folded)],
            [t('hidden'), spans(gantt.hidden)],
            ...(gantt.hiddenWithErrors > 0 ? [[t('hiddenFailed'), spans(gantt.hiddenWithErrors)] as const] : []),
          ],
    found: flaws,
    shown:
      gantt === undefined
        ? ''
        : t('gantt.shown', { count: gantt.spans, spans: format.count(gantt.spans), bars: format.count(gantt.drawn) }),
    table: {
      label: t('gantt.tableLabel'),
      columns: HEADS.map((id) => ({ id, label: t(`gantt.columns.${id}`), number: NUMBERS.has(id) })),
      rows,
    },
  };
}
