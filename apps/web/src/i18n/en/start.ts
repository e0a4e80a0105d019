// Words of Get started.

export const start = {
  title: 'Send your first span',
  lead: 'Point an OpenTelemetry exporter at this machine. This page turns into results by itself.',
  ecosystem: 'Language or tool',
  protocol: 'Protocol',
  protocols: { http: 'HTTP', grpc: 'gRPC' },
  steps: {
    install: 'Install',
    installAgent: 'Fetch the agent',
    addCode: 'Start tracing in your program',
    run: 'Start your program with these settings',
    collectorConfig: 'Add this to the Collector’s configuration',
  },
  tokenHint: 'This server asks for its token: put the one it was started with in place of {{placeholder}}.',
  use: 'Use your program once',
  useHint:
    'SDKs send in batches, so the first span can take up to 5 s. Short scripts must shut the SDK down before they exit.',
  useCollectorHint: 'Restart the Collector, then use a program that sends to it.',
  statusRefused: 'Where this server listens is not known',
  doorRegion: 'What arrives',
  waiting: 'Waiting for the first span',
  stored_one: '{{text}} trace is here',
  stored_other: '{{text}} traces are here',
  storedFacts_one: '{{text}} span, {{rate}} spans/s arriving',
  storedFacts_other: '{{text}} spans, {{rate}} spans/s arriving',
  showResults: 'Show results',
  listening: 'Listening on',
  listener: { 'otlp-http': 'OTLP / HTTP', 'otlp-grpc': 'OTLP / gRPC', ui: 'This app and API' },
  copyAddress: 'Copy the address of {{name}}',
  loopbackOnly:
    'Loopback only: other machines and containers cannot reach it. Start with --host 0.0.0.0 --token … to allow them.',
  runsSince: 'version {{version}}, running since {{time}}',
  storeFacts_one: 'store {{folder}}, {{spans}} span, {{bytes}}',
  storeFacts_other: 'store {{folder}}, {{spans}} spans, {{bytes}}',
  keyHelp: 'keys',
};
