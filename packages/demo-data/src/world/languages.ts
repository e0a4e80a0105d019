// How telemetry of each language looks: the SDK's name and version, and the instrumentation libraries that make the spans.

/** Which instrumentation makes a span. `own` is the service's own code, `proxy` the one beside it. */
export type ScopeKind =
  | 'http-server'
  | 'http-client'
  | 'rpc'
  | 'sql'
  | 'cache'
  | 'messaging'
  | 'workflow'
  | 'own'
  | 'proxy';

export interface LanguageSpec {
  readonly sdk: { readonly language: string; readonly version: string };
  readonly runtime: { readonly name: string; readonly version: string } | undefined;
  readonly schemaUrl: string;
  /** name and version; what a language has no library for is the service's own code. */
  readonly scopes: Readonly<Partial<Record<ScopeKind, readonly [name: string, version: string]>>>;
}

export const LANGUAGES = {
  webjs: {
    sdk: { language: 'webjs', version: '2.2.0' },
    runtime: undefined,
    schemaUrl: '',
    scopes: {
      'http-client': ['@opentelemetry/instrumentation-fetch', '0.208.0'],
      'http-server': ['@opentelemetry/instrumentation-document-load', '0.53.0'],
    },
  },
  nodejs: {
    sdk: { language: 'nodejs', version: '2.2.0' },
    runtime: { name: 'nodejs', version: '24.11.0' },
    schemaUrl: '',
    scopes: {
      'http-server': ['@opentelemetry/instrumentation-http', '0.208.0'],
      'http-client': ['@opentelemetry/instrumentation-undici', '0.18.0'],
      rpc: ['@opentelemetry/instrumentation-grpc', '0.208.0'],
      cache: ['@opentelemetry/instrumentation-ioredis', '0.56.0'],
      messaging: ['@opentelemetry/instrumentation-kafkajs', '0.17.0'],
    },
  },
  go: {
    sdk: { language: 'go', version: '1.38.0' },
    runtime: { name: 'go', version: 'go1.25.3' },
    schemaUrl: 'https://opentelemetry.io/schemas/1.44.0',
    scopes: {
      'http-server': ['go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp', '0.63.0'],
      'http-client': ['go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp', '0.63.0'],
      rpc: ['go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc', '0.63.0'],
      sql: ['github.com/XSAM/otelsql', '0.40.0'],
      cache: ['github.com/redis/go-redis/extra/redisotel/v9', '9.16.0'],
      messaging: ['github.com/twmb/franz-go/plugin/kotel', '1.6.0'],
    },
  },
  java: {
    sdk: { language: 'java', version: '1.55.0' },
    runtime: { name: 'OpenJDK Runtime Environment', version: '25.0.1+8-LTS' },
    schemaUrl: 'https://opentelemetry.io/schemas/1.44.0',
    scopes: {
      'http-server': ['io.opentelemetry.tomcat-10.0', '2.21.0-alpha'],
      'http-client': ['io.opentelemetry.java-http-client', '2.21.0-alpha'],
      rpc: ['io.opentelemetry.grpc-1.6', '2.21.0-alpha'],
      sql: ['io.opentelemetry.jdbc', '2.21.0-alpha'],
      cache: ['io.opentelemetry.lettuce-5.1', '2.21.0-alpha'],
      messaging: ['io.opentelemetry.kafka-clients-0.11', '2.21.0-alpha'],
      workflow: ['io.temporal.opentelemetry.v2', '1.34.0'],
    },
  },
  python: {
    sdk: { language: 'python', version: '1.38.0' },
    runtime: { name: 'cpython', version: '3.14.0' },
    schemaUrl: 'https://opentelemetry.io/schemas/1.44.0',
    scopes: {
      'http-server': ['opentelemetry.instrumentation.asgi', '0.59b0'],
      'http-client': ['opentelemetry.instrumentation.httpx', '0.59b0'],
      sql: ['opentelemetry.instrumentation.psycopg', '0.59b0'],
      workflow: ['temporalio.contrib.opentelemetry._otel_interceptor', '1.23.0'],
    },
  },
  dotnet: {
    sdk: { language: 'dotnet', version: '1.13.1' },
    runtime: { name: '.NET', version: '10.0.0' },
    schemaUrl: '',
    scopes: {
      'http-server': ['Microsoft.AspNetCore', '10.0.0'],
      'http-client': ['System.Net.Http', '10.0.0'],
      rpc: ['OpenTelemetry.Instrumentation.GrpcCore', '1.0.0-beta.6'],
      sql: ['Npgsql', '10.0.0'],
      cache: ['OpenTelemetry.Instrumentation.StackExchangeRedis', '1.13.0-beta.1'],
      workflow: ['Temporalio.Extensions.OpenTelemetry', '1.9.0'],
    },
  },
  rust: {
    sdk: { language: 'rust', version: '0.31.0' },
    runtime: { name: 'rustc', version: '1.91.0' },
    schemaUrl: 'https://opentelemetry.io/schemas/1.44.0',
    scopes: {
      'http-server': ['axum-tracing-opentelemetry', '0.32.1'],
      'http-client': ['reqwest-tracing', '0.5.8'],
    },
  },
} as const satisfies Readonly<Record<string, LanguageSpec>>;

export type Language = keyof typeof LANGUAGES;
