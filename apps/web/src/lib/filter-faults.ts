// Which parts of a filter nobody can read, such as `status=ERROR`, and what they should have been. Pure.
import { parseNodeId } from '@spanloom/analysis';
import { filterParameters, spanKind, statusCode } from '@spanloom/api-schema';
import type { FilterUrl } from './filter-url.ts';
import { isFold } from './graph-view.ts';

export type FilterParameter = keyof FilterUrl;
/** What such a part should have been. */
export type FilterExpected = 'kind' | 'status' | 'duration' | 'attribute' | 'node' | 'namespace' | 'other';

/** What stands in the words about them. */
export const EXPECTED_VALUES = { kind: spanKind.options.join(', '), status: statusCode.options.join(', ') } as const;

/** Of a list, one of its values. */
export function isReadableFilter(parameter: FilterParameter, value: string): boolean {
  if (isNode(parameter) && !parseNodeId(value).ok) return false;
  if (parameter === 'fold' && !isFold(value)) return false;
  const one = filterParameters.safeParse({ [parameter]: value });
  return one.success || filterParameters.safeParse({ [parameter]: [value] }).success;
}

export function expectedOfFilter(parameter: FilterParameter): FilterExpected {
  if (parameter === 'kind' || parameter === 'status' || parameter === 'namespace') return parameter;
  if (parameter === 'minDuration' || parameter === 'maxDuration') return 'duration';
  if (isNode(parameter) || parameter === 'fold') return 'node';
  return parameter.toLowerCase().endsWith('attr') ? 'attribute' : 'other';
}

function isNode(parameter: FilterParameter): boolean {
  return parameter === 'client' || parameter === 'server';
}
