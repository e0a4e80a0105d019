// Which palette slot a service, or another node of the graph, is drawn in.
import { type NodeRef, preferredSlot } from '@spanloom/analysis';
import type { ServiceRef } from '@spanloom/api-schema';
import type { ServiceName } from '@spanloom/otlp-model';

export interface PaletteSlot {
  /** 0 .. 17 */
  readonly slot: number;
  /** All slots were held: this one is shared. */
  readonly secondLap: boolean;
}

/** The registry as of one answer. */
export interface ServiceColors {
  /** undefined for a service that was never registered. */
  slotOf(service: ServiceName): PaletteSlot | undefined;
}

export function serviceRef(service: ServiceName, colors: ServiceColors): ServiceRef {
  return { name: service.name, namespace: service.namespace, ...colorOf(service, colors) };
}

/** Services have a registered slot; databases, queues and the rest take the one that their name hashes to. */
export function nodeColor(node: NodeRef, colors: ServiceColors): { color: number; secondLap?: boolean } {
  return node.kind === 'service' ? colorOf(node, colors) : { color: preferredSlot(node.name) };
}

function colorOf(service: ServiceName, colors: ServiceColors): { color: number; secondLap?: boolean } {
  const found = colors.slotOf(service);
  if (found === undefined) return { color: preferredSlot(service.name) };
  return found.secondLap ? { color: found.slot, secondLap: true } : { color: found.slot };
}
