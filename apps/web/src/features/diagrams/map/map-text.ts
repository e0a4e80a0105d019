// The Mermaid text of the map that is on screen.
import { mapText, searchText, type DiagramTheme } from '@spanloom/diagrams';
import { useMemo } from 'react';
import type { DiagramFile } from '../../../api/diagram-file.ts';
import type { GraphQuery } from '../../../api/queries.ts';
import type { TimeWindow } from '../../../lib/time-range.ts';
import { useComparedWindow, windowParameters } from '../../../ui/use-comparison.ts';
import type { LiveMap } from './use-live-map.ts';

/** Makes the Mermaid text of what is drawn now; undefined while nothing is. */
export function useMapText(live: LiveMap, filter: GraphQuery, theme: DiagramTheme): (() => string) | undefined {
  const { ownMap: map, read } = live;
  const { edges, comparison } = read;
  const against = useComparedWindow(comparison);
  const query = searchText(filter);
  return useMemo(
    () =>
      map === undefined || edges === undefined
        ? undefined
        : () => mapText(map, { query, ...isoWindow(edges.window), against: against && isoWindow(against) }, theme),
    [map, edges, query, against, theme],
  );
}

/** What the server draws the same map from. */
export function useMapFile(
  { ownMap: map, read: { edges, comparison } }: LiveMap,
  filter: GraphQuery,
  without: readonly string[] | undefined,
  theme: DiagramTheme,
): DiagramFile | undefined {
  const against = useComparedWindow(comparison);
  return useMemo(() => {
    if (map === undefined || map.nodes.length === 0 || edges === undefined) return undefined;
    const parameters = {
      ...filter,
      ...windowParameters(edges.window, against),
      without: without?.join(','),
      theme,
      language: map.language,
    };
    return { kind: 'map', parameters };
  }, [map, edges, filter, without, against, theme]);
}

function isoWindow({ start, end }: TimeWindow) {
  return { start: isoTime(start), end: isoTime(end) };
}

function isoTime(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}
