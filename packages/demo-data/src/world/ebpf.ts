// A service that only an eBPF probe sees, as OpenTelemetry eBPF Instrumentation (OBI, once Beyla) tells of it.
// https://github.com/open-telemetry/opentelemetry-ebpf-instrumentation
import type { PlainAttributes } from '../attributes.ts';

const NAME = 'opentelemetry-ebpf-instrumentation';
const VERSION = 'v0.4.1';

export const PROBE_SCOPE = ['go.opentelemetry.io/obi', VERSION] as const;

/** The exporter says its name in the resource as well. */
export const PROBE_RESOURCE: PlainAttributes = {
  'telemetry.sdk.name': NAME,
  'telemetry.sdk.version': VERSION,
  'telemetry.distro.name': NAME,
  'telemetry.distro.version': VERSION,
  'otel.scope.name': PROBE_SCOPE[0],
};

const ON_THE_WIRE = /^(http|url|rpc|db|server|client|network|error)\./;

/** What can be read off the wire; what the service's own code would have said is left out. */
export function seenOnTheWire(plain: PlainAttributes): PlainAttributes {
  return Object.fromEntries(Object.entries(plain).filter(([key]) => ON_THE_WIRE.test(key)));
}
