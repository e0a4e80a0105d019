// Whose usual duration a span is measured by: requests of its own operation, or the calls from its service to its peer.
import { nodeId, type NodeRef } from '@spanloom/analysis';
import type { RedRow, ServiceRef } from '@spanloom/api-schema';
import type { Peer, ViewSpan } from './view-span.ts';

export interface UsualSubject {
  readonly by: 'operation' | 'edge';
  /** The node that the API is asked about. */
  readonly node: string;
  /** Who is called, to say it. */
  readonly called: string;
  readonly isOf: (subject: RedRow['subject']) => boolean;
}

/**
 * `callee`: who answered, where that is known from its own spans. undefined for spans of which nobody counts how long they take: work inside of a service.
 */
export function usualSubject(span: ViewSpan, callee: ServiceRef | undefined): UsualSubject | undefined {
  const { kind, name, peer } = span;
  const own = nodeId({ kind: 'service', ...span.service });
  if (kind === 'server' || kind === 'consumer') {
    return {
      by: 'operation',
      node: own,
      called: '',
      isOf: (subject) => subject.kind === 'operation' && subject.operation === name && subject.spanKind === kind,
    };
  }
  if (kind !== 'client') return undefined;
  const server = callee === undefined ? peerNode(peer) : ({ kind: 'service', ...callee } as const);
  if (server === undefined) return undefined;
  const called = nodeId(server);
  return {
    by: 'edge',
    node: called,
    called: server.name,
    isOf: (subject) => subject.kind === 'edge' && subject.client === own && subject.server === called,
  };
}

/** A service is named by its own spans, which may be called otherwise than the peer that a caller names. */
function peerNode(peer: Peer | undefined): NodeRef | undefined {
  return peer === undefined || peer.kind === 'service' ? undefined : { ...peer, namespace: '' };
}
