// Find in a trace: names and services at once, and everything else as soon as it was read, which happens at the first
// search: a waterfall does without.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { wholeTraceQuery } from '../../api/queries.ts';
import { type FindCache, findMatches, findNeedle, type SpanDetails } from './find-spans.ts';
import type { TraceModel } from './trace-model.ts';
import { spanKey } from './view-span.ts';

export interface SpanFinder {
  /** Undefined when nothing is looked for. */
  readonly needle: string | undefined;
  /** Indices of rows, in order. */
  readonly matches: readonly number[];
  readonly details: SpanDetails | undefined;
  /** `reading`: attributes are not looked through yet. `failed`: they could not be read. */
  readonly state: 'done' | 'reading' | 'failed';
}

export function useSpanFinder(model: TraceModel, text: string | undefined): SpanFinder {
  const needle = findNeedle(text);
  const { data, error } = useQuery({
    ...wholeTraceQuery(model.traceId, model.spans),
    enabled: needle !== undefined,
  });
  const details = useMemo(
    () =>
      data === undefined
        ? undefined
        : new Map(data.spans.map((span) => [spanKey(span.spanId, span.conflicting, span.contentHash), span])),
    [data],
  );
  // What was put together without the details is put together again with them.
  const cache = useMemo<FindCache>(() => (details === undefined ? new WeakMap() : new WeakMap()), [details]);
  const matches = useMemo(() => findMatches(model.rows, needle, details, cache), [model.rows, needle, details, cache]);
  const state = details !== undefined || needle === undefined ? 'done' : error === null ? 'reading' : 'failed';
  return useMemo(() => ({ needle, matches, details, state }), [needle, matches, details, state]);
}
