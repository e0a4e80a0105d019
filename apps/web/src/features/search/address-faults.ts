// Which parts of the search page's address nobody can read, such as `sort=newst`, and the address without them. Pure.
import { searchParameters } from '@spanloom/api-schema';
import {
  expectedOfFilter,
  type FilterExpected,
  type FilterParameter,
  isReadableFilter,
} from '../../lib/filter-faults.ts';
import { filterUrl } from '../../lib/filter-url.ts';
import { readBox } from './time-box.ts';
import type { SearchUrl } from './search-url.ts';

/** What such a part should have been. */
export type Expected = 'list' | 'sort' | FilterExpected;

export interface AddressFault {
  readonly parameter: string;
  readonly value: string;
  readonly expected: Expected;
}

/** `readable`: the URL without the faults. */
export function addressFaults(url: SearchUrl): {
  readonly faults: readonly AddressFault[];
  readonly readable: SearchUrl;
} {
  const faults: AddressFault[] = [];
  const readable: Record<string, unknown> = {};
  for (const [parameter, given] of Object.entries(url)) {
    const values = Array.isArray(given) ? given : given === undefined ? [] : [given];
    const good = values.filter((value) => isReadable(url, parameter, value, Array.isArray(given)));
    for (const value of values)
      if (!good.includes(value)) faults.push({ parameter, value, expected: expectedOf(parameter) });
    if (good.length > 0) readable[parameter] = Array.isArray(given) ? good : good[0];
  }
  return { faults, readable };
}

function isReadable(url: SearchUrl, parameter: string, value: string, inList: boolean): boolean {
  if (parameter === 'namespace' && url.service === undefined) return false;
  if (parameter === 'list') return value === 'spans';
  if (parameter === 'box') return readBox(value) !== undefined;
  if (isOfFilter(parameter)) return isReadableFilter(parameter, value);
  return searchParameters.safeParse({ [parameter]: inList ? [value] : value }).success;
}

function expectedOf(parameter: string): Expected {
  if (parameter === 'list' || parameter === 'sort') return parameter;
  return isOfFilter(parameter) ? expectedOfFilter(parameter) : 'other';
}

function isOfFilter(parameter: string): parameter is FilterParameter {
  return parameter in filterUrl.shape;
}
