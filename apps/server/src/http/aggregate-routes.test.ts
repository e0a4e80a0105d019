// What is counted over many traces, and what completion asks for, by app.request(), over a memory store.
import { preferredSlot } from '@spanloom/analysis';
import {
  deploysResponse,
  edgesResponse,
  histogramResponse,
  operationsResponse,
  redResponse,
  servicesResponse,
} from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../test/support/payments.ts';
import {
  at,
  attributesOf,
  resourceOf,
  resourceSpansOf,
  spanIdOf,
  spanOf,
  T0,
  traceIdOf,
} from '../../test/support/spans.ts';

describe('histogram, edges and RED', () => {
  test('histogram counts matching traces exactly', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1), ...failedPayment(2, at(30_000_000_001n)));
    const response = await get(server, `/api/v1/search/histogram?${WINDOW}&buckets=2`);
    const body = histogramResponse.parse(await response.json());
    expect(body).toMatchObject({ traces: 2, errorTraces: 2, spans: 4, startedBefore: 0 });
    expect(body.buckets).toEqual([
      { traces: 1, errorTraces: 1 },
      { traces: 1, errorTraces: 1 },
    ]);
  });

  test('histogram answers as of an earlier commit, not as of a later one', async () => {
    const server = startInProcess();
    const ask = (more = ''): Promise<Response> => get(server, `/api/v1/search/histogram?${WINDOW}&buckets=1${more}`);
    await server.add(...failedPayment(1));
    const before = histogramResponse.parse(await (await ask()).json());
    await server.add(...failedPayment(2));
    const { watermark } = before.cost;
    const then = histogramResponse.parse(await (await ask(`&asOf=${watermark}`)).json());
    const now = histogramResponse.parse(await (await ask()).json());
    expect([then.traces, now.traces]).toEqual([1, 2]);
    expect(then.cost.watermark).toBe(watermark);
    expect(await errorOf(await ask(`&asOf=${now.cost.watermark + 1}`))).toMatchObject({
      code: 'bad_request',
      issues: [{ path: 'asOf' }],
    });
  });

  test('edges carry rate, error share and percentiles', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1), ...failedPayment(2));
    const response = await get(server, `/api/v1/edges?start=${T0}&end=${at(9_999_999_999n)}`);
    const body = edgesResponse.parse(await response.json());
    expect(body.nodes.map((node) => node.id)).toEqual(['service:gateway', 'service:payment']);
    expect(body.edges[0]).toMatchObject({
      client: 'service:gateway',
      server: 'service:payment',
      calls: 2,
      rate: 0.2,
      errorShare: 1,
    });
    // One took 8,999,999 ns, the other one less: nothing is longer.
    expect(['8999998', '8999999']).toContain(body.edges[0]?.p95);
    expect(body.sampled).toBe(false);
    // What payment says of itself: its own span, a millisecond shorter.
    expect(body.nodes.map(({ requests }) => requests?.calls)).toEqual([undefined, 2]);
    expect(body.nodes[1]?.requests).toMatchObject({ calls: 2, rate: 0.2, errorShare: 1 });
    expect(Math.abs(Number(body.nodes[1]?.requests?.p99) / 8e6 - 1)).toBeLessThan(0.02);
  });

  test('nodes that tell nothing are measured by the calls to them; users are shown when asked for', async () => {
    const server = startInProcess();
    const call = { traceId: traceIdOf(1), parentSpanId: spanIdOf(1), kind: 3, start: at(1n) };
    const query = attributesOf({ 'db.system.name': 'postgresql', 'db.namespace': 'orders' });
    await server.add(
      resourceSpansOf(resourceOf('web'), [
        spanOf({ ...call, spanId: spanIdOf(1), parentSpanId: undefined, kind: 2 }),
        spanOf({ ...call, spanId: spanIdOf(2), attributes: query }),
        spanOf({ ...call, spanId: spanIdOf(3), attributes: query, status: { code: 2, message: '' } }),
      ]),
      resourceSpansOf(resourceOf('job'), [spanOf({ ...call, spanId: spanIdOf(4), attributes: query })]),
    );
    const graphOf = async (more: string) =>
      edgesResponse.parse(await (await get(server, `/api/v1/edges?${WINDOW}${more}`)).json());
    const { nodes } = await graphOf('');
    expect(nodes.map(({ id, requests }) => [id, requests?.calls, requests?.errorShare])).toEqual([
      ['database:orders', 3, 1 / 3],
      ['service:job', undefined, undefined],
      ['service:web', 1, 0],
    ]);
    expect(await graphOf('&users=false')).toMatchObject({ nodes });
    const shown = await graphOf('&users=true');
    expect(shown.nodes.map(({ id }) => id)).toEqual([...nodes.map(({ id }) => id), 'user:user']);
    expect(shown.edges.at(-1)).toMatchObject({ client: 'user:user', server: 'service:web', inferred: true, calls: 1 });
    expect((await get(server, `/api/v1/edges?${WINDOW}&users=yes`)).status).toBe(400);
    const found = await get(server, `/api/v1/search?client=user:user&server=service:web`);
    expect((await found.json()) as object).toMatchObject({ traces: [{ traceId: traceIdOf(1) }] });
  });

  test('a version that was not there before is a deploy, at its first span; a window without spans has none', async () => {
    const server = startInProcess();
    const sent = async (id: number, version: string, start: bigint) =>
      await server.add(
        resourceSpansOf(
          resourceOf('web', { attributes: attributesOf({ 'service.name': 'web', 'service.version': version }) }),
          [spanOf({ traceId: traceIdOf(id), spanId: spanIdOf(1), start: at(start) })],
        ),
      );
    await sent(1, '1.0', 1n);
    await sent(2, '1.1', 40_000_000_000n);
    await sent(3, '1.1', 30_000_000_000n);
    const answer = deploysResponse.parse(await (await get(server, `/api/v1/deploys?${WINDOW}`)).json());
    const service = { name: 'web', namespace: '', color: preferredSlot('web') };
    expect(answer).toMatchObject({
      deploys: [{ service, from: '1.0', to: '1.1', at: String(at(30_000_000_000n)) }],
      count: 1,
    });
    const early = deploysResponse.parse(await (await get(server, '/api/v1/deploys?start=1&end=2')).json());
    expect(early.deploys).toEqual([]);
    expect((await get(server, '/api/v1/deploys?start=1')).status).toBe(400);
    expect((await get(server, `/api/v1/deploys?${WINDOW}&service=web`)).status).toBe(400);
  });

  test('calls of unequal weights tell as much as fewer of one weight would', async () => {
    const server = startInProcess();
    const ask = async () => edgesResponse.parse(await (await get(server, `/api/v1/edges?${WINDOW}`)).json());
    const call = (id: number, traceState: string) =>
      spanOf({
        traceId: traceIdOf(id),
        spanId: spanIdOf(1),
        kind: 3,
        start: at(1n),
        traceState,
        attributes: attributesOf({ 'server.address': 'api.example' }),
      });
    await server.add(resourceSpansOf(resourceOf('web'), [call(1, 'ot=th:8'), call(2, 'ot=th:8')]));
    const [equal] = (await ask()).edges;
    expect(equal).toMatchObject({ calls: 2, rate: 4 / 60.000000001 });
    expect(equal).not.toHaveProperty('effectiveCalls');
    // One of 16: (2 + 2 + 16)² / (4 + 4 + 256).
    await server.add(resourceSpansOf(resourceOf('web'), [call(3, 'ot=th:f')]));
    expect((await ask()).edges[0]).toMatchObject({ calls: 3, effectiveCalls: 1.52 });
  });

  test('services are split by what their resources say, and calls through proxies are folded', async () => {
    const server = startInProcess();
    server.colors.set('web', { slot: 4, secondLap: true });
    const sent = (name: string, more: Record<string, string>) => ({
      ...resourceOf(name),
      attributes: attributesOf({ 'service.name': name, ...more }),
    });
    const called = { traceId: traceIdOf(1), start: at(1n) };
    await server.add(
      resourceSpansOf(sent('web', { 'service.version': '1.2' }), [
        spanOf({ ...called, spanId: spanIdOf(1), parentSpanId: undefined, kind: 3 }),
      ]),
      resourceSpansOf(sent('edge', { 'telemetry.sdk.name': 'envoy' }), [
        spanOf({ ...called, spanId: spanIdOf(2), parentSpanId: spanIdOf(1), kind: 2 }),
      ]),
      resourceSpansOf(sent('cart', {}), [
        spanOf({ ...called, spanId: spanIdOf(3), parentSpanId: spanIdOf(2), kind: 2 }),
      ]),
    );
    const ask = (path: string): Promise<Response> => get(server, `/api/v1/${path}`);
    const graphOf = async (more: string) => edgesResponse.parse(await (await ask(`edges?${WINDOW}${more}`)).json());
    expect((await graphOf('')).edges.map(({ client, server: to }) => `${client} ${to}`)).toEqual([
      'service:edge service:cart',
      'service:web service:edge',
    ]);
    const { nodes, edges } = await graphOf('&split=version&fold=proxies');
    expect(nodes.map(({ id, split, color }) => [id, split, color])).toEqual([
      ['service:/cart/version=', { by: 'version', value: '' }, preferredSlot('cart')],
      ['service:/web/version=1.2', { by: 'version', value: '1.2' }, 4],
    ]);
    expect(edges).toMatchObject([
      {
        client: 'service:/web/version=1.2',
        server: 'service:/cart/version=',
        calls: 1,
        folded: { calls: 1, through: ['service:edge'] },
      },
    ]);
    expect((await graphOf('&fold=service:edge&fold=service:nobody')).edges).toHaveLength(1);
    const red = redResponse.parse(
      await (await ask(`red?${WINDOW}&by=edge&fold=proxies&node=service:/web/version=1.2`)).json(),
    );
    expect(red.rows.map(({ subject }) => subject)).toEqual([
      { kind: 'edge', client: 'service:/web/version=1.2', server: 'service:/cart/version=' },
    ]);
    const found = async (query: string): Promise<number> =>
      ((await (await ask(`search?${query}`)).json()) as { traces: unknown[] }).traces.length;
    expect(await found('client=service:web&server=service:cart')).toBe(0);
    expect(await found('client=service:web&server=service:cart&fold=proxies')).toBe(1);
    expect(await found('client=service:/web/version=1.2&fold=proxies')).toBe(1);
    expect(await found('client=service:/web/version=1.3&fold=proxies')).toBe(0);
    const issues = async (path: string) => (await errorOf(await ask(path))).issues?.map((issue) => issue.path);
    expect(await issues(`edges?${WINDOW}&split=color`)).toEqual(['split']);
    expect(await issues(`edges?${WINDOW}&fold=envoy`)).toEqual(['fold']);
    expect(await issues(`edges?${WINDOW}&fold=service:/web/version=1`)).toEqual(['fold']);
    expect(await issues('search?fold=envoy')).toEqual(['fold']);
    expect(await issues('search?client=service:/a/version=1&server=service:/b/cluster=2')).toEqual(['server']);
    expect(await issues(`red?${WINDOW}&split=cluster&node=service:/web/version=1`)).toEqual(['node']);
  });

  test('RED has a row for each service, with columns over time', async () => {
    const server = startInProcess();
    server.colors.set('payment', { slot: 4, secondLap: false });
    await server.add(...failedPayment(1), ...failedPayment(2), ...failedPayment(3, at(30_000_000_001n)));
    const answer = redResponse.parse(await (await get(server, `/api/v1/red?${WINDOW}&buckets=4`)).json());
    expect(answer).toMatchObject({ rowCount: 1, buckets: 4, sampled: false });
    expect(answer.bucketSeconds).toBeCloseTo(15, 6);
    const [row] = answer.rows;
    expect(row?.subject).toEqual({
      kind: 'node',
      node: { id: 'service:payment', kind: 'service', name: 'payment', namespace: '', color: 4 },
    });
    expect(row?.total).toMatchObject({ calls: 3, errorShare: 1 });
    expect(row?.total.rate).toBeCloseTo(3 / 60, 6);
    expect(row?.series).toMatchObject({ bucket: [0, 2], calls: [2, 1], errorShare: [1, 1] });
    expect(row?.series.rate[0]).toBeCloseTo(2 / 15, 6);
    expect(['7999998', '7999999']).toContain(row?.series.p95[0]);
    expect(row?.series.p50[1]).toBe('0');
  });

  test('the percentiles of one request are its duration, to the nanosecond', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    const graph = edgesResponse.parse(await (await get(server, `/api/v1/edges?${WINDOW}`)).json());
    const called = { p50: '8999999', p95: '8999999', p99: '8999999' };
    const answered = { p50: '7999999', p95: '7999999', p99: '7999999' };
    expect(graph.edges[0]).toMatchObject(called);
    expect(graph.nodes.find(({ name }) => name === 'payment')?.requests).toMatchObject(answered);
    const red = redResponse.parse(await (await get(server, `/api/v1/red?${WINDOW}&buckets=2`)).json());
    expect(red.rows[0]?.total).toMatchObject(answered);
    expect(red.rows[0]?.series).toMatchObject({ p50: ['7999999'], p95: ['7999999'], p99: ['7999999'] });
  });

  test('RED by operation, node and edge, with the highest rates first, cut at the limit', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1), ...failedPayment(2));
    const jobs = [1, 2, 3].map((n) => spanOf({ traceId: traceIdOf(10 + n), kind: 2, name: 'run', start: at(n) }));
    await server.add(resourceSpansOf(resourceOf('job'), jobs));
    const subjectsOf = async (more: string) => {
      const answer = redResponse.parse(await (await get(server, `/api/v1/red?${WINDOW}${more}`)).json());
      return [answer.rowCount, ...answer.rows.map(({ subject }) => subject)];
    };
    const payment = { name: 'payment', namespace: '', color: preferredSlot('payment') };
    expect(await subjectsOf('&limit=1')).toMatchObject([2, { node: { id: 'service:job' } }]);
    expect(await subjectsOf('&by=node')).toMatchObject([2, { node: { name: 'job' } }, { node: { name: 'payment' } }]);
    expect(await subjectsOf('&by=operation&node=service:payment')).toEqual([
      1,
      { kind: 'operation', service: payment, operation: 'POST /pay', spanKind: 'server' },
    ]);
    const called = { kind: 'edge', client: 'service:gateway', server: 'service:payment' };
    expect(await subjectsOf('&by=edge')).toEqual([1, called]);
    expect(await subjectsOf('&by=edge&node=service:job')).toEqual([0]);
    expect(await subjectsOf('&by=edge&users=true')).toEqual([
      2,
      { kind: 'edge', client: 'user:user', server: 'service:job' },
      called,
    ]);
    expect(await subjectsOf('&service=payment&status=error')).toMatchObject([1, { node: { name: 'payment' } }]);
  });

  test.each([
    ['by=operation', 'node'],
    ['by=operation&node=database:orders', 'node'],
    ['by=service&node=queue:orders', 'node'],
    ['node=orders', 'node'],
    ['by=host', 'by'],
    ['buckets=501', 'buckets'],
    ['limit=0', 'limit'],
    ['namespace=shop', 'namespace'],
  ])('RED refuses %s', async (query, path) => {
    const error = await errorOf(await get(startInProcess(), `/api/v1/red?${WINDOW}&${query}`));
    expect(error).toMatchObject({ code: 'bad_request', issues: [{ path }] });
  });

  test('RED answers in lines with progress', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    const response = await get(server, `/api/v1/red?${WINDOW}`, { Accept: 'application/x-ndjson' });
    const lines = (await response.text()).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-2) ?? '')).toEqual({ progress: 1, matched: 1 });
    const { result } = JSON.parse(lines.at(-1) ?? '') as { readonly result: unknown };
    expect(redResponse.parse(result).rows).toHaveLength(1);
  });

  test('all need a window', async () => {
    for (const path of ['/api/v1/search/histogram', '/api/v1/edges', '/api/v1/red']) {
      expect((await errorOf(await get(startInProcess(), path))).issues?.map((issue) => issue.path)).toEqual([
        'start',
        'end',
      ]);
    }
  });
});

describe('catalogue', () => {
  test('services, operations, keys and values', async () => {
    const server = startInProcess();
    server.colors.set('gateway', { slot: 3, secondLap: false });
    await server.add(...failedPayment(1));
    const services = servicesResponse.parse(await (await get(server, '/api/v1/services')).json());
    expect(services.services).toEqual([
      { name: 'gateway', namespace: '', color: 3, spans: 1, errors: 0 },
      { name: 'payment', namespace: '', color: preferredSlot('payment'), spans: 1, errors: 1 },
    ]);
    const later = await get(server, `/api/v1/services?start=${at(10_000_000_000n)}`);
    expect(servicesResponse.parse(await later.json()).services).toEqual([]);
    const operations = operationsResponse.parse(
      await (await get(server, '/api/v1/operations?service=payment&prefix=post')).json(),
    );
    expect(operations.operations).toEqual([{ name: 'POST /pay', kind: 'server', spans: 1 }]);
    expect(await (await get(server, '/api/v1/attributes/keys?prefix=card')).json()).toEqual({
      keys: [{ scope: 'span', key: 'card.kind' }],
    });
    expect(await (await get(server, '/api/v1/attributes/values?key=card.kind&scope=span')).json()).toEqual({
      values: ['visa'],
    });
    expect((await get(server, '/api/v1/attributes/values')).status).toBe(400);
  });
});
