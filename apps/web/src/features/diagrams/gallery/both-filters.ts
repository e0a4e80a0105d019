// Two filters as one. Pure.
import type { FilterQuery } from '../../../api/queries.ts';

/** All conditions of both; undefined: they ask for two values of what is asked for once. */
export function bothFilters(one: FilterQuery, other: FilterQuery): FilterQuery | undefined {
  const both: Record<string, unknown> = { ...one };
  for (const [parameter, value] of Object.entries(other)) {
    const before = both[parameter];
    if (before === undefined || value === undefined) both[parameter] = value ?? before;
    else if (Array.isArray(before)) both[parameter] = [...new Set([...before, ...value])];
    else if (before !== value) return undefined;
  }
  return both;
}
