// The service graph of the time range, kept fresh, and the part of it that the reader narrowed it to.
import { useMemo, useState } from 'react';
import type { GraphQuery } from '../../api/queries.ts';
import type { Against } from '../../lib/against.ts';
import type { FixedRange, TimeRange } from '../../lib/time-range.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useNoValueWords } from '../../ui/use-no-value-words.ts';
import type { Selection } from '../../ui/selection.ts';
import { type ReadGraph, usePartGraph } from '../../ui/use-part-graph.ts';
import { drawnMap, failingKey, partsToFold } from './folded-parts.ts';
import { countChanged, edgesOfRate, narrowed, type ServiceMap, serviceMap, structureKey } from './service-map-model.ts';
import type { Narrowing } from './services-url.ts';

export interface LiveServices extends ReadGraph {
  /** Every trace, and how their graph is looked at: the map of a search comes with its link. */
  readonly view: GraphQuery;
  /** All there is; undefined before the first answer. */
  readonly whole: ServiceMap | undefined;
  /** What is shown. */
  readonly shown: ServiceMap | undefined;
  /** What of that the picture has. */
  readonly drawn: ServiceMap | undefined;
  /** Values that the last tick changed. */
  readonly changes: number;
}

const NOTHING: ServiceMap = { nodes: [], edges: [], sampled: false };

/** `part`: of the time, to be shown in the layout of all of it. */
export function useServiceMap(
  view: GraphQuery,
  range: TimeRange,
  part: FixedRange | undefined,
  narrowing: Narrowing,
  against: Against | undefined,
  selection: Selection | undefined,
): LiveServices {
  const read = usePartGraph(view, range, part, against);
  const { graph, wholeGraph } = read;
  const noValue = useNoValueWords();
  const whole = useMemo(() => graph && serviceMap(graph, noValue), [graph, noValue]);
  // Decided anew with a new structure only: an edge whose rate wavers about the limit must not come and go.
  const often = useKept(
    edgesOfRate(whole ?? NOTHING, narrowing.minRate),
    `${narrowing.minRate} ${structureKey(whole ?? NOTHING)}`,
  );
  const shown = useMemo(() => whole && narrowed(whole, often, narrowing), [whole, often, narrowing]);
  // Of all of the time: whichever part of it is shown, the same parts are drawn.
  const ofAll = useMemo(() => {
    if (graph === wholeGraph || wholeGraph === undefined) return shown ?? NOTHING;
    return narrowed(serviceMap(wholeGraph, noValue), often, narrowing);
  }, [graph, wholeGraph, shown, noValue, often, narrowing]);
  const choice = useMemo(() => {
    const fold = partsToFold(ofAll);
    return { fold, key: fold.size === 0 ? '' : `${structureKey(ofAll)} ${failingKey(ofAll)}` };
  }, [ofAll]);
  const folded = useKept(choice.fold, choice.key);
  const { focus } = narrowing;
  const drawn = useMemo(
    () => shown && drawnMap(shown, folded, new Set([...idsIn(selection), ...(focus === undefined ? [] : [focus])])),
    [shown, folded, selection, focus],
  );
  return { ...read, view, whole, shown, drawn, changes: useChanges(whole, shown, read.updatedAt) };
}

function idsIn(selection: Selection | undefined): readonly string[] {
  if (selection === undefined) return [];
  return selection.kind === 'node' ? [selection.id] : [selection.client, selection.server];
}

/** What is shown, compared with the map of the tick before. */
function useChanges(whole: ServiceMap | undefined, shown: ServiceMap | undefined, tick: number): number {
  const [seen, setSeen] = useState<Seen>({ before: undefined, whole, tick });
  if (seen.whole !== whole || seen.tick !== tick) setSeen({ before: seen.whole, whole, tick });
  const { before } = seen;
  return useMemo(
    () => (before === undefined || shown === undefined ? 0 : countChanged(before, shown)),
    [before, shown],
  );
}

interface Seen {
  readonly before: ServiceMap | undefined;
  readonly whole: ServiceMap | undefined;
  readonly tick: number;
}
