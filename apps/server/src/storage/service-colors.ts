// Which palette slot each service wears. A slot is given when a service is seen first and kept for good, even when all
// traces are deleted, so that a service looks the same everywhere and always.
import { assignSlot, preferredSlot } from '@spanloom/analysis';
import type { ServiceName } from '@spanloom/otlp-model';

export interface PaletteSlot {
  /** 0 .. 17 */
  readonly slot: number;
  /** All slots were held: this one is shared. */
  readonly secondLap: boolean;
}

/** The slots of one tenant at one moment. */
export interface ServiceSlots {
  /** undefined for a service that was never seen. */
  slotOf(service: ServiceName): PaletteSlot | undefined;
}

/** What reader threads hold. */
export interface ColorReader {
  slots(tenant: string): ServiceSlots;
  close(): void;
}

/** What the ingest thread holds. */
export interface ColorWriter {
  /** Gives a slot to every service that has none. Returns when that is durable. */
  ensure(tenant: string, services: readonly ServiceName[]): void;
  close(): void;
}

/** A service with its slot. */
export interface ServiceColor extends ServiceName, PaletteSlot {}

/** Slots for the services that are not among the known ones, in their order. */
export function colorNewServices(known: readonly ServiceColor[], services: readonly ServiceName[]): ServiceColor[] {
  const seen = new Set(known.map(serviceKey));
  const namespaces = new Map<string, Set<string>>();
  for (const { name, namespace } of [...known, ...services]) {
    namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace));
  }
  const held = new Set(known.map((color) => color.slot));
  const added: ServiceColor[] = [];
  for (const service of services) {
    if (seen.has(serviceKey(service))) continue;
    seen.add(serviceKey(service));
    const { name, namespace } = service;
    const ambiguous = namespace !== '' && (namespaces.get(name)?.size ?? 0) > 1;
    const assigned = assignSlot(preferredSlot(ambiguous ? `${namespace}/${name}` : name), held);
    held.add(assigned.slot);
    added.push({ name, namespace, ...assigned });
  }
  return added;
}

export function slotsOf(colors: readonly ServiceColor[]): ServiceSlots {
  const slots = new Map(colors.map(({ slot, secondLap, ...service }) => [serviceKey(service), { slot, secondLap }]));
  return { slotOf: (service) => slots.get(serviceKey(service)) };
}

/** One text for a service, names being hostile. */
export function serviceKey(service: ServiceName): string {
  return JSON.stringify([service.namespace, service.name]);
}
