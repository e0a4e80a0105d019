// The kind `states`: the state machines of a trace.
import {
  EVENTS,
  isWordOfOurs,
  LIFECYCLE,
  machineParts,
  statesOfTrace,
  statesText,
  type TraceStates,
  WORKFLOW,
} from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { BoxSign, LineSign, TextSign } from '../../../ui/legend.tsx';
import field from '../frame/field.module.css';
import { useBoundParts } from '../trace/bound-parts.ts';
import { useFlawRows } from '../trace/flaw-rows.ts';
import type { ChoicesProps, KindWords, TraceKind } from '../trace/trace-kind.ts';
import styles from './kind-picture.module.css';
import { Select } from '../../../ui/select.tsx';

export const statesKind: TraceKind<TraceStates> = {
  id: 'states',
  askedOf: ({ by }) => by ?? LIFECYCLE,
  fileOf: (asked, { states }) => (states.length === 0 ? undefined : asked === LIFECYCLE ? {} : { by: asked }),
  modelOf: (spans, asked, _further, language) => statesOfTrace(spans, asked, language),
  textOf: statesText,
  isEmpty: ({ spans }) => spans === 0,
  className: styles.place,
  useOnShown: (trace) => useBoundParts(machineParts, trace),
  useWords,
  Choices: StatesOf,
};

const HEADS = ['from', 'operation', 'outcome', 'median', 'times', 'share'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['median', 'times', 'share']);

function useWords(model: TraceStates | undefined): KindWords {
  const { t } = useTranslation('diagramKinds');
  const format = useFormat();
  const flaws = useFlawRows(model?.flaws);
  return {
    pictureLabel: t('states.pictureLabel'),
    legend: [
      { sign: <LineSign head="m23 4 5 3-5 3z" />, words: t('states.legendTransition') },
      { sign: <TextSign text="×1" failing />, words: t('states.legendFailed') },
      { sign: <BoxSign />, words: t('states.legendState') },
      { sign: <BoxSign state="bad" />, words: t('states.legendBad') },
    ],
    notDrawn:
      model === undefined
        ? []
        : [[t('hidden'), t('states.steps', { count: model.hidden, steps: format.count(model.hidden) })]],
    found: flaws,
    shown:
      model === undefined
        ? ''
        : t('states.shown', {
            count: model.steps,
            steps: format.count(model.steps),
            states: model.states.length,
            transitions: model.transitions.length,
          }),
    table: {
      label: t('states.tableLabel'),
      columns: HEADS.map((id) => ({ id, label: t(`states.columns.${id}`), number: NUMBERS.has(id) })),
      rows: (model?.transitions ?? []).map(({ from, to, times, share, median, failed, spanId }) => ({
        key: JSON.stringify([from?.name, to?.name, failed]),
        spanId,
        cells: [
          from?.label ?? t('states.begin'),
          to?.label ?? t('states.end'),
          t(failed ? 'states.failed' : 'states.ok'),
          median === undefined ? '–' : format.duration(median),
          format.count(times),
          format.share(share),
        ],
        failing: failed ? ['outcome'] : [],
      })),
    },
  };
}

/** What tells the states. */
function StatesOf({ model, onChange }: ChoicesProps<TraceStates>) {
  const { t } = useTranslation('diagramKinds');
  const keys = isWordOfOurs(model.by) || model.keys.includes(model.by) ? [] : [model.by];
  const workflow = model.hasWorkflow || model.by === WORKFLOW;
  return (
    <Select
      label={t('states.by')}
      classNames={{ label: field.label }}
      allowDeselect={false}
      value={model.by}
      data={[
        { value: LIFECYCLE, label: t('states.lifecycle') },
        { value: EVENTS, label: t('states.events') },
        ...(workflow ? [{ value: WORKFLOW, label: t('states.workflow') }] : []),
        ...[...keys, ...model.keys].map((key) => ({ value: key, label: key })),
      ]}
      onChange={(value) => onChange({ by: value === LIFECYCLE || value === null ? undefined : value })}
    />
  );
}
