// What is odd about the spans of a trace, as rows.
import type { TraceFlaws } from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import type { FactRows } from './trace-kind.ts';

const FLAWS = ['missingParents', 'cycles', 'conflicting', 'unfinished', 'backwards', 'skewed'] as const;

export function useFlawRows(flaws: TraceFlaws | undefined): FactRows {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  if (flaws === undefined) return [];
  return FLAWS.filter((flaw) => flaws[flaw] > 0).map((flaw) => [t(`trace.flaws.${flaw}`), format.count(flaws[flaw])]);
}
