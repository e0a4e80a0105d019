// A topology drawn at random: other services, languages, owners of databases, fan-out and depth, with or without queues.
// Whoever measures accuracy on the tuned shop alone may measure what was tuned.
import { type Random, randomOf } from '../random.ts';
import { drawParts, type Parts } from './draw-parts.ts';
import type { ClusterSpec, FlowSpec, OperationSpec, ServiceSpec, Step, Topology } from './topology.ts';

const VERBS = ['list', 'get', 'create', 'check', 'update', 'quote', 'confirm', 'plan'] as const;

/** The same topology for the same seed: 8 to 25 services. */
export function drawTopology(seed: string): Topology {
  const random = randomOf(seed, 'topology');
  const parts = drawParts(random);
  const operations = drawOperations(random, parts);
  const namespace = random.pick(['depot', 'market', 'atelier', 'harbour']);
  const clusters: readonly [ClusterSpec, ClusterSpec] = [
    { name: `${namespace}-north`, region: 'eu-north-1', nodes: 'north' },
    { name: `${namespace}-south`, region: 'eu-south-1', nodes: 'south' },
  ];
  return {
    namespace,
    clusters,
    publicHost: 'front.example',
    browser: parts.browser,
    services: drawSurroundings(random, parts.services, operations, clusters[1]),
    databases: parts.databases,
    queues: parts.queues,
    hosts: parts.hosts,
    operations: operations.map(({ operation, steps }) => ({ ...operation, steps })),
    consumers: parts.consumers,
    flows: drawFlows(random, operations),
    workflows: parts.workflows,
    places: {},
  };
}

/** Where services run, and which of them is seen by a probe alone. */
function drawSurroundings(
  random: Random,
  services: readonly ServiceSpec[],
  operations: readonly Growing[],
  away: ClusterSpec,
): ServiceSpec[] {
  const [first, ...others] = services.filter((service) => canBeProbed(service, operations));
  const probed = first === undefined ? undefined : random.pick([first, ...others]);
  return services.map((service) => ({
    ...service,
    ...(service === probed ? { seenBy: 'ebpf' as const } : {}),
    ...(service.replicas > 0 && random.chance(0.35) ? { cluster: away.name } : {}),
  }));
}

/** Asked and asking over HTTP behind the first service; it sends no messages, since a probe puts no context into those. */
function canBeProbed({ name, conventions, sources }: ServiceSpec, operations: readonly Growing[]): boolean {
  const http = operations.filter(({ operation, layer }) => operation.protocol === 'http' && layer > 0);
  const asked = new Set(http.map(({ operation }) => operation.id));
  const steps = operations.filter(({ operation }) => operation.service === name).flatMap((own) => own.steps);
  return (
    conventions === undefined &&
    sources === undefined &&
    http.some(({ operation }) => operation.service === name) &&
    steps.some((step) => step.kind === 'call' && asked.has(step.operation)) &&
    !steps.some(({ kind }) => kind === 'send')
  );
}

/** An operation while its steps are still being added. */
interface Growing {
  readonly operation: OperationSpec;
  readonly layer: number;
  readonly steps: Step[];
}

function drawOperations(random: Random, parts: Parts): Growing[] {
  const growing: Growing[] = [];
  for (const [layer, names] of parts.layers.entries()) {
    for (const service of names) {
      const count = layer === 0 ? random.int(2, 4) : random.int(1, 2);
      for (let i = 0; i < count; i++) growing.push(drawOperation(random, service, layer, i));
    }
  }
  for (const callee of growing.filter(({ layer }) => layer > 0)) connect(random, growing, callee);
  for (let extra = random.int(0, parts.services.length / 3); extra > 0; extra--) shortCut(random, growing);
  addResources(random, parts, growing);
  for (const { steps } of growing) steps.push({ kind: 'work', ms: random.int(1, 6) });
  return growing;
}

function drawOperation(random: Random, service: string, layer: number, number: number): Growing {
  const verb = VERBS[number * 2 + random.int(0, 1)] ?? 'get';
  const id = `${service}.${verb}`;
  const attributes = { 'app.item': { of: 'item' }, 'app.tenant': { of: 'tenant' } } as const;
  const local: Step = {
    kind: 'local',
    name: random.pick([`${verb} rows`, `${verb} page`, '核对清单']),
    ms: random.int(2, 12),
  };
  const steps: Step[] = [{ kind: 'work', ms: random.int(1, 4) }, local];
  const base = { id, service, attributes, steps };
  if (layer > 0 && random.chance(0.35)) {
    return { operation: { ...base, protocol: 'grpc', method: `${service}.Api/${verb}` }, layer, steps };
  }
  const method = verb === 'list' || verb === 'get' ? 'GET' : 'POST';
  return { operation: { ...base, protocol: 'http', method, route: `/${verb}/{item}` }, layer, steps };
}

/** Every operation is called by one of the layer above, so every service takes part. */
function connect(random: Random, all: readonly Growing[], callee: Growing): void {
  const [first, ...others] = all.filter(({ layer }) => layer === callee.layer - 1);
  if (first === undefined) throw new Error('a layer is empty');
  const caller = random.pick([first, ...others]);
  caller.steps.push(callOf(caller, callee));
}

/** A call past layers, now and then. */
function shortCut(random: Random, all: readonly Growing[]): void {
  const [first, ...others] = all.filter(({ layer }) => layer > 0);
  if (first === undefined) return;
  const callee = random.pick([first, ...others]);
  const caller = random.pick(all.filter(({ layer }) => layer < callee.layer) as [Growing, ...Growing[]]);
  const call = callOf(caller, callee);
  const known = caller.steps.some((step) => step.kind === 'call' && step.operation === callee.operation.id);
  if (!known) caller.steps.push({ kind: 'either', share: 0.5, steps: [call] });
}

function callOf(caller: Growing, callee: Growing): Step & { readonly kind: 'call' } {
  const operation = callee.operation.id;
  return { kind: 'call', id: `${caller.operation.id}>${operation}`, operation };
}

/** Databases, hosts and queues get their users. */
function addResources(random: Random, parts: Parts, all: readonly Growing[]): void {
  const behind = all.filter(({ layer }) => layer > 0) as [Growing, ...Growing[]];
  for (const database of parts.databases) {
    const users = new Set([random.pick(behind), random.pick(behind)]);
    for (const { steps, operation } of users) steps.push(...parts.queries(operation.id, database));
  }
  for (const { name } of parts.hosts) {
    const { steps, operation } = random.pick(behind);
    const id = `${operation.id}@${name}`;
    steps.push({ kind: 'ask', id, host: name, protocol: 'http', route: '/v1/requests', ms: random.int(40, 160) });
  }
  for (const queue of parts.queues.slice(0, parts.fed)) {
    random.pick(behind).steps.push({ kind: 'send', queue: queue.name, key: 'item' });
  }
}

function drawFlows(random: Random, operations: readonly Growing[]): FlowSpec[] {
  const values = {
    item: { int: [1, 99_999], prefix: 'i-' },
    tenant: { pick: ['north', 'south', '东区'] },
  } as const;
  return operations
    .filter(({ layer }) => layer === 0)
    .map(({ operation }) => ({
      name: operation.id,
      weight: random.int(1, 10),
      page: `${operation.id} page`,
      operation: operation.id,
      values,
    }));
}
