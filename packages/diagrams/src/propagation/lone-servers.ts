// Traces that a server began while another trace ran: where a context that was lost may have gone on. Told the same by the page
// and by the server.
import type { ApiTrace } from '../trace-spans.ts';
import type { LoneServer } from './propagation-hops.ts';

/** Of more traces at the same time the newest are looked at. */
const LOOKED_AT = 200;

/** The search that finds them: of the time from the first start to the last end of the trace. */
export function loneServerSearch({ spans }: Pick<ApiTrace, 'spans'>) {
  const starts = spans.map(({ start }) => BigInt(start));
  const start = starts.reduce((least, time) => (time < least ? time : least), starts[0] ?? 0n);
  const end = spans.reduce((most, span) => (BigInt(span.end) > most ? BigInt(span.end) : most), start + 1n);
  return { kind: 'server', start: String(start), end: String(end), sort: 'newest', limit: LOOKED_AT } as const;
}

/** What a search tells of a trace. */
interface FoundTrace {
  readonly traceId: string;
  /** Unix nanoseconds. */
  readonly start: string | bigint;
  readonly root?: { readonly kind: string; readonly service: { readonly name: string } } | undefined;
}

/** `traceId`: of the trace that is checked. */
export function loneServers(found: readonly FoundTrace[], traceId: string): LoneServer[] {
  return found.flatMap((one): LoneServer[] =>
    one.traceId === traceId || one.root?.kind !== 'server'
      ? []
      : [{ traceId: one.traceId, service: one.root.service.name, start: BigInt(one.start) }],
  );
}
