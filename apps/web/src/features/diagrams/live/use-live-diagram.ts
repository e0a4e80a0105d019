// The model of a live diagram, kept fresh, with how many of its values the last tick changed.
import type { LiveDiagram } from '@spanloom/api-schema';
import { type PartInPlace, partInPlace } from '@spanloom/diagrams';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { liveDiagramQuery } from '../../../api/live-queries.ts';
import type { FilterQuery } from '../../../api/queries.ts';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import type { FixedRange, TimeRange } from '../../../lib/time-range.ts';
import { changedLines } from './changed-lines.ts';

export interface LiveReading {
  /** What is shown: of a part of the time, with all that is there in the whole. */
  readonly diagram: LiveDiagram | undefined;
  /** Of the part that is shown; undefined while all of the time is shown. */
  readonly inPlace: PartInPlace | undefined;
  /** The part by itself, as the server draws it; undefined: it has nothing of what such a diagram shows. */
  readonly own: LiveDiagram | undefined;
  /** The window has nothing of what such a diagram shows. */
  readonly nothing: boolean;
  /** The time that `own` shows, unix nanoseconds. */
  readonly window: LiveWindow | undefined;
  /** All of the time. */
  readonly wholeWindow: LiveWindow | undefined;
  /** What is shown is not yet the part that is asked for. */
  readonly behind: boolean;
  readonly elapsedMs: number | undefined;
  readonly changes: number;
  /** Unix milliseconds of the last answer, of the last failure; 0 for never. */
  readonly updatedAt: number;
  readonly failedAt: number;
  readonly error: Error | null;
  readonly fetching: boolean;
  readonly retry: () => void;
}

interface LiveWindow {
  readonly start: string;
  readonly end: string;
}

/** While one plays there is another part at each step. */
const PART_KEPT_MS = 10_000;

/** `range` undefined: of the server. `part`: of the time, to be shown in the places of all of it. */
export function useLiveDiagram(
  kind: string,
  filter: FilterQuery,
  range: TimeRange | undefined,
  part: FixedRange | undefined,
): LiveReading {
  const language = useDiagramLanguage();
  const query = useQuery(liveDiagramQuery(kind, filter, range, language));
  const partQuery = useQuery({
    ...liveDiagramQuery(kind, filter, part ?? range, language),
    enabled: part !== undefined,
    subscribed: part !== undefined,
    placeholderData: keepPreviousData,
    gcTime: PART_KEPT_MS,
  });
  const isPart = part !== undefined && partQuery.data !== undefined;
  const shown = isPart ? partQuery.data : query.data;
  const whole = query.data?.told.diagram ?? undefined;
  const own = shown?.told.diagram ?? undefined;
  const placed = useMemo(() => (isPart && whole ? partInPlace(whole, own) : undefined), [isPart, whole, own]);
  return {
    diagram: placed?.diagram ?? whole,
    inPlace: placed,
    own,
    nothing: query.data?.told.diagram === null,
    window: shown?.told,
    wholeWindow: query.data?.told,
    behind: part !== undefined && (!isPart || partQuery.isPlaceholderData),
    elapsedMs: shown?.cost.elapsedMs,
    changes: useChanges(whole, query.dataUpdatedAt),
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: query.error ?? (part && partQuery.error) ?? null,
    // Asked for only where it is told: who asks is drawn again whenever it changes.
    get fetching() {
      return query.isFetching || (part !== undefined && partQuery.isFetching);
    },
    retry: () => void Promise.all([query.refetch(), ...(part === undefined ? [] : [partQuery.refetch()])]),
  };
}

/** What is on screen becomes the answer for a range that is fixed now: it is not read again. */
export function useHoldDiagram(
  kind: string,
  filter: FilterQuery,
  range: TimeRange | undefined,
): (fixed: FixedRange) => void {
  const client = useQueryClient();
  const language = useDiagramLanguage();
  return (fixed) => {
    const shown = client.getQueryData(liveDiagramQuery(kind, filter, range, language).queryKey);
    if (shown !== undefined) client.setQueryData(liveDiagramQuery(kind, filter, fixed, language).queryKey, shown);
  };
}

/** Compared with the tick before. */
function useChanges(diagram: LiveDiagram | undefined, tick: number): number {
  const [seen, setSeen] = useState({ diagram, tick, changes: 0 });
  if (seen.diagram === diagram && seen.tick === tick) return seen.changes;
  const before = seen.diagram === diagram ? undefined : seen.diagram;
  const changes = before === undefined || diagram === undefined ? 0 : changedLines(before, diagram);
  setSeen({ diagram, tick, changes });
  return changes;
}
