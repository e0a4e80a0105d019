// Messages: who sent one, whether a call is one or only brings it, and how long it lay in the queue.
import { nodeParty, type Party, SENDER_ELSEWHERE, serviceParty } from './call-node.ts';
import { leadsTo } from './links.ts';
import { attributeText, CLIENT, CONSUMER, isSender, type PlacedSpan } from './sequence-span.ts';

/** From where comes what a span takes by its links alone: what its sender names, or its service; undefined: it takes nothing. */
export function linkedParty(span: PlacedSpan, sender: PlacedSpan | undefined): Party | undefined {
  if (sender === undefined) return span.kind === CONSUMER && span.links.length > 0 ? SENDER_ELSEWHERE : undefined;
  return isSender(sender) && sender.peer?.kind === 'queue' ? nodeParty(sender.peer) : serviceParty(sender);
}

/** A call that brings a message which another one sent: that the message is from elsewhere is said by its links. */
export function isDelivery(caller: PlacedSpan, taker: PlacedSpan): boolean {
  if (caller.kind !== CLIENT || taker.links.length === 0 || leadsTo(taker, caller)) return false;
  return attributeText(caller.source, 'http.request.method', 'http.method') !== '';
}

/** From the end of sending to the begin of taking, by the clocks that measured them. */
export function queuedTime(sender: PlacedSpan | undefined, taker: PlacedSpan | undefined): bigint | undefined {
  if (sender === undefined || taker === undefined || sender === taker) return undefined;
  const sent = sender.source.end > sender.source.start ? sender.source.end : sender.source.start;
  return taker.source.start >= sent ? taker.source.start - sent : undefined;
}
