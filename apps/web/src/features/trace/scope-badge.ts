// Spans that were not made by the program itself but seen from outside, by an agent in the kernel. Only where the data
// says so: https://opentelemetry.io/docs/zero-code/obi/
import type { ViewSpan } from './view-span.ts';

const DISTRO_KEYS: readonly string[] = ['telemetry.sdk.name', 'telemetry.distro.name'];

/** `eBPF`, or undefined. */
export function scopeBadge(span: ViewSpan): string | undefined {
  const names = span.resource.attributes.filter(({ key }) => DISTRO_KEYS.includes(key)).map(({ text }) => text);
  const seen = [span.scope?.name ?? '', ...names].some((name) => /ebpf|\bbeyla\b/i.test(name));
  return seen ? 'eBPF' : undefined;
}
