// Names of services as diagrams tell them apart: with the namespace where one name is that of several, else without.

interface NamedService {
  readonly name: string;
  readonly namespace: string;
}

/** Names that services of different namespaces have. */
export function ambiguousNames(services: Iterable<NamedService>): ReadonlySet<string> {
  const namespaces = new Map<string, string>();
  const twice = new Set<string>();
  for (const { name, namespace } of services) {
    if ((namespaces.get(name) ?? namespace) !== namespace) twice.add(name);
    namespaces.set(name, namespace);
  }
  return twice;
}

export function clearName({ name, namespace }: NamedService, ambiguous: ReadonlySet<string>): string {
  return namespace !== '' && ambiguous.has(name) ? `${namespace}/${name}` : name;
}
