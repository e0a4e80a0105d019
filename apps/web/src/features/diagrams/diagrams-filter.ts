// The filter of a diagram of a window, in the address as Search has it; but `kind` is there that of the diagram, and the ends of a call
// are what is selected on the map.
import { useMemo } from 'react';
import { type FilterParameter, isReadableFilter } from '../../lib/filter-faults.ts';
import type { FilterUrl } from '../../lib/filter-url.ts';
import { conditionsOf } from '../../ui/filter/conditions.ts';
import { useSame } from '../../ui/use-same.ts';
import type { DiagramsUrl } from './diagrams-url.ts';

/** Without what nobody can read, of which the page tells. */
export function readFilter(url: DiagramsUrl): FilterUrl {
  return readable(filterIn(url));
}

function readable(filter: FilterUrl): FilterUrl {
  const read: Record<string, string | readonly string[] | undefined> = {};
  for (const [name, value] of Object.entries(filter)) {
    const isGood = (one: string): boolean => isReadableFilter(name as FilterParameter, one);
    const good = (Array.isArray(value) ? value : [value ?? '']).filter(isGood);
    read[name] = value === undefined || good.length === 0 ? undefined : Array.isArray(value) ? good : value;
  }
  return (read['service'] === undefined ? { ...read, namespace: undefined } : read) as FilterUrl;
}

function filterIn(url: DiagramsUrl): FilterUrl {
  const { service, operation, spanKind, status, minDuration, maxDuration, text } = url;
  const { attr, spanAttr, resourceAttr, notAttr, notSpanAttr, notResourceAttr } = url;
  return {
    service,
    // Alone it says nothing.
    namespace: service === undefined ? undefined : url.namespace,
    operation,
    kind: spanKind,
    status,
    minDuration,
    maxDuration,
    attr,
    spanAttr,
    resourceAttr,
    notAttr,
    notSpanAttr,
    notResourceAttr,
    text,
  };
}

/** The inverse: what to write over the address. What is not asked for is undefined. */
export function writeFilter(filter: FilterUrl): Partial<DiagramsUrl> {
  const { kind: _, ...rest } = filterIn(filter);
  return { ...rest, spanKind: filter.kind };
}

/** Whether it leaves anything out. */
export function isFiltered(filter: FilterUrl): boolean {
  return conditionsOf(filter).length > 0;
}

/** The same object while nothing of the filter changes. */
export function useFilter(url: DiagramsUrl): FilterUrl {
  const filter = useSame(filterIn(url));
  return useMemo(() => readable(filter), [filter]);
}
