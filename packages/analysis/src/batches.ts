// Messages that are made one by one and sent together: a span for each, and one that sends them and links to those.
import type { ReceiptSpan } from './receipts.ts';

/**
 * The spans that made the messages which each span sent, where it is of the same service and names the same queue: what was sent
 * is told by them. None for others.
 */
export function batchesOf<S extends ReceiptSpan>(spans: readonly S[]): ReadonlyMap<S, readonly S[]> {
  const senders = spans.filter(({ message, peer }) => message?.sends === true && peer?.kind === 'queue');
  const made = spans.filter(({ message, peer }) => message?.creates === true && peer?.kind === 'queue');
  if (senders.length === 0 || made.length === 0) return new Map();
  const byId = Map.groupBy(made, ({ spanId }) => spanId);
  const batches = senders.map((sender) => {
    const linked = new Set(sender.message?.links ?? []);
    const own = [...linked].flatMap((id) => byId.get(id) ?? []).filter((one) => isSameQueue(one, sender));
    return [sender, own] as const;
  });
  return new Map(batches.filter(([, own]) => own.length > 0));
}

function isSameQueue(a: ReceiptSpan, b: ReceiptSpan): boolean {
  const sameService = a.service.name === b.service.name && a.service.namespace === b.service.namespace;
  return sameService && a.peer?.name === b.peer?.name;
}
