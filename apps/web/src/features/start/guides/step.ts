// What a guide is made of: titled steps with a text to copy. The texts are the same in every language; titles are translated.

export const PROTOCOLS = ['http', 'grpc'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Where to send, and how. */
export interface Target {
  readonly protocol: Protocol;
  /** `http://HOST:PORT`, also for gRPC: the scheme is what tells SDKs that there is no TLS. */
  readonly endpoint: string;
  /** Whether the server asks for a token. */
  readonly auth: boolean;
}

export interface Step {
  /** Key of its title in the dictionary. */
  readonly title: 'install' | 'installAgent' | 'addCode' | 'run' | 'collectorConfig';
  readonly code: string;
}

export type WriteSteps = (target: Target) => readonly Step[];

/** Stands in texts to copy for the token, which the server never tells. */
export const TOKEN_PLACEHOLDER = 'YOUR_TOKEN';

interface Settings {
  /** Left out where the program's own code chooses the protocol, and the variable is not read. */
  readonly readsProtocol: boolean;
  /** Whether the SDK also sends metrics and logs unless told otherwise: they are not taken yet, and each refusal is logged. */
  readonly sendsAllSignals: boolean;
}

/** The environment variables every SDK knows, and the command that starts the program with them. */
export function runWithSettings(target: Target, { readsProtocol, sendsAllSignals }: Settings, command: string): Step {
  const protocol = target.protocol === 'grpc' ? 'grpc' : 'http/protobuf';
  const lines = [
    'export OTEL_SERVICE_NAME=my-service',
    `export OTEL_EXPORTER_OTLP_ENDPOINT=${target.endpoint}`,
    ...(readsProtocol ? [`export OTEL_EXPORTER_OTLP_PROTOCOL=${protocol}`] : []),
    // Lower case because gRPC allows no other; values are percent-encoded, as the specification has it.
    ...(target.auth ? [`export OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20${TOKEN_PLACEHOLDER}`] : []),
    ...(sendsAllSignals ? ['export OTEL_METRICS_EXPORTER=none', 'export OTEL_LOGS_EXPORTER=none'] : []),
    command,
  ];
  return { title: 'run', code: lines.join('\n') };
}
