// The kind `entities`: the data model of OTLP with the numbers of one trace.
import {
  entitiesOfTrace,
  entitiesText,
  entityParts,
  type EntityName,
  type FieldValue,
  type TraceEntities,
} from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { useBoundParts } from '../trace/bound-parts.ts';
import { useFlawRows } from '../trace/flaw-rows.ts';
import type { KindRow, KindWords, TraceKind } from '../trace/trace-kind.ts';
import styles from './kind-picture.module.css';

export const entitiesKind: TraceKind<TraceEntities> = {
  id: 'entities',
  modelOf: (spans, _asked, _further, language) => entitiesOfTrace(spans, language),
  textOf: entitiesText,
  isEmpty: ({ entities }) => entities.length === 0,
  className: styles.place,
  useOnShown: (trace) => useBoundParts(entityParts, trace),
  useWords,
};

const HEADS = ['entity', 'field', 'value'] as const;

function useWords(model: TraceEntities | undefined): KindWords {
  const { t } = useTranslation('diagramKinds');
  const format = useFormat();
  const flaws = useFlawRows(model?.flaws);
  const nameOf = (name: EntityName): string => t(`entities.names.${name}`);
  const each = (least: number, most: number): string =>
    most === 0
      ? t('none')
      : least === most
        ? t('entities.each', { number: format.count(most) })
        : t('entities.range', { least: format.count(least), most: format.count(most) });
  const valueOf = (value: FieldValue): string => {
    switch (value.kind) {
      case 'distinct':
        return t('entities.distinct', { number: format.count(value.count) });
      case 'each':
        return each(value.least, value.most);
      case 'shares':
        return value.shares.map(([word, count]) => `${word} ${format.count(count)}`).join(' · ');
    }
  };
  const rows: KindRow[] = [
    ...(model?.entities ?? []).flatMap((entity) => [
      {
        key: entity.name,
        spanId: entity.spanId,
        cells: [nameOf(entity.name), '', t('entities.count', { number: format.count(entity.count) })],
      },
      ...entity.fields.map((field) => ({
        key: `${entity.name} ${field.name}`,
        spanId: undefined,
        cells: [nameOf(entity.name), field.name, valueOf(field.value)],
      })),
    ]),
    ...(model?.relations ?? []).map((relation) => ({
      key: `${relation.from} ${relation.to}`,
      spanId: undefined,
      cells: [
        `${nameOf(relation.from)} → ${nameOf(relation.to)}`,
        '',
        `${each(relation.least, relation.most)} · ${t('entities.count', { number: format.count(relation.total) })}`,
      ],
    })),
  ];
  return {
    pictureLabel: t('entities.pictureLabel'),
    legend: [
      { sign: <path d="M2 7h26M24 2v10M20 2v10" />, words: t('entities.legendOne') },
      { sign: <path d="M2 7h26M18 7l10-5M18 7l10 5M16 2v10" />, words: t('entities.legendSome') },
      {
        sign: (
          <>
            <path d="M2 7h13m6 0h7M24 2v10" />
            <circle cx="18" cy="7" r="3" />
          </>
        ),
        words: t('entities.legendMaybe'),
      },
      {
        sign: (
          <>
            <path d="M2 7h9m6 0h11M17 7l11-5M17 7l11 5" />
            <circle cx="14" cy="7" r="3" />
          </>
        ),
        words: t('entities.legendAny'),
      },
    ],
    notDrawn:
      model === undefined
        ? []
        : [[t('entities.absent'), model.absent.length === 0 ? t('none') : model.absent.map(nameOf).join(', ')]],
    found: flaws,
    shown: model === undefined ? '' : t('entities.shown', { count: model.spans, spans: format.count(model.spans) }),
    table: {
      label: t('entities.tableLabel'),
      columns: HEADS.map((id) => ({ id, label: t(`entities.columns.${id}`), number: false })),
      rows,
    },
  };
}
