// CLIENT spans that took messages from a queue and are the only ones to tell of them, as newer conventions have it.
import type { ServiceName } from '@spanloom/otlp-model';
import type { MessageFacts } from './message-facts.ts';
import type { NodeRef } from './node-ref.ts';

export interface ReceiptSpan {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly kind: number;
  readonly service: ServiceName;
  readonly peer: NodeRef | undefined;
  readonly message?: MessageFacts | undefined;
}

const SERVER = 2;
const CLIENT = 3;
const CONSUMER = 5;

/**
 * The queue that each got messages from. Not among them is whose messages other spans tell of: a CONSUMER below it, or one of its
 * service that links to the same messages or is a child of one of them; a CONSUMER above it that takes from the same queue; a
 * CLIENT below it that got some from there. Nor what a SERVER or a CLIENT of another service answers: that is a call to it.
 */
export function receiptsOf<S extends ReceiptSpan>(spans: readonly S[]): ReadonlyMap<S, NodeRef> {
  const found = new Map<S, NodeRef>();
  for (const span of spans) {
    if (span.kind === CLIENT && span.peer === undefined && span.message?.got !== undefined) {
      found.set(span, span.message.got);
    }
  }
  if (found.size === 0) return found;
  const byId = Map.groupBy(spans, ({ spanId }) => spanId);
  const byParent = Map.groupBy(spans, ({ parentSpanId }) => parentSpanId ?? '');
  const takers = takersByMessage(spans);
  const told = [...found].filter(([span, queue]) => {
    const children = (byParent.get(span.spanId) ?? []).filter((child) => child !== span);
    const links = span.message?.links ?? [];
    return (
      children.some((child) => answers(span, child) || tellsOf(span, child) || isSame(child, span, queue)) ||
      (byId.get(span.parentSpanId ?? '') ?? []).some(
        (parent) => parent.kind === CONSUMER && takesFrom(parent, span, queue),
      ) ||
      [span.spanId, ...links]
        .flatMap((key) => takers.get(key) ?? [])
        .some(
          (taker) =>
            isSameService(taker, span) && isOf(taker, queue) && (tellsOf(span, taker) || isBelow(taker, links)),
        )
    );
  });
  for (const [span] of told) found.delete(span);
  return found;
}

/** CONSUMER spans by what they link to, and by their parent, as links are written in `MessageFacts`. */
function takersByMessage<S extends ReceiptSpan>(spans: readonly S[]): ReadonlyMap<string, readonly S[]> {
  const takers = new Map<string, S[]>();
  for (const span of spans) {
    if (span.kind !== CONSUMER) continue;
    for (const key of new Set([...(span.message?.links ?? []), span.parentSpanId ?? ''])) {
      const known = takers.get(key);
      if (known === undefined) takers.set(key, [span]);
      else known.push(span);
    }
  }
  return takers;
}

function answers(asking: ReceiptSpan, child: ReceiptSpan): boolean {
  return child.kind === SERVER || (child.kind === CLIENT && !isSameService(asking, child));
}

/** A CONSUMER that says what it took, other than by a link to the span that asked for it. */
function tellsOf(asking: ReceiptSpan, taker: ReceiptSpan): boolean {
  if (taker.kind !== CONSUMER) return false;
  return taker.peer?.kind === 'queue' || (taker.message?.links ?? []).some((link) => link !== asking.spanId);
}

function isSame(inner: ReceiptSpan, outer: ReceiptSpan, queue: NodeRef): boolean {
  return inner.kind === CLIENT && isSameService(inner, outer) && inner.message?.got?.name === queue.name;
}

function takesFrom(taker: ReceiptSpan, asking: ReceiptSpan, queue: NodeRef): boolean {
  return isSameService(taker, asking) && taker.peer?.kind === 'queue' && taker.peer.name === queue.name;
}

function isOf({ peer }: ReceiptSpan, queue: NodeRef): boolean {
  return peer?.kind !== 'queue' || peer.name === queue.name;
}

function isBelow({ parentSpanId }: ReceiptSpan, links: readonly string[]): boolean {
  return parentSpanId !== undefined && links.includes(parentSpanId);
}

function isSameService({ service: a }: ReceiptSpan, { service: b }: ReceiptSpan): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}
