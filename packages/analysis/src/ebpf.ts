// Which spans an eBPF probe made, outside of the process that they tell of: OpenTelemetry eBPF Instrumentation (OBI), and
// Beyla, from which it came.

interface Named {
  readonly key: string;
  readonly text: string;
}

const SAYING: ReadonlySet<string> = new Set(['telemetry.distro.name', 'telemetry.sdk.name']);
const PROBES = /ebpf|beyla/i;
const SCOPES = /ebpf|(?:^|\/)(?:obi|beyla)(?:\/|$)/i;

/** The name of the scope, or what else names the probe; '' for spans that no probe made. */
export function probeOf(resourceAttributes: readonly Named[], scopeName: string): string {
  if (SCOPES.test(scopeName)) return scopeName;
  const named = resourceAttributes.find(({ key, text }) => SAYING.has(key) && PROBES.test(text));
  return named === undefined ? '' : scopeName === '' ? named.text : scopeName;
}
