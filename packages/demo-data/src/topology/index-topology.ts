// A topology looked up by name. A name that leads nowhere is a mistake of whoever wrote the topology, told at once.
import type {
  ClusterSpec,
  ConsumerSpec,
  DatabaseSpec,
  HostSpec,
  OperationSpec,
  QueueSpec,
  ServiceSpec,
  Step,
  Topology,
} from './topology.ts';

export interface TopologyIndex {
  readonly topology: Topology;
  service(name: string): ServiceSpec;
  database(name: string): DatabaseSpec;
  queue(name: string): QueueSpec;
  host(name: string): HostSpec;
  operation(id: string): OperationSpec;
  /** The one that runs the service. */
  cluster(service: string): ClusterSpec;
  /** Host name of a service as others call it. */
  address(service: string): string;
  /** Those that take from the queue. */
  consumers(queue: string): readonly ConsumerSpec[];
}

export function indexTopology(topology: Topology): TopologyIndex {
  const service = lookup('service', topology.services, ({ name }) => name);
  const cluster = lookup('cluster', topology.clusters, ({ name }) => name);
  return {
    topology,
    service,
    database: lookup('database', topology.databases, ({ name }) => name),
    queue: lookup('queue', topology.queues, ({ name }) => name),
    host: lookup('host', topology.hosts, ({ name }) => name),
    operation: lookup('operation', topology.operations, ({ id }) => id),
    cluster: (name) => cluster(service(name).cluster ?? topology.clusters[0].name),
    address: (name) => `${service(name).address ?? name}.${topology.namespace}.svc`,
    consumers: (queue) => topology.consumers.filter((consumer) => consumer.queue === queue),
  };
}

function lookup<T>(what: string, items: readonly T[], nameOf: (item: T) => string): (name: string) => T {
  const byName = new Map(items.map((item) => [nameOf(item), item]));
  if (byName.size !== items.length) throw new Error(`a ${what} of the topology stands twice`);
  return (name) => {
    const item = byName.get(name);
    if (item === undefined) throw new Error(`the topology has no ${what} ${name}`);
    return item;
  };
}

/** Where a step stands: in an operation or in what a consumer does. */
export interface PlacedStep<S extends Step = Step> {
  readonly step: S;
  readonly service: string;
  /** Played for requests; false for steps of consumers. */
  readonly inRequest: boolean;
  /** Played on every request that reaches the operation. */
  readonly always: boolean;
}

/** Every step of the topology, those inside others too. */
export function stepsOf(topology: Topology): PlacedStep[] {
  const found: PlacedStep[] = [];
  const walk = (steps: readonly Step[], service: string, inRequest: boolean, always: boolean): void => {
    for (const step of steps) {
      found.push({ step, service, inRequest, always });
      if (step.kind === 'local') walk(step.steps ?? [], service, inRequest, always);
      else if (step.kind === 'together') for (const branch of step.branches) walk(branch, service, inRequest, always);
      else if (step.kind === 'either') {
        walk(step.steps, service, inRequest, false);
        walk(step.otherwise ?? [], service, inRequest, false);
      }
    }
  };
  for (const operation of topology.operations) walk(operation.steps, operation.service, true, true);
  for (const consumer of topology.consumers) walk(consumer.steps, consumer.service, false, true);
  return found;
}

/** The steps of one kind. */
export function stepsOfKind<K extends Step['kind']>(
  topology: Topology,
  kind: K,
): PlacedStep<Extract<Step, { readonly kind: K }>>[] {
  const isOfKind = (placed: PlacedStep): placed is PlacedStep<Extract<Step, { readonly kind: K }>> =>
    placed.step.kind === kind;
  return stepsOf(topology).filter(isOfKind);
}
