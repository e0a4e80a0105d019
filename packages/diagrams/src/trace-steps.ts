// What the pictures of a trace show, as lists, in the words and the order of the picture.
import type { TraceCalls } from './call-graph/trace-calls.ts';
import { relationText, valueText } from './entities/trace-entities-text.ts';
import type { TraceEntities } from './entities/trace-entities.ts';
import type { TraceGantt } from './gantt/trace-gantt.ts';
import type { PictureStep } from './picture.ts';
import type { TracePropagation } from './propagation/trace-propagation.ts';
import type { Machine } from './states/state-machine.ts';
import { COMMON_WORDS } from './words/common-words.ts';
import { TRACE_WORDS } from './words/trace-words.ts';

export function ganttSteps({ sections }: TraceGantt): PictureStep[] {
  return sections.flatMap(({ label: from, bars }) =>
    bars.map(({ label, state }) => ({ from, label, failed: state === 'failed' })),
  );
}

/** What there is, each with its fields, then how many of one belong to another. */
export function entitySteps({ entities, relations, language }: TraceEntities): PictureStep[] {
  const words = TRACE_WORDS[language].entities;
  const { fact } = COMMON_WORDS[language];
  return [
    ...entities.map(({ name, count, fields, failed }) => ({
      from: `${words.names[name]} ×${count}`,
      label: fields.map((field) => fact(field.name, valueText(field.value, words))).join(' · '),
      failed,
    })),
    ...relations.map((relation) => ({
      from: words.names[relation.from],
      to: words.names[relation.to],
      label: relationText(relation, words),
      failed: false,
    })),
  ];
}

export function propagationSteps({ hops }: TracePropagation): PictureStep[] {
  return hops.map(({ from, to, label, state }) => ({
    from: from.label,
    to: to.label,
    label,
    failed: state === 'lost',
  }));
}

export function machineSteps({ transitions, language }: Machine): PictureStep[] {
  const { begin, end } = TRACE_WORDS[language].states;
  return transitions.map(({ from, to, label, failed }) => ({
    from: from?.label ?? begin,
    to: to?.label ?? end,
    label,
    failed,
  }));
}

export function callSteps({ edges }: TraceCalls): PictureStep[] {
  return edges.map(({ from, to, label, failed }) => ({ from: from.label, to: to.label, label, failed: failed > 0 }));
}
