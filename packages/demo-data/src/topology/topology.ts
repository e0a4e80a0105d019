// A system as data: its services, what they own and call, and what its customers do. The tuned shop is one, drawTopology
// makes others; phenomena and the player know nothing but these shapes.
import type { Language } from '../world/languages.ts';

export interface Topology {
  /** service.namespace, the k8s namespace and the last part of the services' addresses. */
  readonly namespace: string;
  /** The first one runs every service that names none. */
  readonly clusters: readonly [ClusterSpec, ...ClusterSpec[]];
  /** The name under which browsers and apps reach the first service. */
  readonly publicHost: string;
  /** The service that is a browser application; undefined when requests are first seen at a server. */
  readonly browser: string | undefined;
  readonly services: readonly ServiceSpec[];
  readonly databases: readonly DatabaseSpec[];
  readonly queues: readonly QueueSpec[];
  /** Hosts of others, which send no spans. */
  readonly hosts: readonly HostSpec[];
  readonly operations: readonly OperationSpec[];
  readonly consumers: readonly ConsumerSpec[];
  readonly flows: readonly FlowSpec[];
  readonly workflows: readonly WorkflowSpec[];
  /** Where a phenomenon is to be played, as the id of a step or the name of a service, when it should not choose. */
  readonly places: Readonly<Record<string, string>>;
}

/** A Kubernetes cluster. */
export interface ClusterSpec {
  readonly name: string;
  readonly region: string;
  /** What the names of its nodes begin with. */
  readonly nodes: string;
}

export interface ServiceSpec {
  readonly name: string;
  readonly language: Language;
  readonly version: string;
  /** Pods; a browser application has none. */
  readonly replicas: number;
  readonly port: number;
  /** Host name when the service's own name is none. */
  readonly address?: string;
  /** `old`: the attribute names from before the semantic conventions were declared stable. */
  readonly conventions?: 'old';
  /** Where its source code lies: its spans say in which file and line they were made. */
  readonly sources?: string;
  /** Name of the cluster that runs it. */
  readonly cluster?: string;
  /** What keeps its pods running, when it is no deployment. */
  readonly workload?: 'statefulset' | 'daemonset' | 'cronjob';
  /** Nobody put an SDK into it: an eBPF probe on its node sees its requests and calls, and nothing within. */
  readonly seenBy?: 'ebpf';
}

export type DatabaseSystem = 'postgresql' | 'mysql' | 'redis' | 'opensearch';

export interface DatabaseSpec {
  /** The host name of the server. */
  readonly name: string;
  readonly system: DatabaseSystem;
  /** What the semantic conventions call the namespace: a database's name, or Redis' number. */
  readonly namespace: string;
  readonly port: number;
}

export interface QueueSpec {
  readonly name: string;
  readonly broker: string;
  readonly port: number;
  readonly partitions: number;
}

export interface HostSpec {
  readonly name: string;
  readonly port: number;
}

/** Something a service offers to others. */
export type OperationSpec = HttpOperation | RpcOperation;

interface OperationBase {
  /** Unique in the topology. */
  readonly id: string;
  readonly service: string;
  readonly attributes?: Draws;
  readonly steps: readonly Step[];
}

export interface HttpOperation extends OperationBase {
  readonly protocol: 'http';
  readonly method: 'GET' | 'POST';
  /** Path template; `{sku}` stands for the request's value of that name. */
  readonly route: string;
  readonly query?: string;
  readonly okStatus?: number;
}

export interface RpcOperation extends OperationBase {
  readonly protocol: 'grpc';
  /** Such as `auth.Session/Validate`. */
  readonly method: string;
}

/** A service that takes messages from a queue. */
export interface ConsumerSpec {
  readonly queue: string;
  readonly service: string;
  readonly group: string;
  /**
   * `at-once`: each message by itself, in the trace that sent it. `batch`: those of `everySeconds` together, in a trace of
   * its own that starts `delaySeconds` after and links to the senders; its steps send nothing themselves.
   */
  readonly mode:
    | { readonly kind: 'at-once' }
    | { readonly kind: 'batch'; readonly everySeconds: number; readonly delaySeconds: number };
  readonly steps: readonly Step[];
}

/** Something customers do: one trace. */
export interface FlowSpec {
  readonly name: string;
  /** How often, relative to the other flows. */
  readonly weight: number;
  /** Name of the page that asks. */
  readonly page: string;
  /** Id of the operation that is asked first. */
  readonly operation: string;
  /** Drawn once a request; operations and steps refer to them by name. */
  readonly values: Draws;
}

/** A durable workflow, started on a schedule: one trace a run. */
export interface WorkflowSpec {
  /** Its type. */
  readonly name: string;
  /** The service that starts it, and the one whose worker runs it: by way of the task queue. */
  readonly starter: string;
  readonly worker: string;
  readonly taskQueue: string;
  readonly everySeconds: number;
  /** One after the other. When one fails for good, those before it are undone, the last one first. */
  readonly activities: readonly ActivitySpec[];
  readonly values: Draws;
  /** The value that its id is made of. */
  readonly key: string;
}

export interface ActivitySpec {
  readonly name: string;
  /** The service whose worker runs it. */
  readonly service: string;
  readonly steps: readonly Step[];
  /** What undoes it, run by the same worker. */
  readonly undo?: { readonly name: string; readonly steps: readonly Step[] };
}

/** A value that is the same always, drawn anew each time, or one of the request's. */
export type Draw =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly of: string }
  | { readonly int: readonly [min: number, max: number]; readonly prefix?: string }
  | { readonly decimal: readonly [min: number, max: number] }
  | { readonly pick: readonly [string, ...string[]] };
export type Draws = Readonly<Record<string, Draw>>;

export type Step =
  | { readonly kind: 'work'; readonly ms: number; readonly spread?: number }
  | LocalStep
  | CallStep
  | QueryStep
  | AskStep
  | SendStep
  | { readonly kind: 'together'; readonly branches: readonly (readonly Step[])[] }
  | EitherStep
  | RejectStep;

/** A span of the service's own code. */
export interface LocalStep {
  readonly kind: 'local';
  readonly name: string;
  readonly ms: number;
  readonly spread?: number;
  readonly attributes?: Draws;
  /** An event at its end. */
  readonly event?: string;
  readonly steps?: readonly Step[];
}

/** A call of another service. When it fails, so does the caller, unless it is optional. */
export interface CallStep {
  readonly kind: 'call';
  readonly id: string;
  readonly operation: string;
  readonly optional?: boolean;
}

export interface QueryStep {
  readonly kind: 'query';
  readonly id: string;
  readonly database: string;
  /** SELECT, INSERT, GET, ... */
  readonly operation: string;
  /** Table or index; none for a cache. */
  readonly collection?: string;
  /** The statement, parameters left out. */
  readonly text: string;
  readonly ms: number;
  readonly attributes?: Draws;
  /** How many times, one after the other. */
  readonly times?: Draw;
}

/** A request to a host of others. */
export interface AskStep {
  readonly kind: 'ask';
  readonly id: string;
  readonly host: string;
  readonly protocol: 'http' | 'smtp';
  readonly route: string;
  readonly okStatus?: number;
  readonly ms: number;
  readonly attributes?: Draws;
}

export interface SendStep {
  readonly kind: 'send';
  readonly queue: string;
  /** The value of the request that is the message's key. */
  readonly key: string;
}

/** One way or the other. */
export interface EitherStep {
  readonly kind: 'either';
  /** How often `steps` are taken, 0 to 1. */
  readonly share: number;
  readonly steps: readonly Step[];
  readonly otherwise?: readonly Step[];
}

/** The customer's own mistake: the operation ends with a 4xx. */
export interface RejectStep {
  readonly kind: 'reject';
  readonly share: number;
  readonly httpStatus: number;
  readonly errorType: string;
  readonly message: string;
}
