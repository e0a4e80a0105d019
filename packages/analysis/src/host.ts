// Which machine something ran on.

/** Attributes of a resource that name the machine, and with it the clock; the first that is there counts. */
const HOST_KEYS: readonly string[] = ['host.id', 'host.name', 'k8s.node.name'];

interface Named {
  readonly attributes: readonly { readonly key: string; readonly text: string }[];
}

export function hostOf({ attributes }: Named): string | undefined {
  return HOST_KEYS.map((key) => attributes.find((attribute) => attribute.key === key)?.text).find(Boolean);
}
