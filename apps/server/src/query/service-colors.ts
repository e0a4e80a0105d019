// Which palette slot a service, or another node of the graph, is drawn in.
import { type NodeRef, nodeId, preferredSlot } from '@spanloom/analysis';
import type { GraphNode, ServiceRef } from '@spanloom/api-schema';
import type { ServiceName } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';

export function serviceRef(service: ServiceName, colors: ServiceSlots): ServiceRef {
  return { name: service.name, namespace: service.namespace, ...colorOf(service, colors) };
}

/** A node as answers show it. */
export function coloredNode(node: NodeRef, colors: ServiceSlots): Omit<GraphNode, 'requests'> {
  const { kind, name, namespace, split } = node;
  return { id: nodeId(node), kind, name, namespace, ...(split && { split }), ...nodeColor(node, colors) };
}

/** Services have a registered slot; databases, queues and the rest take the one that their name hashes to. */
function nodeColor(node: NodeRef, colors: ServiceSlots): { color: number; secondLap?: boolean } {
  return node.kind === 'service' ? colorOf(node, colors) : { color: preferredSlot(node.name) };
}

function colorOf(service: ServiceName, colors: ServiceSlots): { color: number; secondLap?: boolean } {
  const found = colors.slotOf(service);
  if (found === undefined) return { color: preferredSlot(service.name) };
  return found.secondLap ? { color: found.slot, secondLap: true } : { color: found.slot };
}
