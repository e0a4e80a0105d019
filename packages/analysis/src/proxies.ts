// Which spans a proxy made, that only hands calls on: the sidecar of a mesh, an ingress, a load balancer. Known by what its
// resource says of itself. From calls alone a proxy cannot be told from a thin service.

interface Named {
  readonly key: string;
  readonly text: string;
}

/** Products whose name stands in what a proxy is called; `istio-proxy` and `nginx-ingress-controller` are two of them. */
const PRODUCTS =
  /(?:^|[^a-z\d])(?:envoy|istio-?proxy|istio-[a-z]*gateway|linkerd2?-proxy|consul-dataplane|kuma-dp|daprd|nginx|haproxy|traefik)(?:$|[^a-z\d])/i;

/** Attributes of a resource that name the program, or what it runs as. */
const SAYING: ReadonlySet<string> = new Set([
  'service.name',
  'telemetry.sdk.name',
  'telemetry.distro.name',
  'k8s.container.name',
  'container.name',
  'process.executable.name',
]);

const LONGEST_NAME = 256;

export function isProxy(resourceAttributes: readonly Named[]): boolean {
  return resourceAttributes.some(
    ({ key, text }) => SAYING.has(key) && text.length <= LONGEST_NAME && PRODUCTS.test(text),
  );
}
