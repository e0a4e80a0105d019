// The service graph and RED of the API, over SQLite, against what the demo shop knows of itself: on the tuned shop and on a
// topology drawn when the test runs. SPANLOOM_SEED=1234 repeats a run. Past 400 lines because all of it asks the same worlds,
// which take seconds to play and to store.
import { createHash } from 'node:crypto';
import {
  edgesParameters,
  edgesResponse,
  mapDiagramParameters,
  redParameters,
  redResponse,
  windowDiagramParameters,
} from '@spanloom/api-schema';
import { createShop, drawTopology, type PlayedTrace, visibleGraph, visibleRequests } from '@spanloom/demo-data';
import { drawableMap } from '@spanloom/diagrams';
import {
  isError,
  type Resource,
  type ResourceSpans,
  serviceOf,
  type SpanId,
  type SpanRecord,
  stringAttribute,
  type UnixNano,
} from '@spanloom/otlp-model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resourceOf, resourceSpansOf, spanOf, traceIdOf } from '../../test/support/spans.ts';
import { openSqlite } from '../storage/contract/opened-stores.ts';
import type { OpenedStore } from '../storage/contract/trace-store-contract.ts';
import { DEFAULT_SCOPE } from '../storage/default-scope.ts';
import type { DiagramAnswer, Query } from '../threads/messages.ts';
import { createQueries } from './queries.ts';

const SEED = process.env['SPANLOOM_SEED'] || String(Date.now() % 1_000_000);
const FROM = 1_790_000_000_000_000_000n;
const MINUTE = 60_000_000_000n;
/** Wider than what is played: messages are taken later, and some clocks are behind. */
const WINDOW = { start: String(FROM - MINUTE), end: String(FROM + 90n * MINUTE) };
const BATCH = 5000;

type Truth = ReturnType<typeof visibleGraph>;
type TruthNode = Truth['nodes'][number];
type Graph = ReturnType<typeof edgesResponse.parse>;

const WORLDS = [
  ['the tuned shop', 'spanloom', undefined],
  [`a drawn topology (SPANLOOM_SEED=${SEED})`, SEED, drawTopology(SEED)],
] as const;

function play(seed: string, topology: (typeof WORLDS)[number][2], minutes: bigint, spansPerSecond: number) {
  const shop = createShop({ seed, spansPerSecond, ...(topology === undefined ? {} : { topology }) });
  return [...shop.between(FROM as UnixNano, (FROM + minutes * MINUTE) as UnixNano)];
}

/** Everything that was sent, duplicates too. */
function recordsOf(traces: readonly PlayedTrace[]): SpanRecord[] {
  return traces.flatMap(({ exports }) => exports.flatMap(({ resourceSpans }) => recordsIn(resourceSpans)));
}

function recordsIn(resourceSpans: readonly ResourceSpans[]): SpanRecord[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => ({ resource, scope, span }))),
  );
}

async function storeOf(records: readonly SpanRecord[]): Promise<OpenedStore> {
  const opened = await openSqlite();
  for (let at = 0; at < records.length; at += BATCH) {
    await opened.store.append(DEFAULT_SCOPE, { spans: records.slice(at, at + BATCH), receivedAt: FROM as UnixNano });
  }
  return opened;
}

async function ask({ store }: OpenedStore, query: Query): Promise<unknown> {
  const reader = { snapshot: store.snapshot.bind(store), stats: store.stats.bind(store), close: () => undefined };
  const colors = () => ({ slotOf: () => undefined });
  const queries = createQueries({ reader, scope: DEFAULT_SCOPE, colors, clock: () => performance.now() });
  const answer = await queries.run(query, { abort: { aborted: false } });
  if (!answer.ok) throw new Error(answer.error.message);
  let text = '';
  for await (const piece of answer.value) text += piece;
  return JSON.parse(text);
}

async function graphOf(opened: OpenedStore, more: object = {}): Promise<Graph> {
  const parameters = edgesParameters.parse({ ...WINDOW, ...more });
  return edgesResponse.parse(await ask(opened, { kind: 'edges', parameters }));
}

async function redOf(opened: OpenedStore, more: object) {
  const parameters = redParameters.parse({ ...WINDOW, limit: 1000, ...more });
  return redResponse.parse(await ask(opened, { kind: 'red', parameters }));
}

/** Nodes of either side by kind and name: namespaces are the topology's own affair. */
function idOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}:${name}`;
}

/** By `client > server`. The truth tells calls through queues apart, the answer does not. */
function sums({ edges }: Truth, of: (edge: Truth['edges'][number]) => number): Map<string, number> {
  const all = new Map<string, number>();
  for (const edge of edges) {
    const key = `${idOf(edge.client)} > ${idOf(edge.server)}`;
    all.set(key, (all.get(key) ?? 0) + of(edge));
  }
  return all;
}

function trueCalls(truth: Truth): Map<string, number> {
  return sums(truth, ({ calls }) => calls);
}

function shownEdges({ nodes, edges }: Graph): Map<string, Graph['edges'][number]> {
  const names = new Map(nodes.map((node) => [node.id, idOf(node)]));
  return new Map(edges.map((edge) => [`${names.get(edge.client)} > ${names.get(edge.server)}`, edge]));
}

/** What part of `found` is true, and what part of the truth was found. */
function accuracy(found: Iterable<string>, truth: Iterable<string>) {
  const [a, b] = [new Set(found), new Set(truth)];
  const both = [...a].filter((one) => b.has(one)).length;
  return { precision: both / a.size, recall: both / b.size };
}

const PERFECT = { precision: 1, recall: 1 };

describe.each(WORLDS)('%s, every span of it', { timeout: 120_000 }, (_name, seed, topology) => {
  let traces: PlayedTrace[];
  let records: readonly SpanRecord[];
  let opened: OpenedStore;
  let truth: Truth;

  beforeAll(async () => {
    traces = play(seed, topology, 60n, 8);
    records = topology === undefined ? recordsOf(traces) : inAllConventions(recordsOf(traces));
    opened = await storeOf(records);
    truth = visibleGraph(traces);
  }, 120_000);
  afterAll(() => opened.dispose());

  test('has the nodes and edges of the truth, call by call, and marks those that are inferred', async () => {
    const graph = await graphOf(opened);
    const edges = shownEdges(graph);
    const calls = trueCalls(truth);
    expect(accuracy(edges.keys(), calls.keys())).toEqual(PERFECT);
    // A service that only takes part in calls which spans cannot show stands alone.
    const senders = records.map(({ resource }) => idOf({ kind: 'service', name: serviceOf(resource).name }));
    expect(accuracy(graph.nodes.map(idOf), [...truth.nodes.map(idOf), ...senders])).toEqual(PERFECT);
    expect(new Map([...edges].map(([key, edge]) => [key, edge.calls]))).toEqual(calls);
    for (const [key, { inferred }] of edges) expect([key, inferred]).toEqual([key, key.includes('external:')]);
    const throughQueues = sums(truth, ({ async, calls: made }) => (async ? made : 0));
    for (const [key, { async }] of edges) expect([key, async]).toEqual([key, (throughQueues.get(key) ?? 0) > 0]);
    const failed = [...edges].map(([key, edge]) => [key, Math.round(edge.errorShare * edge.calls)] as const);
    expect(new Map(failed)).toEqual(sums(truth, ({ errors }) => errors));
    expect(graph.sampled).toBe(false);
  });

  test('calls through proxies, folded: every call between the services themselves, as often as it was made', async () => {
    const proxies = new Set(records.flatMap(({ resource }) => (isProxy(resource) ? [serviceOf(resource).name] : [])));
    expect(proxies.size).toBeGreaterThan(1);
    const expected = new Map<string, number>();
    const through = new Map<string, number>();
    for (const trace of traces) {
      for (const { key, folded } of foldedCalls(trace, proxies)) {
        expected.set(key, (expected.get(key) ?? 0) + 1);
        if (folded) through.set(key, (through.get(key) ?? 0) + 1);
      }
    }
    const graph = await graphOf(opened, { fold: ['proxies'] });
    const edges = shownEdges(graph);
    expect(new Map([...edges].map(([key, { calls }]) => [key, calls]))).toEqual(expected);
    expect(through.size).toBeGreaterThan(0);
    expect(
      new Map([...edges].flatMap(([key, { folded }]) => (folded === undefined ? [] : [[key, folded.calls]]))),
    ).toEqual(through);
    // Who folds them one by one gets the same.
    const byName = await graphOf(opened, { fold: [...proxies].map((name) => `service:${name}`) });
    expect(byName.edges).toEqual(graph.edges);
    const red = await redOf(opened, { by: 'edge', fold: ['proxies'] });
    expect(sum(red.rows.map(({ total }) => total.calls))).toBe(sum(graph.edges.map(({ calls }) => calls)));
    expect(red.rowCount).toBe(graph.edges.length);
  });

  test.each([
    ['version', 'service.version'],
    ['cluster', 'k8s.cluster.name'],
    ['instance', 'service.instance.id'],
    ['namespace', 'k8s.namespace.name'],
  ] as const)('split by %s: every part of every service, and the calls between them', async (split, attribute) => {
    const values = new Map<string, string>();
    const parts = new Set<string>();
    for (const { resource, span } of records) {
      const value = stringAttribute(resource.attributes, attribute) ?? '';
      values.set(span.spanId, value);
      parts.add(`${serviceOf(resource).name}@${value}`);
    }
    const graph = await graphOf(opened, { split });
    const names = new Map(graph.nodes.map(({ id, name, split: part }) => [id, part && `${name}@${part.value}`]));
    expect(
      accuracy(
        [...names.values()].filter((name) => name !== undefined),
        parts,
      ),
    ).toEqual(PERFECT);
    expect(graph.nodes.every(({ kind, split: part }) => (kind === 'service') === (part?.by === split))).toBe(true);

    const expected = new Map<string, number>();
    for (const trace of traces) {
      for (const { clientSpan, serverSpan, seen } of visibleCalls(trace)) {
        const end = (node: TruthNode, span: string | undefined): string =>
          node.kind === 'service' ? `${node.name}@${values.get(span ?? '')}` : idOf(node);
        const key = `${end(seen.client, clientSpan)} > ${end(seen.server, serverSpan)}`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
    }
    const nodes = new Map(graph.nodes.map((node) => [node.id, names.get(node.id) ?? idOf(node)]));
    expect(
      new Map(graph.edges.map(({ client, server, calls }) => [`${nodes.get(client)} > ${nodes.get(server)}`, calls])),
    ).toEqual(expected);
  });

  test('deployment: every workload with its pods, and the calls between workloads', async () => {
    const request = { kind: 'deployment', parameters: windowDiagramParameters.parse(WINDOW) } as const;
    const { live } = (await ask(opened, { kind: 'diagram', request })) as DiagramAnswer;
    if (live?.type !== 'flowchart') throw new Error('a flowchart was asked for');
    const drawn = new Map(live.blocks.map(({ id, name, values }) => [id, { name, size: values[0] ?? '' }]));
    const { pods, services } = workloadsOf(records);
    const sizes = [...drawn.values()].flatMap(({ name, size }) => {
      const count = /(\d+) pods?/.exec(size)?.[1];
      return count === undefined ? [] : [[name, Number(count)] as const];
    });
    expect(new Map(sizes)).toEqual(new Map([...pods].map(([name, names]) => [name, names.size])));
    // Those of the topology run that have a pod; what has none is a page in a browser.
    expect(pods.size).toBeGreaterThan(3);

    const isDrawn = ({ kind }: { readonly kind: string }): boolean => kind === 'service' || kind === 'queue';
    const nameOf = ({ kind, name }: { readonly kind: string; readonly name: string }) =>
      kind === 'service' ? services.get(name) : name;
    const called = truth.edges.filter(({ client, server }) => isDrawn(client) && isDrawn(server));
    const ways = live.flows.map(({ from, to }) => `${drawn.get(from)?.name} > ${drawn.get(to)?.name}`);
    const expected = called
      .filter(({ client, server }) => nameOf(client) !== nameOf(server))
      .map(({ client, server }) => `${nameOf(client)} > ${nameOf(server)}`);
    expect(accuracy(ways, expected)).toEqual(PERFECT);
  });

  test('has every request of every service, and the users who asked', async () => {
    const requests = visibleRequests(traces);
    const graph = await graphOf(opened, { users: 'true' });
    const shown = graph.nodes.flatMap(({ kind, name, requests: own }) =>
      kind === 'service' && own !== undefined ? [[name, own.calls] as const] : [],
    );
    expect(new Map(shown)).toEqual(requests);
    const red = await redOf(opened, { by: 'service' });
    const rows = red.rows.flatMap(({ subject, total, series }) =>
      subject.kind === 'node' ? [{ name: subject.node.name, total: total.calls, buckets: sum(series.calls) }] : [],
    );
    expect(new Map(rows.map(({ name, total }) => [name, total]))).toEqual(requests);
    // All of the traces lie in the window.
    expect(rows.filter(({ total, buckets }) => total !== buckets)).toEqual([]);

    // A trace that was cut looks as if somebody from outside had asked.
    const users = new Map<string, number>();
    for (const { arrivals, calls, lost } of traces) {
      const cut = calls.flatMap((call) =>
        call.cut ? [{ service: call.server.name, serverSpan: call.serverSpan }] : [],
      );
      for (const { service, serverSpan } of [...arrivals, ...cut]) {
        if (serverSpan !== undefined && !lost.has(serverSpan)) users.set(service, (users.get(service) ?? 0) + 1);
      }
    }
    const edges = [...shownEdges(graph)].filter(([, { client }]) => client === 'user:user');
    expect(new Map(edges.map(([key, { calls }]) => [key, calls]))).toEqual(
      new Map([...users].map(([service, calls]) => [`user:user > service:${service}`, calls])),
    );
    expect(edges.every(([, { inferred }]) => inferred)).toBe(true);
  });
});

test('the tuned shop, in all conventions: the edges of the truth, call by call', { timeout: 120_000 }, async () => {
  const traces = play('spanloom', undefined, 20n, 8);
  const records = inAllConventions(recordsOf(traces), true);
  expect(records.filter(isPulled).length).toBeGreaterThan(0);
  const opened = await storeOf(records);
  const edges = shownEdges(await graphOf(opened));
  await opened.dispose();
  expect(new Map([...edges].map(([key, { calls }]) => [key, calls]))).toEqual(trueCalls(visibleGraph(traces)));
});

/** What names the other side of a call, new and old. */
const NAMES = [
  ['db.system.name', 'db.system'],
  ['db.namespace', 'db.name'],
  ['messaging.destination.name', 'messaging.destination'],
  ['url.full', 'http.url'],
  ['server.address', 'net.peer.name'],
  ['server.port', 'net.peer.port'],
] as const;

/**
 * The same spans: by their ids, which follow from the seed, half of them name the other side as the old conventions do. Of
 * HTTP calls only the URL tells it, and of messages that were taken in another trace only their links; some of these were asked for.
 * Of calls, some are told by a second span around the first (see `toldTwice`).
 * `pulled`: of some messages, nothing tells but the CLIENT span that asked for them, which is no request.
 */
function inAllConventions(records: readonly SpanRecord[], pulled = false): SpanRecord[] {
  const sent = new Set<string>(records.map(({ span }) => span.spanId));
  return toldTwice(records).flatMap((record) => {
    const { span } = record;
    if (span.kind < 3) return [record];
    const digit = Number.parseInt(span.spanId.slice(-1), 16);
    const old = digit % 2;
    const isRootTaker = span.kind === 5 && span.parentSpanId === undefined;
    if (pulled && isRootTaker && digit % 4 === 2 && span.links.length > 0) return [asking(record)];
    const names = new Map<string, string>(NAMES.flatMap((pair) => pair.map((name) => [name, pair[old] ?? name])));
    const hasUrl = span.attributes.some(({ key }) => names.get(key) === NAMES[3][old]);
    const byLinks = span.parentSpanId === undefined && span.links.some(({ spanId }) => sent.has(spanId));
    const untold = new Set<string>([...(hasUrl ? NAMES[4] : []), ...(byLinks ? NAMES[2] : [])]);
    const attributes = span.attributes
      .filter(({ key }) => !untold.has(key))
      .map(({ key, value }) => ({ key: names.get(key) ?? key, value }));
    const named = { ...record, span: { ...span, attributes } };
    return isRootTaker && old === 0 ? askedFor(named) : [named];
  });
}

/**
 * The same spans, of calls some in two: as a library around the one that goes over the wire. Of those that failed, only the outer
 * span says so; of those that are answered, the outer one names the service. Not those that pass on what another client asked for.
 */
function toldTwice(records: readonly SpanRecord[]): SpanRecord[] {
  const byId = new Map<string, SpanRecord>(records.map((record) => [record.span.spanId, record]));
  const answers = new Map(
    records.flatMap(({ span, resource }) =>
      span.kind === 2 && span.parentSpanId !== undefined ? [[span.parentSpanId, serviceOf(resource).name]] : [],
    ),
  );
  return records.flatMap((record) => {
    const { span } = record;
    const chosen = Number.parseInt(span.spanId.slice(-2), 16) % 3 === 0;
    const parentKind = byId.get(span.parentSpanId ?? '')?.span.kind;
    if (span.kind !== 3 || !chosen || parentKind === 3) return [record];
    const spanId = [...span.spanId].reverse().join('') as SpanId;
    const answer = answers.get(span.spanId);
    const name = { key: 'server.address', value: { kind: 'string', value: answer ?? '' } } as const;
    const attributes = answer === undefined ? span.attributes : [name];
    return [
      { ...record, span: { ...span, spanId, attributes } },
      { ...record, span: { ...span, parentSpanId: spanId, status: { code: 0, message: '' } } },
    ];
  });
}

/** The message as newer conventions have it: a CLIENT span asks the queue, and below it the message is worked on. */
function askedFor(record: SpanRecord): SpanRecord[] {
  const { span } = record;
  const spanId = [...span.spanId].reverse().join('') as SpanId;
  const poll = asking(record);
  return [
    { ...poll, span: { ...poll.span, spanId, links: [], status: { code: 0, message: '' } } },
    { ...record, span: { ...span, parentSpanId: spanId } },
  ];
}

function asking(record: SpanRecord): SpanRecord {
  const { span } = record;
  const receive = { key: 'messaging.operation.type', value: { kind: 'string', value: 'receive' } } as const;
  const attributes = [...span.attributes.filter(({ key }) => key !== receive.key), receive];
  return { ...record, span: { ...span, kind: 3, name: 'poll', attributes } };
}

function isPulled({ span }: SpanRecord): boolean {
  return span.kind === 3 && span.name === 'poll' && span.links.length > 0;
}

/** The calls of a trace that its spans can show, each as it is seen. */
function visibleCalls({ calls, lost }: PlayedTrace) {
  return calls.flatMap((call) => {
    const [seen] = visibleGraph([{ calls: [call], lost }]).edges;
    return seen === undefined ? [] : [{ ...call, seen }];
  });
}

/** Those of `visibleCalls`, where what a proxy was asked for is asked for by whoever asked it. */
function foldedCalls(trace: PlayedTrace, proxies: ReadonlySet<string>) {
  const visible = visibleCalls(trace);
  const isFolded = ({ kind, name }: TruthNode): boolean => kind === 'service' && proxies.has(name);
  const causeOf = ({ clientSpan, seen }: (typeof visible)[number]) =>
    isFolded(seen.client)
      ? visible.find(({ serverSpan, seen: { server } }) => serverSpan === clientSpan && isFolded(server))
      : undefined;
  const causes = new Set(visible.map(causeOf));
  return visible
    .filter((call) => !causes.has(call))
    .map((call) => {
      let first = call;
      for (let cause = causeOf(call); cause !== undefined; cause = causeOf(cause)) first = cause;
      return { key: `${idOf(first.seen.client)} > ${idOf(call.seen.server)}`, folded: first !== call };
    });
}

/** Workloads by the name that they are drawn with, counted over the spans alone. */
function workloadsOf(records: readonly SpanRecord[]) {
  const pods = new Map<string, Set<string>>();
  const services = new Map<string, string>();
  // A proxy's workload is that of the service beside it.
  const owners = new Map(
    records.flatMap(({ resource }) => (isProxy(resource) ? [] : [[workloadName(resource), serviceOf(resource).name]])),
  );
  for (const { resource } of records) {
    const workload = workloadName(resource);
    const owner = owners.get(workload) ?? workload;
    const name = workload === owner ? workload : `${workload} (${owner})`;
    services.set(serviceOf(resource).name, name);
    const pod = stringAttribute(resource.attributes, 'k8s.pod.name');
    if (pod !== undefined) pods.set(name, (pods.get(name) ?? new Set<string>()).add(pod));
  }
  return { pods, services };
}

function isProxy({ attributes }: Resource): boolean {
  return stringAttribute(attributes, 'k8s.container.name') === 'istio-proxy';
}

function workloadName(resource: Resource): string {
  const kinds = ['deployment', 'statefulset', 'daemonset', 'cronjob'];
  const names = kinds.flatMap((kind) => stringAttribute(resource.attributes, `k8s.${kind}.name`) ?? []);
  return names[0] ?? serviceOf(resource).name;
}

/** A request to a service that nobody calls and that calls nobody: its spans alone tell that it fails. */
function loneFailure(): SpanRecord[] {
  const [start, end] = [FROM as UnixNano, (FROM + 1_000_000n) as UnixNano];
  const span = spanOf({ traceId: traceIdOf(1), start, end, status: { code: 2, message: 'refused' } });
  return recordsIn([resourceSpansOf(resourceOf('lone-entry'), [span])]);
}

describe.each(WORLDS)('%s, and a failing service that nobody calls', { timeout: 120_000 }, (_name, seed, topology) => {
  test('every service is drawn as failing that fails by its own spans, in the page and by the server', async () => {
    const records = [...recordsOf(play(seed, topology, 20n, 8)), ...loneFailure()];
    const opened = await storeOf(records);
    const graph = await graphOf(opened);
    const request = { kind: 'map', parameters: mapDiagramParameters.parse(WINDOW) } as const;
    const drawn = (await ask(opened, { kind: 'diagram', request })) as DiagramAnswer;
    await opened.dispose();
    const map = drawableMap(graph, { without: new Set<never>() });
    const states = new Map(map.nodes.map(({ source, state }) => [idOf(source), state]));
    expect(states.get('service:lone-entry')).toBe('bad');
    const shares = ownErrorShares(records);
    expect(shares.get('lone-entry')).toBe(1);
    for (const [service, share] of shares) {
      if (share === 0) expect([service, states.get(`service:${service}`)]).toEqual([service, 'ok']);
      if (share >= CLEARLY) expect(['bad', 'warn'], service).toContain(states.get(`service:${service}`));
    }
    const key = map.nodes.find(({ source }) => source.name === 'lone-entry')?.key;
    for (const text of [drawn.text, drawn.picture.text ?? '']) {
      const bad = /^class (\S+) bad$/m.exec(text)?.[1]?.split(',');
      expect(bad).toContain(key);
    }
  });
});

/** Above 1 % by so much that it does not matter how receive and process of one message are counted. */
const CLEARLY = 0.03;

/** What share of its SERVER and CONSUMER spans failed, of each service that has some, counted over the spans alone. */
function ownErrorShares(records: readonly SpanRecord[]): Map<string, number> {
  const answers = records.filter(({ span }) => span.kind === 2 || span.kind === 5);
  const byService = Map.groupBy(answers, ({ resource }) => serviceOf(resource).name);
  return new Map(
    [...byService].map(([service, own]) => {
      const all = new Set(own.map(({ span }) => span.spanId));
      const failed = new Set(own.flatMap(({ span }) => (isError(span) ? [span.spanId] : [])));
      return [service, failed.size / all.size];
    }),
  );
}

describe.each(WORLDS)('%s, one trace of a hundred', { timeout: 180_000 }, (_name, seed, topology) => {
  const SHARE = 0.01;
  /** The same to 56 bits, as a tracestate tells it: what is below was rejected. */
  const THRESHOLD = Math.round((1 - SHARE) * 2 ** 32)
    .toString(16)
    .padEnd(14, '0');
  /** An edge in so many traces is not missed but once in a hundred million worlds. */
  const OFTEN = 2000;
  /** Of so many traces some five are kept: the fewest for which an expected error says something. */
  const SOME = 500;
  const SIGMAS = 6;

  /** Decides as a sampler does that reads the randomness of the trace's id. */
  function isKept({ span }: SpanRecord): boolean {
    return createHash('sha256').update(span.traceId).digest('hex').slice(0, 14) >= THRESHOLD;
  }

  test('has nothing that is not true, misses nothing frequent, and rates are within their expected error', async () => {
    const traces = play(seed, topology, 60n, 45);
    const kept = recordsOf(traces).filter(isKept);
    const sampled = kept.map((record) => ({
      ...record,
      span: { ...record.span, traceState: `ot=th:${THRESHOLD}` },
    }));
    const opened = await storeOf(sampled);
    const graph = await graphOf(opened);
    const red = await redOf(opened, { by: 'edge' });
    await opened.dispose();
    expect(graph.sampled && red.sampled).toBe(true);

    const edges = shownEdges(graph);
    expect(accuracy(edges.keys(), trueCalls(visibleGraph(traces)).keys()).precision).toBe(1);
    const seconds = Number(BigInt(WINDOW.end) - BigInt(WINDOW.start) + 1n) / 1e9;
    const called = callsByTrace(traces);
    let judged = 0;
    for (const [key, counts] of called) {
      if (counts.length < SOME) continue;
      judged++;
      const edge = edges.get(key);
      if (counts.length >= OFTEN) expect(edge, key).toBeDefined();
      // Each trace with n calls counts n / share times when it is kept, and not at all otherwise.
      const sigma = Math.sqrt((sum(counts.map((n) => n * n)) * (1 - SHARE)) / SHARE);
      const off = Math.abs((edge?.rate ?? 0) * seconds - sum(counts));
      expect(off, `${key}: ${sum(counts)} calls`).toBeLessThan(SIGMAS * sigma);
    }
    // The sample is small, so its error is large; that each call stands for a hundred is exact.
    for (const [key, { rate, calls }] of edges) expect(rate * seconds * SHARE, key).toBeCloseTo(calls, 3);
    expect(judged).toBeGreaterThan(0);
    expect(sum(graph.edges.map(({ calls }) => calls))).toBeLessThan(sum([...called.values()].flat()) / 10);
    // RED says of every edge what the graph says.
    const ids = (edge: { readonly client: string; readonly server: string }) => `${edge.client} > ${edge.server}`;
    const rates = red.rows.flatMap(({ subject, total }) =>
      subject.kind === 'edge' ? [[ids(subject), total.rate] as const] : [],
    );
    expect(new Map(rates)).toEqual(new Map(graph.edges.map((edge) => [ids(edge), edge.rate])));
  });
});

/** For each edge, how many calls each trace that has it made. */
function callsByTrace(traces: readonly PlayedTrace[]): Map<string, number[]> {
  const counts = new Map<string, number[]>();
  for (const trace of traces) {
    for (const [key, calls] of trueCalls(visibleGraph([trace]))) pushTo(counts, key, calls);
  }
  return counts;
}

function pushTo(counts: Map<string, number[]>, key: string, calls: number): void {
  const known = counts.get(key);
  if (known === undefined) counts.set(key, [calls]);
  else known.push(calls);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
