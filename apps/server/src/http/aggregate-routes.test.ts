// What is counted over many traces, and what completion asks for, by app.request(), over a memory store.
import { preferredSlot } from '@spanloom/analysis';
import { edgesResponse, histogramResponse, operationsResponse, servicesResponse } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../test/support/payments.ts';
import { at, T0 } from '../../test/support/spans.ts';

describe('histogram and edges', () => {
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
    expect(Math.abs(Number(body.edges[0]?.p95) / 9e6 - 1)).toBeLessThan(0.2);
    expect(body.sampled).toBe(false);
  });

  test('both need a window', async () => {
    for (const path of ['/api/v1/search/histogram', '/api/v1/edges']) {
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
