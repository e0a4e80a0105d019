// Which service answered a call, where a span of its own tells.
import type { ServiceRef } from '@spanloom/api-schema';
import { childSpans, type ModelRow, type SpanModelRow } from './model-row.ts';
import type { ViewSpan } from './view-span.ts';

/** undefined for what is no call, and where no span of the other side is in this trace. */
export function calleeOf(rows: readonly ModelRow[], { row }: SpanModelRow): ServiceRef | undefined {
  if (row.span.kind !== 'client') return undefined;
  return childSpans(rows, row).find(({ kind }) => kind === 'server')?.service;
}

/**
 * Who is on the other side of a call or a message: who answered, or the service of that name, if any span of this trace is
 * its own. undefined where only the caller says who it was.
 */
export function otherSideOf(rows: readonly ModelRow[], row: SpanModelRow): ServiceRef | undefined {
  const { peer } = row.row.span;
  const answered = calleeOf(rows, row);
  if (answered !== undefined || peer?.kind !== 'external') return answered;
  const isPeer = ({ service }: ViewSpan): boolean => service.name === peer.name;
  const spans = rows.flatMap((other) =>
    other.kind === 'span' ? [other.row.span] : other.kind === 'group' ? other.spans : [],
  );
  return spans.find(isPeer)?.service;
}
