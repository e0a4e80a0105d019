// The public OpenTelemetry JS SDK as an application would set it up.
import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

export const SDK_VARIANTS = [
  { protocol: 'http/protobuf', gzip: false },
  { protocol: 'http/protobuf', gzip: true },
  { protocol: 'http/json', gzip: false },
  { protocol: 'http/json', gzip: true },
] as const;
export type SdkVariant = (typeof SDK_VARIANTS)[number];

type ExporterOptions = NonNullable<ConstructorParameters<typeof ProtobufExporter>[0]>;
type Resource = Parameters<typeof resourceFromAttributes>[0];

/** Lets `trace` make spans with a tracer; resolves with what it returned once the SDK has exported all of them. */
export async function traceWithSdk<T>(
  tracesUrl: string,
  { protocol, gzip }: SdkVariant,
  resource: Resource,
  trace: (tracer: Tracer) => T,
): Promise<T> {
  const options: ExporterOptions = {
    url: tracesUrl,
    compression: (gzip ? 'gzip' : 'none') as ExporterOptions['compression'],
  };
  const exporter = protocol === 'http/json' ? new JsonExporter(options) : new ProtobufExporter(options);
  const failures: unknown[] = [];
  const watched = {
    export: (...[spans, done]: Parameters<ProtobufExporter['export']>) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined) failures.push(result.error);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
  const provider = new TracerProvider({
    resource: resourceFromAttributes(resource),
    spanProcessors: [new BatchSpanProcessor({ exporter: watched })],
  });
  const result = trace(
    provider.getTracer('e2e-shop', '1.2.3', { schemaUrl: 'https://opentelemetry.io/schemas/1.37.0' }),
  );
  await provider.forceFlush();
  await provider.shutdown();
  if (failures.length > 0) throw new AggregateError(failures, 'the SDK could not export');
  return result;
}
