// The kind `calls`: the call graph of one trace.
import { Button } from '@mantine/core';
import {
  type ApiTrace,
  callGraphOfTrace,
  callGraphParts,
  callGraphText,
  comparedCallsOfTraces,
  type TraceCalls,
  traceSpans,
} from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { fullTraceQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { pastedTraceId } from '../../../lib/pasted-trace-id.ts';
import { useComparedSigns } from '../../../ui/compared-signs.tsx';
import { BoxSign, LineSign } from '../../../ui/legend.tsx';
import { RegionWords } from '../../../ui/region-section.tsx';
import type { ShownPicture } from '../frame/generated-picture.tsx';
import { setApart } from '../frame/painting.ts';
import { useBoundParts } from '../trace/bound-parts.ts';
import { useFlawRows } from '../trace/flaw-rows.ts';
import { TraceField } from '../trace/trace-field.tsx';
import type { ChoicesProps, KindWords, TraceKind } from '../trace/trace-kind.ts';
import styles from './kind-picture.module.css';

export const callsKind: TraceKind<TraceCalls, ApiTrace | undefined> = {
  id: 'calls',
  askedOf: ({ against }) => pastedTraceId(against ?? '') ?? '',
  useFurther: (_, against) => useOtherTrace(against).data,
  modelOf: (spans, _, other, language) =>
    other === undefined
      ? callGraphOfTrace(spans, language)
      : comparedCallsOfTraces(traceSpans(other), spans, other.traceId, language),
  fileOf: (_, { against }) => ({ against }),
  Comparison: OtherTrace,
  textOf: callGraphText,
  isEmpty: ({ edges }) => edges.length === 0,
  className: styles.place,
  useOnShown,
  useWords,
};

function useOnShown(
  ...[trace, ...more]: Parameters<TraceKind<TraceCalls>['useOnShown']>
): ReturnType<TraceKind<TraceCalls>['useOnShown']> {
  const bind = useBoundParts(callGraphParts, trace, ...more);
  return useCallback(
    (shown: ShownPicture<TraceCalls>) => {
      // In a box the first line is its name.
      for (const paragraph of shown.picture.svg.querySelectorAll('.node .nodeLabel p')) {
        const texts = [...paragraph.childNodes].filter((node) => node instanceof Text);
        for (const text of texts.slice(1)) setApart(text);
      }
      return bind(shown);
    },
    [bind],
  );
}

/** The trace that the address names to compare with; '' for none. */
function useOtherTrace(traceId: string) {
  return useQuery({
    ...fullTraceQuery(traceId),
    enabled: traceId !== '',
    select: ({ trace }): ApiTrace => trace,
  });
}

function OtherTrace({ url, onChange }: ChoicesProps<TraceCalls>) {
  const { t } = useTranslation('diagramKinds');
  const traceId = pastedTraceId(url.against ?? '');
  const { error } = useOtherTrace(traceId ?? '');
  return (
    <>
      <TraceField
        key={traceId}
        label={t('calls.compareWith')}
        traceId={traceId}
        onTrace={(against) => onChange({ against })}
      />
      {error !== null && <RegionWords lines={[t('calls.otherProblem', { message: error.message })]} />}
      {traceId !== undefined && (
        <Button variant="default" mt={6} onClick={() => onChange({ against: undefined })}>
          {t('calls.stopComparing')}
        </Button>
      )}
    </>
  );
}

const HEADS = ['from', 'operation', 'way', 'failed', 'duration', 'times'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['failed', 'duration', 'times']);

function useWords(model: TraceCalls | undefined): KindWords {
  const { t } = useTranslation(['diagramKinds', 'graph']);
  const format = useFormat();
  const flaws = useFlawRows(model?.flaws);
  const comparedSigns = useComparedSigns('trace');
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
      ...(model?.against === undefined ? [] : comparedSigns),
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
      columns: [
        ...HEADS.map((id) => ({ id, label: t(`calls.columns.${id}`), number: NUMBERS.has(id) })),
        ...(model?.against === undefined ? [] : [{ id: 'against', label: t('calls.against'), number: false }]),
      ],
      rows: (model?.edges ?? []).map(({ from, to, async, failed, duration, times, tone, label, spanId }) => ({
        key: `${from.key} ${to.key} ${async}`,
        spanId: tone === 'gone' ? undefined : spanId,
        cells: [
          from.label,
          to.label,
          t(async ? 'graph:wayAsync' : 'graph:waySync'),
          format.count(failed),
          duration === undefined ? t('noEnd') : format.duration(duration),
          format.count(times),
          ...(model?.against === undefined ? [] : [label]),
        ],
        failing: failed > 0 ? ['failed'] : [],
      })),
    },
  };
}
