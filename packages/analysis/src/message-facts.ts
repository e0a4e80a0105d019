// What a span tells of messages beside whom it sends them to: that it takes some, from where, and which ones.
import { attributeOf, type Attributes, type Span, valueText } from '@spanloom/otlp-model';
import { linksToOthers } from './links-to-others.ts';
import { messageOperation } from './message-operation.ts';
import { type PeerRef, queuePeer } from './peers.ts';

export interface MessageFacts {
  /** A CLIENT that asks for messages, or tells what became of them: it sends none. */
  readonly takes: boolean;
  /** The queue that such a CLIENT got messages from: it names it, and links to messages or says that they were more than none. */
  readonly got: PeerRef | undefined;
  /** A PRODUCER that made a message, without saying that it sent it. */
  readonly creates: boolean;
  /** A CLIENT or PRODUCER that sent some. */
  readonly sends: boolean;
  /** The spans that it links to: ids of those in its own trace, `TRACE SPAN` of others. Not itself. */
  readonly links: readonly string[];
}

interface TellingSpan extends Pick<Span, 'kind' | 'attributes'> {
  readonly traceId: string;
  readonly spanId: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

const CLIENT = 3;
const PRODUCER = 4;

export function messageFacts(span: TellingSpan): MessageFacts {
  const { kind, attributes } = span;
  const links = linksToOthers(span).map(({ traceId, spanId }) =>
    traceId === span.traceId ? spanId : `${traceId} ${spanId}`,
  );
  const some = links.length > 0 || countOf(attributes) > 0;
  const operation = messageOperation(attributes);
  return {
    takes: takes(span),
    got: kind === CLIENT && operation === 'receive' && some ? queuePeer(attributes) : undefined,
    creates: kind === PRODUCER && operation === 'create',
    sends: (kind === CLIENT || kind === PRODUCER) && operation === 'send',
    links,
  };
}

/** The queue that a CLIENT names which takes from it, where it is no `peerOf` it. */
export function askedQueue(span: Pick<Span, 'kind' | 'attributes'>): PeerRef | undefined {
  return takes(span) ? queuePeer(span.attributes) : undefined;
}

function takes({ kind, attributes }: Pick<Span, 'kind' | 'attributes'>): boolean {
  const operation = kind === CLIENT ? messageOperation(attributes) : undefined;
  return operation === 'receive' || operation === 'take';
}

function countOf(attributes: Attributes): number {
  const value = attributeOf(attributes, 'messaging.batch.message_count');
  return value === undefined ? 0 : Number(valueText(value));
}
