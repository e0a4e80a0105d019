// The kind `calls`: the call graph of one trace.
import { callGraphOfTrace, callGraphParts, callGraphText, type TraceCalls } from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { BoxSign, LineSign } from '../../../ui/legend.tsx';
import { useBoundParts } from '../trace/bound-parts.ts';
import { useFlawRows } from '../trace/flaw-rows.ts';
import type { KindWords, TraceKind } from '../trace/trace-kind.ts';
import styles from './kind-picture.module.css';

export const callsKind: TraceKind<TraceCalls> = {
  id: 'calls',
  modelOf: callGraphOfTrace,
  textOf: callGraphText,
  isEmpty: ({ edges }) => edges.length === 0,
  className: styles.place,
  useOnShown: (trace) => useBoundParts(callGraphParts, trace),
  useWords,
};

const HEADS = ['from', 'operation', 'way', 'failed', 'duration', 'times'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['failed', 'duration', 'times']);

function useWords(model: TraceCalls | undefined): KindWords {
  const { t } = useTranslation(['diagramKinds', 'graph']);
  const format = useFormat();
  const flaws = useFlawRows(model?.flaws);
  const calls = (count: number): string => t('calls.count', { count, calls: format.count(count) });
  const inferred = model?.nodes.filter(({ kind }) => kind !== 'service').map(({ label }) => label) ?? [];
  return {
    pictureLabel: t('calls.pictureLabel'),
    legend: [
      { sign: <LineSign head="m23 4 5 3-5 3z" />, words: t('calls.legendCall') },
      { sign: <LineSign head="m23 4 5 3-5 3z" style={{ strokeWidth: 3 }} />, words: t('calls.legendCritical') },
      { sign: <LineSign head="m23 4 5 3-5 3z" dash="4 3" />, words: t('calls.legendAsync') },
      { sign: <LineSign head="m23 4 5 3-5 3z" failing />, words: t('calls.legendFailed') },
      { sign: <BoxSign state="ghost" />, words: t('calls.legendGhost') },
    ],
    notDrawn:
      model === undefined
        ? []
        : [
            [t('hidden'), calls(model.hidden)],
            ...(model.hiddenWithErrors > 0 ? [[t('hiddenFailed'), calls(model.hiddenWithErrors)] as const] : []),
            [t('calls.inferred'), inferred.length === 0 ? t('none') : inferred.join(', ')],
          ],
    found: flaws,
    shown:
      model === undefined
        ? ''
        : t('calls.shown', {
            count: model.calls,
            calls: format.count(model.calls),
            edges: model.edges.length,
            nodes: model.nodes.length,
          }),
    table: {
      label: t('calls.tableLabel'),
      columns: HEADS.map((id) => ({ id, label: t(`calls.columns.${id}`), number: NUMBERS.has(id) })),
      rows: (model?.edges ?? []).map(({ from, to, async, failed, duration, times, spanId }) => ({
        key: `${from.key} ${to.key} ${async}`,
        spanId,
        cells: [
          from.label,
          to.label,
          t(async ? 'graph:wayAsync' : 'graph:waySync'),
          format.count(failed),
          duration === undefined ? t('noEnd') : format.duration(duration),
          format.count(times),
        ],
        failing: failed > 0 ? ['failed'] : [],
      })),
    },
  };
}
