// The Mermaid text of the map that is on screen.
import { mapText, type DiagramTheme } from '@spanloom/diagrams';
import { useMemo } from 'react';
import type { FilterQuery } from '../../../api/queries.ts';
import type { LiveMap } from './use-live-map.ts';

/** The Mermaid text of what is drawn now; undefined while nothing is. */
export function useMapText(live: LiveMap, filter: FilterQuery, theme: DiagramTheme): string | undefined {
  const { map, edges } = live;
  const query = filterText(filter);
  return useMemo(
    () =>
      map === undefined || edges === undefined
        ? undefined
        : mapText(map, { query, start: isoTime(edges.window.start), end: isoTime(edges.window.end) }, theme),
    [map, edges, query, theme],
  );
}

/** The filter as one reads it; the same in every language, because it goes into the text. */
export function filterText(filter: FilterQuery): string {
  if (filter.service === undefined) return 'all traces';
  const namespace =
    filter.namespace === undefined || filter.namespace === ''
      ? ''
      : ` && resource.service.namespace = "${filter.namespace}"`;
  return `resource.service.name = "${filter.service}"${namespace}`;
}

function isoTime(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}
