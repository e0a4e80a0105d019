// The model of a live diagram, kept fresh, with how many of its values the last tick changed.
import type { LiveDiagram } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { liveDiagramQuery } from '../../../api/live-queries.ts';
import type { FilterQuery } from '../../../api/queries.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { changedLines } from './changed-lines.ts';

export interface LiveReading {
  readonly diagram: LiveDiagram | undefined;
  /** The window has nothing of what such a diagram shows. */
  readonly nothing: boolean;
  /** The time that it shows, unix nanoseconds. */
  readonly window: { readonly start: string; readonly end: string } | undefined;
  readonly elapsedMs: number | undefined;
  readonly changes: number;
  /** Unix milliseconds of the last answer, of the last failure; 0 for never. */
  readonly updatedAt: number;
  readonly failedAt: number;
  readonly error: Error | null;
  readonly fetching: boolean;
  readonly retry: () => void;
}

export function useLiveDiagram(kind: string, filter: FilterQuery, range: TimeRange | undefined): LiveReading {
  const query = useQuery(liveDiagramQuery(kind, filter, range));
  const told = query.data?.told;
  const diagram = told?.diagram ?? undefined;
  return {
    diagram,
    nothing: told?.diagram === null,
    window: told,
    elapsedMs: query.data?.cost.elapsedMs,
    changes: useChanges(diagram, query.dataUpdatedAt),
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: query.error,
    // Asked for only where it is told: who asks is drawn again whenever it changes.
    get fetching() {
      return query.isFetching;
    },
    retry: () => void query.refetch(),
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
