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

/** The colours of one tenant, growing. */
export class ColorBook {
  readonly #colored = new Set<string>();
  readonly #namespaces = new Map<string, Set<string>>();
  readonly #held = new Set<number>();

  constructor(known: readonly ServiceColor[]) {
    for (const color of known) this.#take(color);
  }

  /** Gives slots to the services that have none, in their order, and answers those. */
  add(services: readonly ServiceName[]): ServiceColor[] {
    const added: ServiceColor[] = [];
    const fresh = services.filter((service) => !this.#colored.has(serviceKey(service)));
    for (const service of fresh) this.#noteNamespace(service);
    for (const { name, namespace } of fresh) {
      if (this.#colored.has(serviceKey({ name, namespace }))) continue;
      const ambiguous = namespace !== '' && (this.#namespaces.get(name)?.size ?? 0) > 1;
      const preferred = preferredSlot(ambiguous ? `${namespace}/${name}` : name);
      const color = { name, namespace, ...assignSlot(preferred, this.#held) };
      this.#take(color);
      added.push(color);
    }
    return added;
  }

  #take(color: ServiceColor): void {
    this.#colored.add(serviceKey(color));
    this.#held.add(color.slot);
    this.#noteNamespace(color);
  }

  #noteNamespace({ name, namespace }: ServiceName): void {
    const namespaces = this.#namespaces.get(name) ?? new Set();
    this.#namespaces.set(name, namespaces.add(namespace));
  }
}

export function slotsOf(colors: readonly ServiceColor[]): ServiceSlots {
  const slots = new Map(colors.map(({ slot, secondLap, ...service }) => [serviceKey(service), { slot, secondLap }]));
  return { slotOf: (service) => slots.get(serviceKey(service)) };
}

/** One text for a service, names being hostile. */
function serviceKey(service: ServiceName): string {
  return JSON.stringify([service.namespace, service.name]);
}
