// The truth that the generator tells is what an independent walk over its spans finds: on the tuned shop and on a topology
// drawn when the test runs. SPANLOOM_SEED=1234 repeats a run. Past 400 lines because the walk must not be that of the
// generator: all of it stands here, beside what it is held against.
import { callsOfTrace, type Call, peerOf } from '@spanloom/analysis';
import { attributeOf, isError, serviceOf, type SpanId, stringAttribute } from '@spanloom/otlp-model';
import { beforeAll, describe, expect, it } from 'vitest';
import { createShop, drawTopology, type PlayedTrace, type Shop, trueGraph, visibleGraph } from './index.ts';
import {
  type Arrived,
  arrivedOf,
  contentOf,
  HOUR,
  idOf,
  NOON,
  SECOND,
  stored,
  timeAt,
  written,
} from './testing/arrived.ts';

const SEED = process.env['SPANLOOM_SEED'] ?? String(Date.now() % 1_000_000);
const UNTIL = timeAt(NOON + HOUR);
const [SERVER, CLIENT, CONSUMER] = [2, 3, 5];

describe.each([
  ['the tuned shop', 'spanloom', undefined],
  [`a drawn topology (SPANLOOM_SEED=${SEED})`, SEED, drawTopology(SEED)],
])('the truth about %s', (_name, seed, topology) => {
  let shop: Shop;
  let traces: PlayedTrace[];
  let arrived: Arrived[];
  let spans: Arrived[];
  let traceOf: Map<string, Arrived[]>;

  beforeAll(() => {
    shop = createShop({ seed, spansPerSecond: 12, ...(topology === undefined ? {} : { topology }) });
    traces = [...shop.between(NOON, UNTIL)];
    arrived = arrivedOf(traces);
    spans = stored(arrived);
    traceOf = Map.groupBy(spans, ({ span }) => span.traceId);
  });

  const placeOf = (phenomenon: string) => shop.placed.find((placed) => placed.phenomenon === phenomenon);

  /** Ids of the spans that the truth names, those that were lost left out. */
  function told(...phenomena: readonly string[]): string[] {
    return traces
      .flatMap(({ occurrences, lost }) =>
        occurrences
          .filter(({ phenomenon }) => phenomena.includes(phenomenon))
          .flatMap(({ traceId, spanIds }) =>
            spanIds.filter((spanId) => !lost.has(spanId)).map((spanId) => idOf({ traceId, spanId })),
          ),
      )
      .sort();
  }

  /** Ids of the spans in which a walk sees something. */
  function found(sees: (record: Arrived) => boolean): string[] {
    return [...new Set(spans.filter(sees).map(({ span }) => idOf(span)))].sort();
  }

  it('has the nodes and edges of the service graph', () => {
    const calls = [...traceOf.values()].flatMap((records) =>
      callsOfTrace(
        records.map(({ span, resource }) => ({
          ...span,
          service: serviceOf(resource),
          error: isError(span),
          weight: 1,
          peer: peerOf(span),
        })),
      ),
    );
    const truth = visibleGraph(traces);
    expect(edgesOf(calls)).toEqual(truth.edges.map(edgeText).sort());
    const nodes = calls.flatMap(({ client, server }) => [client, server]).map(({ kind, name }) => `${kind}:${name}`);
    expect([...new Set(nodes)].sort()).toEqual(truth.nodes.map(({ kind, name }) => `${kind}:${name}`).sort());
    expect(truth.edges.length).toBeGreaterThan(5);

    // What was called in truth is what can be seen, and what lost or cut traces hide.
    const countOf = ({ edges }: typeof truth): number => edges.reduce((sum, edge) => sum + edge.calls, 0);
    const real = trueGraph(traces);
    const hidden = traces.flatMap(({ calls: made, lost }) =>
      made.filter(({ clientSpan }) => clientSpan !== undefined && lost.has(clientSpan)),
    );
    expect(countOf(real)).toBe(countOf(truth) + hidden.length);
    const declared = [
      ...shop.topology.services,
      ...shop.topology.databases,
      ...shop.topology.queues,
      ...shop.topology.hosts,
    ].map(({ name }) => name);
    const proxies = new Set(spans.filter(isProxy).map(({ resource }) => serviceOf(resource).name));
    expect(real.nodes.map(({ name }) => name).sort()).toEqual([...declared, ...proxies].sort());
  });

  it('has every N+1, query by query', () => {
    const siblings = Map.groupBy(
      spans.filter(({ span }) => span.kind === CLIENT && peerOf(span)?.kind === 'database'),
      ({ span }) => `${span.traceId}/${span.parentSpanId}/${span.name}/${peerOf(span)?.name}`,
    );
    const repeated = [...siblings.values()].filter(({ length }) => length >= 20).flat();
    expect(repeated.map(({ span }) => idOf(span)).sort()).toEqual(told('n-plus-one'));
  });

  it('has every retry, try by try', () => {
    const again = found(({ span }) => span.attributes.some(({ key }) => key === 'http.request.resend_count'));
    const retrying = ['retry', 'host-down', 'connection-refused'];
    const tries = told(...retrying);
    expect(tries).toEqual(expect.arrayContaining(again));
    const occurred = traces.flatMap(({ occurrences }) =>
      occurrences.filter(({ phenomenon }) => retrying.includes(phenomenon)),
    );
    const later = occurred.flatMap(({ traceId, spanIds }) =>
      spanIds.slice(1).map((spanId) => idOf({ traceId, spanId })),
    );
    const lost = lostIds();
    expect(again).toEqual(later.filter((id) => !lost.has(id)).sort());
  });

  it('has every connection that was refused: no status, an exception, and a longer wait each time until one works', () => {
    const tries = told('connection-refused');
    const shown = spans.filter(({ span }) => tries.includes(idOf(span)));
    const status = ({ span }: Arrived): boolean =>
      span.attributes.some(({ key }) => key === 'http.response.status_code' || key === 'http.status_code');
    const refused = (record: Arrived): boolean =>
      record.span.kind === CLIENT &&
      peerOf(record.span)?.kind === 'external' &&
      isError(record.span) &&
      !status(record) &&
      record.span.events.some(({ name }) => name === 'exception') &&
      attributeOf(record.span.attributes, 'smtp.response.code') === undefined;
    expect(found(refused)).toEqual(
      shown
        .filter(({ span }) => isError(span))
        .map(({ span }) => idOf(span))
        .sort(),
    );
    for (const own of Map.groupBy(shown, ({ span }) => `${span.traceId}/${span.parentSpanId}`).values()) {
      const row = own.sort((a, b) => Number(a.span.start - b.span.start));
      if (row.length < 3) continue;
      expect(row.map(({ span }) => isError(span))).toEqual([true, true, false]);
      const [first, second, third] = row as [Arrived, Arrived, Arrived];
      const waits = [second.span.start - first.span.end, third.span.start - second.span.end] as const;
      expect([waits[0] >= 200_000_000n, waits[1] >= 400_000_000n]).toEqual([true, true]);
    }
    if (placeOf('connection-refused') === undefined) expect(tries).toEqual([]);
  });

  const spanAt = (traceId: string, spanId: SpanId | undefined): Arrived | undefined =>
    traceOf.get(traceId)?.find(({ span }) => span.spanId === spanId);

  const lostIds = (): ReadonlySet<string> =>
    new Set(
      traces.flatMap(({ occurrences }) =>
        occurrences
          .filter(({ phenomenon }) => phenomenon === 'lost-spans')
          .flatMap(({ traceId, spanIds }) => spanIds.map((spanId) => idOf({ traceId, spanId }))),
      ),
    );

  it('has the host whose clock is off, by how much, and its spans', () => {
    const skew = placeOf('clock-skew');
    if (skew === undefined) return expect(shop.absent.map(({ phenomenon }) => phenomenon)).toContain('clock-skew');
    const hostOf = ({ resource }: Arrived): string => stringAttribute(resource.attributes, 'host.name') ?? '';
    expect(found((record) => hostOf(record) === skew.detail)).toEqual(told('clock-skew'));

    // How far a server's span lies beside the middle of its caller's: the median of each host against hosts that agree.
    const offsets: number[] = [];
    for (const records of traceOf.values()) {
      const byId = new Map<SpanId | undefined, Arrived>(records.map((record) => [record.span.spanId, record]));
      for (const server of records.filter(({ span }) => span.kind === SERVER)) {
        const client = byId.get(server.span.parentSpanId);
        // A workflow does not wait in the span that starts an activity.
        if (server.span.name.startsWith('Run')) continue;
        if (client === undefined || (hostOf(client) === skew.detail) === (hostOf(server) === skew.detail)) continue;
        const beside = Number(middle(server) - middle(client));
        offsets.push(hostOf(server) === skew.detail ? beside : -beside);
      }
    }
    if (offsets.length === 0) return;
    const median = offsets.sort((a, b) => a - b)[Math.floor(offsets.length / 2)] ?? 0;
    expect(Math.abs(median - Number(skew.offset))).toBeLessThan(3_000_000);
  });

  it('has every trace that was cut in two', () => {
    const first = new Set(
      shop.topology.flows.map(({ operation }) => shop.topology.operations.find(({ id }) => id === operation)?.service),
    );
    const cut = spans.filter(
      ({ span, resource }) =>
        span.kind === SERVER && span.parentSpanId === undefined && !first.has(serviceOf(resource).name),
    );
    const halves = traces.flatMap(({ occurrences }) => occurrences.flatMap(({ otherTraceId }) => otherTraceId ?? []));
    expect(cut.map(({ span }) => span.traceId).sort()).toEqual(halves.sort());
  });

  it('has every duplicate, every conflict, every late span and every one that was lost', () => {
    const copies = Map.groupBy(arrived, ({ span }) => idOf(span));
    const conflicting: string[] = [];
    const twice: string[] = [];
    for (const [id, records] of copies) {
      if (records.length === 1) continue;
      const contents = new Set(records.map(contentOf)).size;
      if (contents > 1) conflicting.push(id);
      if (records.length > contents) twice.push(id);
    }
    expect(conflicting.sort()).toEqual(told('conflicting-duplicates'));
    expect(twice.sort()).toEqual(told('duplicate-spans'));

    expect(found(({ at, trace }) => at - trace.end >= 60n * SECOND)).toEqual(told('late-spans'));

    const there = new Set(spans.map(({ span }) => idOf(span)));
    const missing = spans.flatMap(({ span: { traceId, parentSpanId } }) =>
      parentSpanId === undefined ? [] : [idOf({ traceId, spanId: parentSpanId })],
    );
    expect([...new Set(missing.filter((id) => !there.has(id)))].sort()).toEqual([...lostIds()].sort());
  });

  it.each(['canary', 'bad-deploy'])('has every answer of the version of the %s, in its time', (phenomenon) => {
    const place = placeOf(phenomenon);
    if (place === undefined) return expect(shop.absent.map((absent) => absent.phenomenon)).toContain(phenomenon);
    const ofVersion = ({ resource }: Arrived): boolean =>
      serviceOf(resource).name === place.service &&
      stringAttribute(resource.attributes, 'service.version') === place.detail;
    const answers = found((record) => record.span.kind === SERVER && ofVersion(record));
    // An answer that a phenomenon of the caller's made up is not the version's own.
    expect(answers).toEqual(expect.arrayContaining(told(phenomenon)));
    expect(told(phenomenon).length).toBeGreaterThan(answers.length * 0.8);
    const windows = shop.windows(NOON, UNTIL).filter((window) => window.phenomenon === phenomenon);
    if (phenomenon === 'canary') return expect(windows).toEqual([]);
    for (const { trace } of spans.filter(ofVersion)) {
      expect(windows.some(({ from, to }) => trace.end >= from && trace.start < to)).toBe(true);
    }
  });

  it('has every slow query, in its time', () => {
    const place = placeOf('slow-query');
    if (place === undefined) return expect(shop.absent.map(({ phenomenon }) => phenomenon)).toContain('slow-query');
    const slow = found(
      ({ span, resource }) =>
        span.kind === CLIENT &&
        serviceOf(resource).name === place.service &&
        peerOf(span)?.kind === 'database' &&
        !isError(span) &&
        span.end - span.start > 350_000_000n,
    );
    expect(slow).toEqual(told('slow-query'));
    const windows = shop.windows(NOON, UNTIL).filter(({ phenomenon }) => phenomenon === 'slow-query');
    for (const { occurrences } of traces) {
      for (const { time } of occurrences.filter(({ phenomenon }) => phenomenon === 'slow-query')) {
        expect(windows.some(({ from, to }) => time >= from && time < to + 20n * SECOND)).toBe(true);
      }
    }
  });

  it('has every message that was taken minutes later, linked to those who sent it', () => {
    const later = new Set(found(({ span }) => span.kind === CONSUMER && span.parentSpanId === undefined));
    expect([...later]).toEqual(told('later-consumer'));
    const byId = new Map(spans.map((record) => [idOf(record.span), record]));
    const links = spans
      .filter(({ span }) => later.has(idOf(span)))
      .flatMap(({ span }) => span.links.map((link) => ({ span, link })));
    let known = 0;
    for (const { span, link } of links) {
      const sender = byId.get(`${link.traceId}/${link.spanId}`);
      if (sender === undefined) continue;
      known++;
      expect(sender.span.kind).toBe(4);
      expect(span.start - sender.span.end > 50n * SECOND).toBe(true);
    }
    expect(known).toBeGreaterThanOrEqual(links.length / 2);
  });

  it('has every call through sidecars: two proxies between a client and a server, which say what Envoy says', () => {
    const place = placeOf('sidecars');
    if (place === undefined) return expect(found(isProxy)).toEqual([]);
    expect(found(isProxy)).toEqual(told('sidecars'));
    const lost = lostIds();
    for (const record of spans.filter(isProxy)) {
      const { span, scope } = record;
      const said = (key: string) => stringAttribute(span.attributes, key);
      expect(scope.name).toBe('envoy');
      expect(said('upstream_cluster')).toMatch(span.kind === CLIENT ? /^outbound\|\d+\|\|.+/ : /^inbound\|\d+\|\|$/);
      const pod = stringAttribute(record.resource.attributes, 'k8s.pod.name') ?? '';
      expect(said('node_id')).toContain(`~${pod}.`);
      expect(said('guid:x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      const parent = spanAt(span.traceId, span.parentSpanId);
      if (parent === undefined) {
        // Its caller never arrived, or the trace was cut between the two.
        const cut = span.parentSpanId === undefined && span.kind === SERVER;
        expect(cut || lost.has(`${span.traceId}/${span.parentSpanId}`)).toBe(true);
        continue;
      }
      expect([parent.span.kind, isProxy(parent)]).toEqual([CLIENT, span.kind === SERVER]);
      const parentPod = stringAttribute(parent.resource.attributes, 'k8s.pod.name');
      expect(parentPod === pod).toBe(span.kind === CLIENT);
    }
  });

  it('has every span of the service that only a probe sees: pairs of its answers and its calls', () => {
    const place = placeOf('ebpf');
    const probed = ({ scope, resource }: Arrived): boolean =>
      scope.name === 'go.opentelemetry.io/obi' &&
      stringAttribute(resource.attributes, 'telemetry.distro.name') === 'opentelemetry-ebpf-instrumentation';
    expect(found(probed)).toEqual(told('ebpf'));
    const own = spans.filter(({ resource }) => serviceOf(resource).name === place?.service);
    expect(own.filter((record) => !probed(record))).toEqual([]);
    expect(new Set(own.map(({ span }) => span.kind))).toEqual(new Set(place === undefined ? [] : [SERVER, CLIENT]));
    const calls = own.filter(({ span }) => spanAt(span.traceId, span.parentSpanId)?.span.kind === SERVER);
    expect(calls.length > 0).toBe(place !== undefined);
  });

  it('has every call from one cluster into another, and pods of both on several nodes and in several zones', () => {
    const at = (record: Arrived | undefined, key: string): string | undefined =>
      record === undefined ? undefined : stringAttribute(record.resource.attributes, key);
    const crossing = found((record) => {
      const cluster = at(record, 'k8s.cluster.name');
      const from = at(spanAt(record.span.traceId, record.span.parentSpanId), 'k8s.cluster.name');
      const answers = record.span.kind === SERVER || isProxy(record);
      return answers && from !== undefined && cluster !== undefined && from !== cluster;
    });
    // Those whose caller never arrived cannot be seen to cross; nor can those whose trace was cut.
    const seen = new Set(
      spans.filter(({ span }) => spanAt(span.traceId, span.parentSpanId) !== undefined).map(({ span }) => idOf(span)),
    );
    expect(crossing).toEqual(told('two-clusters').filter((id) => seen.has(id)));
    const inPods = spans.filter((record) => at(record, 'k8s.pod.name') !== undefined);
    for (const [cluster, own] of Map.groupBy(inPods, (record) => at(record, 'k8s.cluster.name'))) {
      expect(shop.topology.clusters.map(({ name }) => name)).toContain(cluster);
      expect(new Set(own.map((record) => at(record, 'cloud.region'))).size).toBe(1);
    }
    const several = (key: string): number => new Set(inPods.map((record) => at(record, key))).size;
    expect(several('k8s.node.name')).toBeGreaterThan(3);
    expect(several('cloud.availability_zone')).toBeGreaterThan(1);
    expect(inPods.filter((record) => workloadOf(record) === undefined)).toEqual([]);
  });

  it('has every saga: the attempts that failed, then what undoes the others, the last one first', () => {
    const runs = spans.filter(({ span }) => span.name.startsWith('RunWorkflow:'));
    expect(runs.length > 0).toBe(shop.topology.workflows.length > 0);
    const sagas: string[] = [];
    const retries: string[] = [];
    for (const run of runs) {
      const tasks = (traceOf.get(run.span.traceId) ?? [])
        .filter(({ span }) => span.name.startsWith('RunActivity:'))
        .sort((a, b) => Number(a.span.start - b.span.start));
      const byActivity = [
        ...Map.groupBy(tasks, ({ span }) => stringAttribute(span.attributes, 'temporalActivityID')).values(),
      ];
      for (const attempts of byActivity) {
        expect(attempts.slice(0, -1).every(({ span }) => isError(span))).toBe(true);
        expect(attempts.map(({ span }) => attributeOf(span.attributes, 'temporal.activity.attempt'))).toEqual(
          attempts.map((_, place) => ({ kind: 'int', value: BigInt(place + 1) })),
        );
      }
      const failed = byActivity.findIndex((attempts) => isError(attempts.at(-1)?.span ?? run.span));
      expect(failed >= 0).toBe(isError(run.span));
      const [{ activities }] = shop.topology.workflows as [Shop['topology']['workflows'][number]];
      const names = byActivity.map(([first]) => first?.span.name.replace('RunActivity:', ''));
      const undone = failed < 0 ? [] : activities.slice(0, failed).toReversed();
      expect(names).toEqual([
        ...activities.slice(0, failed < 0 ? activities.length : failed + 1).map(({ name }) => name),
        ...undone.flatMap(({ undo }) => undo?.name ?? []),
      ]);
      const shown = failed < 0 ? [] : byActivity.slice(failed).flat();
      sagas.push(...shown.map(({ span }) => idOf(span)));
      retries.push(
        ...byActivity
          .filter((attempts) => attempts.length === 2)
          .flat()
          .map(({ span }) => idOf(span)),
      );
    }
    expect(sagas.sort()).toEqual(told('saga'));
    expect(retries.sort()).toEqual(told('activity-retry'));
  });

  it.each(['declined', 'host-down', 'database-overload', 'consumer-failure'])('has errors where it says %s', (name) => {
    const ids = new Set(told(name));
    const shown = spans.filter(({ span }) => ids.has(idOf(span)));
    expect(shown.length).toBe(ids.size);
    expect(shown.filter(({ span }) => !isError(span))).toEqual([]);
  });

  it('has every phenomenon that found a place', () => {
    const occurred = new Set(traces.flatMap(({ occurrences }) => occurrences.map(({ phenomenon }) => phenomenon)));
    // The tuned shop has all of them in its hour. A drawn one may come to a place so seldom that its chance takes longer.
    const hours = topology === undefined ? 0n : 8n;
    for (let hour = 1n; hour <= hours && occurred.size < shop.placed.length; hour++) {
      for (const { occurrences } of shop.between(timeAt(NOON + hour * HOUR), timeAt(NOON + (hour + 1n) * HOUR))) {
        for (const { phenomenon } of occurrences) occurred.add(phenomenon);
      }
    }
    expect([...occurred].sort()).toEqual(shop.placed.map(({ phenomenon }) => phenomenon).sort());
    expect(shop.placed.length + shop.absent.length).toBe(22);
  });
});

function isProxy({ span }: Arrived): boolean {
  return stringAttribute(span.attributes, 'component') === 'proxy';
}

function workloadOf({ resource }: Arrived): string | undefined {
  return ['deployment', 'statefulset', 'daemonset', 'cronjob']
    .map((kind) => stringAttribute(resource.attributes, `k8s.${kind}.name`))
    .find(Boolean);
}

function middle({ span }: Arrived): bigint {
  return (span.start + span.end) / 2n;
}

function edgesOf(calls: readonly Call[]): string[] {
  const edges = new Map<
    string,
    { client: Call['client']; server: Call['server']; async: boolean; calls: number; errors: number }
  >();
  for (const { client, server, async, error } of calls) {
    const key = written([client, server, async]);
    const known = edges.get(key);
    edges.set(key, {
      client,
      server,
      async,
      calls: (known?.calls ?? 0) + 1,
      errors: (known?.errors ?? 0) + Number(error),
    });
  }
  return [...edges.values()].map(edgeText).sort();
}

function edgeText(edge: {
  readonly client: { readonly kind: string; readonly name: string };
  readonly server: { readonly kind: string; readonly name: string };
  readonly async: boolean;
  readonly calls: number;
  readonly errors: number;
}): string {
  const { client, server, async, calls, errors } = edge;
  return `${client.kind}:${client.name} ${async ? '~' : '-'}> ${server.kind}:${server.name} ${calls} calls ${errors} errors`;
}
