// Who asks a queue for messages is a CLIENT by its kind, but sends nothing: what it got comes from whoever sent that.
import {
  CLIENT,
  CONSUMER,
  linksToOthers,
  messageFacts,
  type NodeRef,
  receiptsOf,
  SERVER,
  sameService,
} from '@spanloom/analysis';
import type { SequenceSpan } from './sequence-span.ts';

interface PeeringSpan {
  readonly source: SequenceSpan;
  readonly peer: NodeRef | undefined;
}

export interface Asking {
  /** The queue that it got messages from, of which nothing else tells. */
  readonly queue: NodeRef | undefined;
}

/**
 * Those that ask a queue for messages: CLIENT spans that name nobody, below which a CONSUMER of their service says what was taken,
 * by the name of a queue or by links. Unless something answers or passes it on, their operation says so.
 */
export function askingSpans(spans: readonly PeeringSpan[]): ReadonlyMap<SequenceSpan, Asking> {
  const byParent = Map.groupBy(spans, ({ source }) => source.parentSpanId ?? '');
  const told = spans.map(({ source, peer }) => {
    const { spanId, parentSpanId, kind, service } = source;
    return { source, spanId, parentSpanId, kind, service, peer, message: messageFacts(source) };
  });
  const asking = new Map<SequenceSpan, Asking>();
  for (const { source, peer, message } of told) {
    if (source.kind !== CLIENT || peer !== undefined) continue;
    const children = (byParent.get(source.spanId) ?? []).filter((child) => child.source !== source);
    const says = message.takes && !children.some((child) => answers(source, child.source));
    if (says || children.some((child) => takesBelow(source, child))) asking.set(source, { queue: undefined });
  }
  for (const [{ source }, queue] of receiptsOf(told)) asking.set(source, { queue });
  return asking;
}

/** A link to what asks says that this is what sent the message. */
function takesBelow(asking: SequenceSpan, { source, peer }: PeeringSpan): boolean {
  const links = linksToOthers(source);
  const sent = links.some(({ traceId, spanId }) => traceId === asking.traceId && spanId === asking.spanId);
  return (
    source.kind === CONSUMER &&
    sameService(asking.service, source.service) &&
    !sent &&
    (peer?.kind === 'queue' || links.length > 0)
  );
}

function answers(asking: SequenceSpan, child: SequenceSpan): boolean {
  return child.kind === SERVER || (child.kind === CLIENT && !sameService(asking.service, child.service));
}
