// Who asks a queue for messages is a CLIENT by its kind, but sends nothing: what it got comes from whoever sent that.
import { CLIENT, CONSUMER, linksToOthers, type NodeRef, SERVER, sameService } from '@spanloom/analysis';
import { stringAttribute } from '@spanloom/otlp-model';
import type { SequenceSpan } from './sequence-span.ts';

interface PeeringSpan {
  readonly source: SequenceSpan;
  readonly peer: NodeRef | undefined;
}

const TAKING_OPERATIONS: ReadonlySet<string> = new Set(['receive', 'process', 'settle', 'deliver']);

/**
 * Those that ask a queue for messages: CLIENT spans that name nobody, below which a CONSUMER of their service says what was taken,
 * by the name of a queue or by links. Without anything that answers or passes on, their operation says so.
 */
export function askingSpans(spans: readonly PeeringSpan[]): ReadonlySet<SequenceSpan> {
  const byParent = Map.groupBy(spans, ({ source }) => source.parentSpanId ?? '');
  const asking = spans.filter(({ source, peer }) => {
    if (source.kind !== CLIENT || peer !== undefined) return false;
    const children = (byParent.get(source.spanId) ?? []).filter((child) => child.source !== source);
    if (children.some((child) => takesBelow(source, child))) return true;
    const { attributes } = source;
    const operation =
      stringAttribute(attributes, 'messaging.operation.type') ??
      stringAttribute(attributes, 'messaging.operation') ??
      '';
    return TAKING_OPERATIONS.has(operation) && !children.some((child) => answers(source, child.source));
  });
  return new Set(asking.map(({ source }) => source));
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
  return (
    child.kind === SERVER ||
    child.kind === CONSUMER ||
    (child.kind === CLIENT && !sameService(asking.service, child.service))
  );
}
