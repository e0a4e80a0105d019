// Since when the server does not answer. A query that is asked again forgets its error while it runs; an outage does not: it
// ends when an answer has come, so that a banner stays put from one try to the next.
import { useState } from 'react';
import { isUnreachable } from './states.tsx';

interface Asked {
  readonly data: unknown;
  readonly error: Error | null;
  readonly errorUpdatedAt: number;
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
}

/** Unix milliseconds. */
export interface Outage {
  /** When the first answer failed to come. */
  readonly since: number;
  /** When the last one did. */
  readonly failedAt: number;
}

/** undefined while the server answers. `queries`: all that a page needs. */
export function useOutage(queries: readonly Asked[]): Outage | undefined {
  const [outage, setOutage] = useState<Outage>();
  const failed = queries.find((query) => isUnreachable(query.error));
  const next = nextOutage(outage, failed?.errorUpdatedAt, queries.some(isAskedInVain));
  if (next !== outage) setOutage(next);
  return next;
}

function nextOutage(before: Outage | undefined, failedAt: number | undefined, waiting: boolean): Outage | undefined {
  if (failedAt === undefined) return waiting ? before : undefined;
  return before?.failedAt === failedAt ? before : { since: before?.since ?? failedAt, failedAt };
}

function isAskedInVain(query: Asked): boolean {
  return query.data === undefined && query.fetchStatus !== 'idle';
}
