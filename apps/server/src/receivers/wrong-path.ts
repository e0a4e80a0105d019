// What to tell a sender that calls a path we do not have: other tracing systems, and near misses.

/** Paths that other senders use, with what to do instead. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/traces\/?$/, 'This is where Jaeger clients send. Spanloom takes OTLP: send it to /v1/traces.'],
  [/^\/api\/v[12]\/spans\/?$/, 'This is where Zipkin clients send. Spanloom takes OTLP: send it to /v1/traces.'],
  [/^\/jaeger\.api_v2\./, 'This is a Jaeger call. Spanloom takes OTLP: export with the OTLP exporter.'],
  [/^\/opencensus\./, 'This is an OpenCensus call. Spanloom takes OTLP: export with the OTLP exporter.'],
  [/^\/v0\.\d\/traces/, 'This is where Datadog clients send. Spanloom takes OTLP: send it to /v1/traces.'],
  [
    /^\/opentelemetry\.proto\.collector\.[^/]*\/Export$/,
    'OTLP/HTTP has paths like /v1/traces; this is a gRPC method, and gRPC has a port of its own.',
  ],
  [/^\/v1\/(trace|span|spans|tracing)\/?$/, 'The path is /v1/traces.'],
  [/^\/v1\/(metric|meter)\/?$/, 'The path is /v1/metrics.'],
  [/^\/v1\/log\/?$/, 'The path is /v1/logs.'],
  [/^\/v1\/(traces|metrics|logs)(\/|\/v1\/\w+)$/, 'The path ends earlier; does the endpoint hold it already?'],
  [/^\/(otlp|api)\/v1\/(traces|metrics|logs)\/?$/, 'Leave out what stands before /v1: the path is /v1/traces.'],
  [/^\/?$/, 'Nothing is taken at the root: traces go to /v1/traces.'],
];

export function wrongPath(path: string): string {
  return KNOWN.find(([pattern]) => pattern.test(path))?.[1] ?? 'This server takes OTLP: traces go to /v1/traces.';
}
