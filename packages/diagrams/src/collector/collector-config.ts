// A configuration of an OpenTelemetry Collector, as far as its pipelines go. https://opentelemetry.io/docs/collector/configuration/
import { err, ok, type Result } from '@spanloom/otlp-model';

export const COMPONENT_KINDS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

export interface CollectorPipeline {
  /** `traces`, `metrics/2`, ... */
  readonly name: string;
  readonly receivers: readonly string[];
  /** In their order. */
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

export interface CollectorConfig {
  /** What is declared, with the hosts and ports that each says. */
  readonly declared: Readonly<Record<ComponentKind, ReadonlyMap<string, readonly string[]>>>;
  readonly pipelines: readonly CollectorPipeline[];
  /** Extensions that the service starts. */
  readonly started: readonly string[];
}

/** Parts that one picture can show. */
const MOST_PARTS = 150;
const MOST_ENDPOINTS = 2;

export type CollectorProblem = 'no map' | 'no pipelines' | 'wrong pipeline' | 'too many';

/** `value` is what the YAML says. The problem names a pipeline where it is one's. */
export function readCollectorConfig(
  value: unknown,
): Result<CollectorConfig, { readonly problem: CollectorProblem; readonly where: string }> {
  const problem = (what: CollectorProblem, where = '') => err({ problem: what, where });
  if (!isMap(value)) return problem('no map');
  const service = isMap(value['service']) ? value['service'] : {};
  if (!isMap(service['pipelines']) || Object.keys(service['pipelines']).length === 0) return problem('no pipelines');
  const pipelines: CollectorPipeline[] = [];
  for (const [name, parts] of Object.entries(service['pipelines'])) {
    const [receivers, processors, exporters] = ['receivers', 'processors', 'exporters'].map((kind) =>
      isMap(parts) ? namesIn(parts[kind]) : undefined,
    );
    if (receivers === undefined || processors === undefined || exporters === undefined) {
      return problem('wrong pipeline', name);
    }
    pipelines.push({ name, receivers, processors, exporters });
  }
  const declared = Object.fromEntries(
    COMPONENT_KINDS.map((kind) => {
      const components = value[kind];
      return [
        kind,
        new Map(isMap(components) ? Object.entries(components).map(([id, one]) => [id, endpoints(one)]) : []),
      ];
    }),
  ) as unknown as CollectorConfig['declared'];
  const started = namesIn(service['extensions']) ?? [];
  const parts =
    COMPONENT_KINDS.reduce((count, kind) => count + declared[kind].size, started.length) +
    pipelines.reduce((count, one) => count + one.receivers.length + one.processors.length + one.exporters.length, 0);
  return parts > MOST_PARTS ? problem('too many', String(parts)) : ok({ declared, pipelines, started });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** undefined: it is no list of names. Nothing is an empty one. */
function namesIn(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : undefined;
}

/** Of a component or its protocols, without what may be secret in an address: users, paths, queries. */
function endpoints(component: unknown): readonly string[] {
  if (!isMap(component)) return [];
  const protocols = isMap(component['protocols']) ? Object.entries(component['protocols']) : [];
  const told = [
    ...hostOf('', component['endpoint']),
    ...protocols.flatMap(([protocol, settings]) => hostOf(`${protocol} `, isMap(settings) ? settings['endpoint'] : '')),
  ];
  return told.slice(0, MOST_ENDPOINTS);
}

function hostOf(before: string, endpoint: unknown): string[] {
  if (typeof endpoint !== 'string' || endpoint.trim() === '') return before === '' ? [] : [before.trim()];
  const host = endpoint
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/s, '');
  return [`${before}${host.slice(0, 60)}`];
}
