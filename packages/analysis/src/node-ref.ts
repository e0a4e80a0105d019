// Nodes of the service graph, and the text that names one in a URL.
import { err, ok, type Result, type ServiceName } from '@spanloom/otlp-model';

/** `user` stands for all who ask without sending spans; it is only there when somebody wants to see it. */
export const NODE_KINDS = ['service', 'database', 'queue', 'external', 'user'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** What a service may be split by into several nodes: `SPLIT_KEYS` says by which attribute of its resources. */
export const SPLITS = ['cluster', 'namespace', 'version', 'instance'] as const;
export type SplitBy = (typeof SPLITS)[number];

export const SPLIT_KEYS: Readonly<Record<SplitBy, string>> = {
  cluster: 'k8s.cluster.name',
  namespace: 'k8s.namespace.name',
  version: 'service.version',
  instance: 'service.instance.id',
};

/** Which part of a split service a node is: what has this value. '' is the part whose spans have none, or nobody knows. */
export interface NodeSplit {
  readonly by: SplitBy;
  readonly value: string;
}

/** A node of the service graph. `namespace` is '' for everything but services that name one. */
export interface NodeRef {
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace: string;
  /** Of services alone, where they are asked for as several nodes. */
  readonly split?: NodeSplit;
}

export const USER: NodeRef = { kind: 'user', name: 'user', namespace: '' };

export function serviceNode(service: ServiceName): NodeRef {
  return { kind: 'service', name: service.name, namespace: service.namespace };
}

/**
 * `service:checkout`, `service:shop/checkout`, `database:orders`; of a split service `service:shop/checkout/version=1.2`,
 * with its namespace also when that is empty: `service:/checkout/version=`. In names and values `%` and `/` are escaped as
 * %25 and %2F.
 */
export function nodeId(node: NodeRef): string {
  if (node.split !== undefined) {
    const { by, value } = node.split;
    return `${node.kind}:${escapePart(node.namespace)}/${escapePart(node.name)}/${by}=${escapePart(value)}`;
  }
  const prefix = node.namespace === '' ? '' : `${escapePart(node.namespace)}/`;
  return `${node.kind}:${prefix}${escapePart(node.name)}`;
}

/** The inverse of `nodeId`. */
export function parseNodeId(id: string): Result<NodeRef, string> {
  const colon = id.indexOf(':');
  const kind = NODE_KINDS.find((candidate) => candidate === id.slice(0, Math.max(colon, 0)));
  if (kind === undefined) return err(`a node is written KIND:NAME, with KIND one of ${NODE_KINDS.join(', ')}`);
  const parts = id.slice(colon + 1).split('/');
  const [first = '', second, third] = parts;
  if (third !== undefined) return splitNode(kind, parts);
  if (first === '' || second === '') return err('a node is written KIND:NAME or KIND:NAMESPACE/NAME');
  return ok(
    second === undefined
      ? { kind, namespace: '', name: unescapePart(first) }
      : { kind, namespace: unescapePart(first), name: unescapePart(second) },
  );
}

/** A node by itself, or the whole of which it is a part. */
export function wholeNode({ kind, name, namespace }: NodeRef): NodeRef {
  return { kind, name, namespace };
}

function splitNode(
  kind: NodeKind,
  [namespace = '', name = '', part = '', more]: readonly string[],
): Result<NodeRef, string> {
  const [, split, value = ''] = /^([a-z]+)=(.*)$/s.exec(part) ?? [];
  const by = SPLITS.find((known) => known === split);
  if (kind !== 'service' || name === '' || by === undefined || more !== undefined) {
    return err(`a part of a service is written service:NAMESPACE/NAME/BY=VALUE, with BY one of ${SPLITS.join(', ')}`);
  }
  const ref = { kind, namespace: unescapePart(namespace), name: unescapePart(name) };
  return ok({ ...ref, split: { by, value: unescapePart(value) } });
}

function escapePart(text: string): string {
  // Nearly every name has neither, and ids are made for every call.
  if (!/[%/]/.test(text)) return text;
  return text.replaceAll('%', '%25').replaceAll('/', '%2F');
}

function unescapePart(text: string): string {
  return text.replaceAll('%2F', '/').replaceAll('%25', '%');
}
