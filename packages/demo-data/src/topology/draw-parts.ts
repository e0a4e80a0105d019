// The parts of a drawn topology: services in layers, and what they may use.
import type { Random } from '../random.ts';
import type { Language } from '../world/languages.ts';
import type {
  ConsumerSpec,
  DatabaseSpec,
  DatabaseSystem,
  HostSpec,
  QueueSpec,
  ServiceSpec,
  Step,
  WorkflowSpec,
} from './topology.ts';

export interface Parts {
  readonly services: readonly ServiceSpec[];
  readonly browser: string | undefined;
  /** Names of the services that answer calls; only the first layer is called from outside. */
  readonly layers: readonly (readonly string[])[];
  readonly databases: readonly DatabaseSpec[];
  readonly hosts: readonly HostSpec[];
  readonly queues: readonly QueueSpec[];
  /** How many of the queues get their messages from requests; the others from consumers. */
  readonly fed: number;
  readonly consumers: readonly ConsumerSpec[];
  readonly workflows: readonly WorkflowSpec[];
  /** What the owner of a database asks it. */
  readonly queries: (owner: string, database: DatabaseSpec) => Step[];
}

const NAMES =
  'quay ledger beacon locker mason parcel tariff roster herald silo wicket anvil bursar canteen docket ferry granary heron index jetty kiln lantern mill notary'.split(
    ' ',
  );
const CHINESE = { name: '库存', address: 'kucun' } as const;
const LANGUAGES: readonly [Language, ...Language[]] = ['nodejs', 'go', 'java', 'python', 'dotnet', 'rust'];
/** Those whose Temporal SDK tells who calls and who answers. */
const WORKFLOW_LANGUAGES: readonly [Language, ...Language[]] = ['python', 'java', 'dotnet'];
const SQL_SYSTEMS: readonly [DatabaseSystem, ...DatabaseSystem[]] = ['postgresql', 'mysql'];
const SYSTEMS: readonly [DatabaseSystem, ...DatabaseSystem[]] = ['postgresql', 'mysql', 'redis', 'opensearch'];
const PORTS: Readonly<Record<DatabaseSystem, number>> = {
  postgresql: 5432,
  mysql: 3306,
  redis: 6379,
  opensearch: 9200,
};

export function drawParts(random: Random): Parts {
  const browser = random.chance(0.7) ? 'app' : undefined;
  const queues = drawQueues(random);
  const readers = queues.length === 0 ? 0 : queues.length + random.int(0, 1);
  const total = random.int(8, 25);
  const workers = total >= 12 && random.chance(0.8) ? 3 : 0;
  const answering = total - readers - workers - (browser === undefined ? 0 : 1);
  const names = shuffled(random, NAMES);
  const servers: string[] = [...names.slice(0, answering - 1), CHINESE.name];
  const consuming = names.slice(answering - 1, answering - 1 + readers);
  const working = names.slice(answering - 1 + readers, answering - 1 + readers + workers);
  const databases = drawDatabases(random, answering);
  const hosts = ['partner.example', 'weather.example'].slice(0, random.int(0, 2)).map((name) => ({ name, port: 443 }));

  const old = random.pick(servers as [string, ...string[]]);
  const services = [...servers, ...consuming].map((name, index) => ({
    ...drawService(random, name),
    ...(name === CHINESE.name ? { address: CHINESE.address } : {}),
    ...(name === old ? { conventions: 'old' as const } : {}),
    ...(index === 1 || index === 2 ? { sources: `/home/dev/${index}` } : {}),
  }));
  services.push(
    ...working.map((name) => ({ ...drawService(random, name), language: random.pick(WORKFLOW_LANGUAGES) })),
  );
  if (browser !== undefined) {
    services.push({ name: browser, language: 'webjs', version: '1.4.0', replicas: 0, port: 443 });
  }
  const fed = queues.length === 2 && random.chance(0.5) ? 1 : queues.length;
  return {
    services,
    browser,
    layers: layersOf(random, servers),
    databases,
    hosts,
    queues,
    fed,
    consumers: drawConsumers(random, { consuming, queues, fed, database: databases[0] }),
    workflows: drawWorkflows(random, working, databases[0]),
    queries: (owner, database) => queriesOf(random, owner, database),
  };
}

function drawService(random: Random, name: string): ServiceSpec {
  return {
    name,
    language: random.pick(LANGUAGES),
    version: `${random.int(0, 7)}.${random.int(0, 20)}.${random.int(0, 9)}`,
    replicas: random.int(1, 3),
    port: random.int(3000, 9000),
  };
}

/** One service alone in front; every layer has at least one. */
function layersOf(random: Random, servers: readonly string[]): string[][] {
  const [first = '', ...others] = servers;
  const depth = Math.min(random.int(2, 5), others.length);
  const layers: string[][] = Array.from({ length: depth }, () => []);
  for (const [index, name] of others.entries()) layers[index < depth ? index : random.int(0, depth - 1)]?.push(name);
  return [[first], ...layers];
}

function drawDatabases(random: Random, services: number): DatabaseSpec[] {
  const count = random.int(1, Math.max(2, Math.floor(services / 3)));
  return Array.from({ length: count }, (_, index) => {
    const system = random.pick(index === 0 ? SQL_SYSTEMS : SYSTEMS);
    const name = `${random.pick(['store', 'vault', 'cellar'])}-${index + 1}`;
    return { name, system, namespace: system === 'redis' ? '0' : name.replace('-', '_'), port: PORTS[system] };
  });
}

function drawQueues(random: Random): QueueSpec[] {
  const broker = { broker: 'broker-0', port: 9092, partitions: 12 };
  return ['goods.moved', 'bills.due'].slice(0, random.int(0, 2)).map((name) => ({ name, ...broker }));
}

interface Readers {
  readonly consuming: readonly string[];
  readonly queues: readonly QueueSpec[];
  readonly fed: number;
  readonly database: DatabaseSpec | undefined;
}

/** Each queue has a reader; the first queue's first one takes messages at once when it feeds the second queue. */
function drawConsumers(random: Random, { consuming, queues, fed, database }: Readers): ConsumerSpec[] {
  return consuming.map((service, index) => {
    const queue = queues[index % queues.length]?.name ?? '';
    const next = fed < queues.length && index === 0 ? queues[1]?.name : undefined;
    const steps: Step[] = [{ kind: 'local', name: 'unpack', ms: random.int(2, 20) }];
    if (database !== undefined) steps.push(...queriesOf(random, service, database));
    if (next !== undefined) steps.push({ kind: 'send', queue: next, key: 'item' });
    const batch = next === undefined && random.chance(0.5);
    const mode = batch
      ? { kind: 'batch' as const, everySeconds: random.int(1, 3) * 10, delaySeconds: random.int(60, 240) }
      : { kind: 'at-once' as const };
    return { queue, service, group: `${service}-readers`, mode, steps };
  });
}

/** Three services: one starts the workflow, one runs it, one does the work. */
function drawWorkflows(
  random: Random,
  [starter, worker, hands]: readonly string[],
  database: DatabaseSpec | undefined,
): WorkflowSpec[] {
  if (starter === undefined || worker === undefined || hands === undefined) return [];
  const stepsOf = (name: string): Step[] =>
    database === undefined ? [{ kind: 'work', ms: 8 }] : queriesOf(random, name, database);
  const undone = ['Reserve', 'Assign', 'Weigh'].slice(0, random.int(1, 3)).map((verb) => ({
    name: `${verb}Load`,
    service: hands,
    steps: stepsOf(`${hands}.${verb}`),
    undo: { name: `Cancel${verb}`, steps: stepsOf(`${hands}.cancel-${verb}`) },
  }));
  return [
    {
      name: 'MoveGoods',
      starter,
      worker,
      taskQueue: 'goods',
      everySeconds: random.int(4, 8) * 10,
      activities: [...undone, { name: 'SendOff', service: hands, steps: stepsOf(`${hands}.send`) }],
      values: { load: { int: [1, 99_999], prefix: 'l-' } },
      key: 'load',
    },
  ];
}

function queriesOf(random: Random, owner: string, database: DatabaseSpec): Step[] {
  const query = (operation: string, text: string, collection?: string): Step => ({
    kind: 'query',
    id: `${owner}/${database.name}/${operation}`,
    database: database.name,
    operation,
    ...(collection === undefined ? {} : { collection }),
    text,
    ms: random.int(2, 14),
  });
  if (database.system === 'redis') return [query('GET', 'GET item:?')];
  if (database.system === 'opensearch') return [query('search', '{"query":{"match":{"name":"?"}}}', 'items-v2')];
  const select = query('SELECT', 'SELECT id, name, state FROM items WHERE tenant = ? ORDER BY name LIMIT 50', 'items');
  if (random.chance(0.5)) return [select];
  return [select, query('UPDATE', 'UPDATE items SET state = ? WHERE id = ?', 'items')];
}

function shuffled(random: Random, items: readonly string[]): string[] {
  return items
    .map((item) => ({ item, at: random.float() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
