// The map of the page's filter and time range, kept fresh, with what changed at the last tick.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { drawableMap } from '@spanloom/diagrams';
import { useMemo, useState } from 'react';
import type { GraphQuery } from '../../../api/queries.ts';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import type { Against } from '../../../lib/against.ts';
import type { FixedRange, TimeRange } from '../../../lib/time-range.ts';
import { useSame } from '../../../ui/use-same.ts';
import type { ComparableGraph } from '../../../ui/use-comparison.ts';
import { type ReadGraph, usePartGraph } from '../../../ui/use-part-graph.ts';
import { type ChangedValues, changedValues } from './changed-values.ts';
import type { LeavableKind } from '../diagrams-url.ts';
import type { DrawnEdge, DrawnMap, DrawnNode } from './paint-map.ts';
import { partOfMap } from './part-of-map.ts';

export interface LiveMap {
  readonly read: ReadGraph;
  /** What is shown: of a part of the time, with all that is there in the whole. */
  readonly map: DrawnMap | undefined;
  /** What the places of its parts follow from, whichever part of the time is shown. */
  readonly layout: DrawnMap | undefined;
  /** The part by itself, as the server draws it. */
  readonly ownMap: DrawnMap | undefined;
  readonly changed: ChangedValues;
}

export function useLiveMap(
  filter: GraphQuery,
  range: TimeRange,
  part: FixedRange | undefined,
  without: ReadonlySet<LeavableKind>,
  against: Against | undefined,
): LiveMap {
  const read = usePartGraph(filter, range, part, against);
  const { graph, own, wholeGraph } = read;
  const language = useDiagramLanguage();
  const isWhole = graph === wholeGraph;
  const layout = useMemo(() => wholeGraph && mapOf(wholeGraph, without, language), [wholeGraph, without, language]);
  const ownMap = useMemo(
    () => (isWhole ? layout : own && mapOf(own, without, language)),
    [isWhole, layout, own, without, language],
  );
  const map = useMemo(
    () => (isWhole ? layout : layout && graph && partOfMap(layout, graph, without)),
    [isWhole, layout, graph, without],
  );
  return { read, map, layout, ownMap, changed: useChanged(map, read.updatedAt, isWhole) };
}

/** What the options beside a map tell of it. */
export interface MapFacts extends Pick<ReadGraph, 'edges' | 'comparison'> {
  readonly sampled: boolean;
  /** Of the part of the time that is shown. */
  readonly drawn: DrawnMap | undefined;
}

/** The same object while nothing of them changes. */
export function useMapFacts({ read: { edges, comparison }, map, ownMap }: LiveMap): MapFacts {
  return useSame({ edges, comparison, sampled: map?.sampled === true, drawn: ownMap });
}

function mapOf(graph: ComparableGraph, without: ReadonlySet<LeavableKind>, language: DiagramLanguage): DrawnMap {
  return drawableMap<DrawnNode['source'], DrawnEdge['source']>(graph, { without, language });
}

/**
 * Compares with the map of the tick before; a tick without changes empties it. From part to part of a time everything
 * changes, and nothing of that is news.
 */
function useChanged(map: DrawnMap | undefined, tick: number, isWhole: boolean): ChangedValues {
  const [seen, setSeen] = useState<Seen>({ map, tick, isWhole, changed: new Map() });
  if (seen.map === map && seen.tick === tick) return seen.changed;
  const before = seen.map === map || !isWhole || !seen.isWhole ? undefined : seen.map;
  const changed = before === undefined || map === undefined ? new Map<never, never>() : changedValues(before, map);
  setSeen({ map, tick, isWhole, changed });
  return changed;
}

interface Seen {
  readonly map: DrawnMap | undefined;
  readonly tick: number;
  readonly isWhole: boolean;
  readonly changed: ChangedValues;
}
