// What live diagrams count of the parts of a reference diagram, kept fresh.
import { COUNTED_IN, type ReferenceCount, referenceCounts, type ReferenceDiagram } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { liveDiagramQuery } from '../../../api/live-queries.ts';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import { useTimeRange } from '../../../ui/use-time-range.ts';

const EVERY_TRACE = {};

export function useReferenceCounts(no: ReferenceDiagram) {
  const range = useTimeRange();
  const counted = COUNTED_IN[no];
  const isOfWindow = counted?.subject === 'window';
  const query = useQuery({
    ...liveDiagramQuery(
      counted?.kind ?? 'transport',
      EVERY_TRACE,
      isOfWindow ? range : undefined,
      useDiagramLanguage(),
    ),
    enabled: counted !== undefined,
  });
  const told = counted === undefined ? undefined : query.data?.told;
  const counts = useMemo((): readonly ReferenceCount[] => referenceCounts(no, told?.diagram ?? undefined), [no, told]);
  return {
    counts,
    isOfWindow,
    followsClock: !isOfWindow || range.kind === 'relative',
    /** What was counted in: undefined where nothing is. */
    told: counts.length === 0 ? undefined : told,
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: counted === undefined ? null : query.error,
    fetching: query.isFetching,
    retry: () => void query.refetch(),
  };
}
