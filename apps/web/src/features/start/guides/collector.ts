// The Collector. Its exporters were called otlphttp and otlp before 0.144: https://github.com/open-telemetry/opentelemetry-collector/issues/14396
import { TOKEN_PLACEHOLDER, type WriteSteps } from './step.ts';

export const collector: WriteSteps = (target) => {
  const grpc = target.protocol === 'grpc';
  const name = grpc ? 'otlp_grpc/spanloom' : 'otlp_http/spanloom';
  // The gRPC exporter wants no scheme: whether there is TLS is a setting of its own.
  const endpoint = grpc ? target.endpoint.replace('http://', '') : target.endpoint;
  const lines = [
    'exporters:',
    `  ${name}:${grpc ? '    # before 0.144: otlp/spanloom' : '    # before 0.144: otlphttp/spanloom'}`,
    `    endpoint: ${endpoint.startsWith('[') ? `"${endpoint}"` : endpoint}`,
    ...(grpc ? ['    tls:', '      insecure: true'] : []),
    ...(target.auth ? ['    headers:', `      authorization: Bearer ${TOKEN_PLACEHOLDER}`] : []),
    '',
    'service:',
    '  pipelines:',
    '    traces:',
    '      receivers: [otlp]',
    `      exporters: [${name}]`,
  ];
  return [{ title: 'collectorConfig', code: lines.join('\n') }];
};
