// A Collector that sends its traces here.

/** Where this server listens unless it was told otherwise. */
export const OTLP_HTTP_PORT = 4318;

export function exampleConfig(otlpHttpPort: number): string {
  return `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:14317
      http:
        endpoint: 0.0.0.0:14318
processors:
  memory_limiter:
    check_interval: 1s
    limit_mib: 512
  batch:
connectors:
  spanmetrics:
exporters:
  otlphttp/spanloom:
    endpoint: http://127.0.0.1:${otlpHttpPort}
  debug:
extensions:
  health_check:
    endpoint: 0.0.0.0:13133
service:
  extensions: [health_check]
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, batch]
      exporters: [otlphttp/spanloom, spanmetrics]
    metrics:
      receivers: [spanmetrics]
      processors: [batch]
      exporters: [debug]
`;
}
