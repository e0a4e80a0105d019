// The kind `propagation`: whether the context of a trace arrived, hop by hop.
import {
  type LoneServer,
  propagationOfTrace,
  propagationParts,
  propagationText,
  type PropagationHop,
  type TracePropagation,
} from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { BoxSign, LineSign } from '../../../ui/legend.tsx';
import { useBoundParts } from '../trace/bound-parts.ts';
import { useFlawRows } from '../trace/flaw-rows.ts';
import type { KindWords, TraceKind } from '../trace/trace-kind.ts';
import styles from './kind-picture.module.css';
import { useLoneServers } from './use-lone-servers.ts';

export const propagationKind: TraceKind<TracePropagation, readonly LoneServer[] | undefined> = {
  id: 'propagation',
  useFurther: useLoneServers,
  modelOf: (spans, _asked, loneServers, language) => propagationOfTrace(spans, loneServers, language),
  textOf: propagationText,
  isEmpty: ({ hops }) => hops.length === 0,
  className: styles.place,
  useOnShown: (trace) => useBoundParts(propagationParts, trace),
  useWords,
};

const HEADS = ['from', 'operation', 'ids', 'sampled', 'cause', 'times'] as const;

function useWords(model: TracePropagation | undefined): KindWords {
  const { t } = useTranslation('diagramKinds');
  const format = useFormat();
  const flaws = useFlawRows(model?.flaws);
  const hops = (count: number): string => t('propagation.hops', { count, hops: format.count(count) });
  return {
    pictureLabel: t('propagation.pictureLabel'),
    legend: [
      { sign: <LineSign head="m23 4 5 3-5 3z" />, words: t('propagation.legendHop') },
      { sign: <LineSign head="m23 4 5 3-5 3z" dash="4 3" />, words: t('propagation.legendAsync') },
      { sign: <LineSign head="m23 4 5 3-5 3z" failing />, words: t('propagation.legendLost') },
      { sign: <BoxSign state="ghost" />, words: t('propagation.legendGhost') },
    ],
    notDrawn:
      model === undefined
        ? []
        : [
            [t('propagation.suspected'), hops(model.suspected)],
            [t('hidden'), hops(model.hidden)],
            [
              t('propagation.unchecked'),
              t('propagation.calls', { count: model.unchecked, calls: format.count(model.unchecked) }),
            ],
          ],
    found: flaws,
    shown:
      model === undefined
        ? ''
        : t('propagation.shown', { count: model.total, hops: format.count(model.total), nodes: model.nodes.length }),
    table: {
      label: t('propagation.tableLabel'),
      columns: HEADS.map((id) => ({ id, label: t(`propagation.columns.${id}`), number: id === 'times' })),
      rows: (model?.hops ?? []).map((hop, index) => {
        const { ids, sampled, cause } = checkWords(hop, t);
        return {
          key: String(index),
          spanId: hop.spanId,
          cells: [hop.from.label, hop.to.label, ids, sampled, cause, format.count(hop.times)],
          failing: hop.state === 'lost' ? ['ids', 'sampled', 'cause'].filter((id) => isFailing(id, hop)) : [],
        };
      }),
    },
  };
}

interface CheckWords {
  readonly ids: string;
  readonly sampled: string;
  readonly cause: string;
}

function checkWords({ check }: PropagationHop, t: ReturnType<typeof useTranslation<'diagramKinds'>>['t']): CheckWords {
  switch (check.kind) {
    case 'arrived':
      return {
        ids: t(check.by === 'parent' ? 'propagation.byParent' : 'propagation.byLink'),
        sampled:
          check.sampled === undefined
            ? t('propagation.notSaid')
            : t(check.sampled ? 'propagation.sameFlag' : 'propagation.otherFlag'),
        cause: '',
      };
    case 'parent missing':
      return { ids: t('propagation.parentMissing'), sampled: '', cause: t('propagation.causes.parent missing') };
    case 'unanswered':
      return {
        ids: t('propagation.noServer'),
        sampled: '',
        cause: t(`propagation.causes.${check.reason ?? 'none'}`),
      };
  }
}

function isFailing(column: string, { check }: PropagationHop): boolean {
  return check.kind === 'arrived' ? column === 'sampled' : column !== 'sampled';
}
