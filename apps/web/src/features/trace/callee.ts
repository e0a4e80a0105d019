// Which service answered a call, where a span of its own tells.
import type { ServiceRef } from '@spanloom/api-schema';
import { childSpans, type ModelRow, type SpanModelRow } from './model-row.ts';

/** undefined for what is no call, and where no span of the other side is in this trace. */
export function calleeOf(rows: readonly ModelRow[], { row }: SpanModelRow): ServiceRef | undefined {
  if (row.span.kind !== 'client') return undefined;
  return childSpans(rows, row).find(({ kind }) => kind === 'server')?.service;
}
