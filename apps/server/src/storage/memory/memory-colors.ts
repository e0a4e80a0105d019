// The registry of service colours in memory.
import { ColorBook, slotsOf, type ColorReader, type ColorWriter, type ServiceColor } from '../service-colors.ts';

export function createMemoryColors(): ColorReader & ColorWriter {
  const tenants = new Map<string, ServiceColor[]>();
  return {
    ensure(tenant, services) {
      const known = tenants.get(tenant) ?? [];
      tenants.set(tenant, [...known, ...new ColorBook(known).add(services)]);
    },
    slots: (tenant) => slotsOf(tenants.get(tenant) ?? []),
    close: () => tenants.clear(),
  };
}
