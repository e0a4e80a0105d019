// Nodes of the service graph, and the text that names one in a URL.
import { err, ok, type Result, type ServiceName } from '@spanloom/otlp-model';

/** `user` stands for all who ask without sending spans; it is only there when somebody wants to see it. */
export const NODE_KINDS = ['service', 'database', 'queue', 'external', 'user'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** A node of the service graph. `namespace` is '' for everything but services that name one. */
export interface NodeRef {
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace: string;
}

export const USER: NodeRef = { kind: 'user', name: 'user', namespace: '' };

export function serviceNode(service: ServiceName): NodeRef {
  return { kind: 'service', name: service.name, namespace: service.namespace };
}

/** `service:checkout`, `service:shop/checkout`, `database:orders`. In names `%` and `/` are escaped as %25 and %2F. */
export function nodeId(node: NodeRef): string {
  const prefix = node.namespace === '' ? '' : `${escapePart(node.namespace)}/`;
  return `${node.kind}:${prefix}${escapePart(node.name)}`;
}

/** The inverse of `nodeId`. */
export function parseNodeId(id: string): Result<NodeRef, string> {
  const colon = id.indexOf(':');
  const kind = NODE_KINDS.find((candidate) => candidate === id.slice(0, Math.max(colon, 0)));
  if (kind === undefined) return err(`a node is written KIND:NAME, with KIND one of ${NODE_KINDS.join(', ')}`);
  const parts = id.slice(colon + 1).split('/');
  const [first = '', second] = parts;
  if (parts.length > 2 || first === '' || second === '')
    return err('a node is written KIND:NAME or KIND:NAMESPACE/NAME');
  return ok(
    second === undefined
      ? { kind, namespace: '', name: unescapePart(first) }
      : { kind, namespace: unescapePart(first), name: unescapePart(second) },
  );
}

function escapePart(text: string): string {
  // Nearly every name has neither, and ids are made for every call.
  if (!/[%/]/.test(text)) return text;
  return text.replaceAll('%', '%25').replaceAll('/', '%2F');
}

function unescapePart(text: string): string {
  return text.replaceAll('%2F', '/').replaceAll('%25', '%');
}
