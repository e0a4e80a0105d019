// The header by which one service hands its trace context to the next over HTTP. https://www.w3.org/TR/trace-context/
import { attributeText, CLIENT, type PlacedSpan, SERVER } from './sequence/sequence-span.ts';

/** Both sides of one HTTP call are here. */
export function isHttpHop(sent: PlacedSpan | undefined, answered: PlacedSpan | undefined): boolean {
  return (
    sent?.kind === CLIENT &&
    answered?.kind === SERVER &&
    attributeText(sent.source, 'http.request.method', 'http.method') !== ''
  );
}

/** What the caller sent along, rebuilt from what its span says; of ids the first `digits`. */
export function traceparentOf({ source: { traceId, spanId, flags } }: PlacedSpan, digits = 32): string {
  const short = (id: string): string => (id.length > digits ? `${id.slice(0, digits)}…` : id);
  // Of a sender that tells no flags they are 0.
  const told = flags === 0 ? '…' : (flags & 0xff).toString(16).padStart(2, '0');
  return `00-${short(traceId)}-${short(spanId)}-${told}`;
}
