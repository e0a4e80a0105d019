// The Mermaid text of the map that is on screen.
import { mapText, searchText, type DiagramTheme } from '@spanloom/diagrams';
import { useMemo } from 'react';
import type { DiagramFile } from '../../../api/diagram-file.ts';
import type { FilterQuery } from '../../../api/queries.ts';
import type { LiveMap } from './use-live-map.ts';

/** The Mermaid text of what is drawn now; undefined while nothing is. */
export function useMapText(live: LiveMap, filter: FilterQuery, theme: DiagramTheme): string | undefined {
  const { map, edges } = live;
  const query = searchText(filter);
  return useMemo(
    () =>
      map === undefined || edges === undefined
        ? undefined
        : mapText(map, { query, start: isoTime(edges.window.start), end: isoTime(edges.window.end) }, theme),
    [map, edges, query, theme],
  );
}

/** What the server draws the same map from. */
export function useMapFile(
  { map, edges }: LiveMap,
  filter: FilterQuery,
  without: readonly string[] | undefined,
  theme: DiagramTheme,
): DiagramFile | undefined {
  return useMemo(() => {
    if (map === undefined || map.nodes.length === 0 || edges === undefined) return undefined;
    const { start, end } = edges.window;
    const parameters = { ...filter, start: String(start), end: String(end), without: without?.join(','), theme };
    return { kind: 'map', parameters };
  }, [map, edges, filter, without, theme]);
}

function isoTime(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}
