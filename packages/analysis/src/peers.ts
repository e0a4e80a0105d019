// Who a client, producer or consumer span talked to, by the semantic conventions old and new.
// https://opentelemetry.io/docs/specs/semconv/ (database, messaging, http, rpc)
import { attributeOf, stringAttribute, valueText, type Attributes, type Span } from '@spanloom/otlp-model';
import { messageOperation } from './message-operation.ts';
import type { NodeKind, NodeRef } from './node-ref.ts';

/** One whom a span can name as the other side. */
export interface PeerRef extends NodeRef {
  readonly kind: Exclude<NodeKind, 'service' | 'user'>;
}

const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;

/**
 * The database, queue or external host that a CLIENT, PRODUCER or CONSUMER span names; undefined for other kinds, or when
 * nothing names one. A name is chosen so that it stays the same while instances come and go (see ARCHITECTURE.md):
 * service.peer.name, then a host that is a name, then the database's or destination's own name, then an address.
 */
export function peerOf(span: Pick<Span, 'kind' | 'attributes'>): PeerRef | undefined {
  const { attributes } = span;
  switch (span.kind) {
    case CLIENT:
      return databasePeer(attributes) ?? sentToQueue(attributes) ?? externalPeer(attributes);
    case PRODUCER:
    case CONSUMER:
      return queuePeer(attributes);
    default:
      return undefined;
  }
}

function databasePeer(attributes: Attributes): PeerRef | undefined {
  const system = firstOf(attributes, ['db.system.name', 'db.system']);
  const namespace = firstOf(attributes, ['db.namespace', 'db.name']);
  if (system === undefined && namespace === undefined) return undefined;
  const host = firstOf(attributes, ['server.address', 'net.peer.name']);
  return named(
    'database',
    firstOf(attributes, ['service.peer.name', 'peer.service']) ??
      (host !== undefined && isHostName(host) ? host : undefined) ??
      // Redis calls its databases 0, 1, 2: no name for a node.
      (namespace !== undefined && !/^\d+$/.test(namespace) ? namespace : undefined) ??
      (host !== undefined && isLoopback(host) ? system : host) ??
      peerAddress(attributes) ??
      system ??
      namespace,
  );
}

function sentToQueue(attributes: Attributes): PeerRef | undefined {
  const operation = messageOperation(attributes);
  // What takes from a queue does not call it.
  return operation === 'receive' || operation === 'take' ? undefined : queuePeer(attributes);
}

/** Named by its template when it has one: temporary destinations would fill the map with random names. */
export function queuePeer(attributes: Attributes): PeerRef | undefined {
  const template = stringAttribute(attributes, 'messaging.destination.template');
  if (template !== undefined) return named('queue', template);
  const destination = firstOf(attributes, [
    'messaging.destination.name',
    'messaging.destination',
    'messaging.destination.publish.name',
  ]);
  if (destination === undefined) return undefined;
  const throwaway =
    isTrue(attributes, 'messaging.destination.temporary') ||
    isTrue(attributes, 'messaging.destination.anonymous') ||
    isTrue(attributes, 'messaging.temp_destination');
  return named('queue', throwaway ? (stringAttribute(attributes, 'messaging.system') ?? destination) : destination);
}

function externalPeer(attributes: Attributes): PeerRef | undefined {
  // A span that takes from a queue names the broker as its server: a call to an external host it is not.
  if (stringAttribute(attributes, 'messaging.system') !== undefined) return undefined;
  return named(
    'external',
    firstOf(attributes, ['service.peer.name', 'peer.service', 'server.address', 'net.peer.name']) ??
      urlHost(firstOf(attributes, ['url.full', 'http.url'])) ??
      firstOf(attributes, ['http.host']) ??
      peerAddress(attributes),
  );
}

function peerAddress(attributes: Attributes): string | undefined {
  const address = firstOf(attributes, ['network.peer.address', 'net.sock.peer.addr', 'net.peer.ip']);
  if (address === undefined) return undefined;
  const port =
    attributeOf(attributes, 'network.peer.port') ??
    attributeOf(attributes, 'net.sock.peer.port') ??
    attributeOf(attributes, 'net.peer.port');
  const portText = port === undefined ? '' : valueText(port);
  if (portText === '') return address;
  return address.includes(':') ? `[${address}]:${portText}` : `${address}:${portText}`;
}

/** Host of an absolute URL without user information and port. No URL parser: the text is hostile and may be anything. */
function urlHost(url: string | undefined): string | undefined {
  const match = url === undefined ? null : /^[a-z][a-z0-9+.-]{0,30}:\/\/([^/?#]{1,512})/i.exec(url);
  const authority = match?.[1];
  if (authority === undefined) return undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return host === '' ? undefined : host.toLowerCase();
}

/** A name that people gave, not an address of one instance. */
function isHostName(host: string): boolean {
  return !isLoopback(host) && !/^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(host) && !/^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isTrue(attributes: Attributes, key: string): boolean {
  const value = attributeOf(attributes, key);
  return value?.kind === 'bool' && value.value;
}

function firstOf(attributes: Attributes, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = stringAttribute(attributes, key);
    if (value !== undefined) return value;
  }
  return undefined;
}

function named(kind: PeerRef['kind'], name: string | undefined): PeerRef | undefined {
  return name === undefined ? undefined : { kind, name, namespace: '' };
}
