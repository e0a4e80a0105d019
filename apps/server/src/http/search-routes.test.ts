// Search by app.request(), over a memory store.
import { preferredSlot } from '@spanloom/analysis';
import { edgesResponse, searchResponse } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../test/support/payments.ts';
import { attributesOf, resourceOf, resourceSpansOf, spanOf, traceIdOf } from '../../test/support/spans.ts';

describe('search', () => {
  test('finds traces by every parameter, and answers in the shape of the schema', async () => {
    const server = startInProcess();
    server.colors.set('payment', { slot: 7, secondLap: true });
    await server.add(...failedPayment(1));
    await server.add(resourceSpansOf(resourceOf('other'), [spanOf({ traceId: traceIdOf(2) })]));

    const query = [
      'service=payment',
      'operation=POST%20%2Fpay',
      'kind=server',
      'status=error',
      'minDuration=1000',
      'maxDuration=8000000',
      'attr=http.response.status_code%3D402',
      'spanAttr=card.kind%3Dvisa',
      'resourceAttr=service.name%3Dpayment',
      'text=PAY',
      'client=service:gateway',
      'server=service:payment',
      'sort=longest',
      WINDOW,
    ].join('&');
    const response = await get(server, `/api/v1/search?${query}`);
    expect(response.status).toBe(200);
    const body = searchResponse.parse(await response.json());
    expect(body.traces.map((trace) => trace.traceId)).toEqual([traceIdOf(1)]);
    expect(body.traces[0]).toMatchObject({
      spans: 2,
      errors: 1,
      complete: true,
      root: { operation: 'POST /pay', service: { name: 'gateway', color: preferredSlot('gateway') } },
    });
    expect(body.traces[0]?.services).toContainEqual({
      name: 'payment',
      namespace: '',
      color: 7,
      secondLap: true,
      spans: 1,
      errors: 1,
    });
  });

  test.each([
    ['notAttr=card.kind%3Dvisa', []],
    ['notAttr=card.kind%3Dmaster', [1]],
    ['notSpanAttr=http.response.status_code%3D200', [1]],
    ['notResourceAttr=service.name%3Dgateway', [1]],
    ['notResourceAttr=card.kind%3Dmaster', []],
    ['notAttr=card.kind%3Dmaster&notAttr=card.kind%3Dvisa', []],
  ])('%s: the key is there with another value', async (query, traces) => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    await server.add(resourceSpansOf(resourceOf('gateway'), [spanOf({ traceId: traceIdOf(2) })]));
    const body = searchResponse.parse(await (await get(server, `/api/v1/search?${query}`)).json());
    expect(body.traces.map(({ traceId }) => Number(traceId))).toEqual(traces);
  });

  test.each([
    ['a=b=c', []],
    ['"a=b"=c', [1]],
    ['a=b', []],
    ['"\\"=\\\\"=', [1]],
    ['"card.kind"=visa', [1]],
  ])('attr %s', async (condition, traces) => {
    const server = startInProcess();
    const attributes = attributesOf({ 'a=b': 'c', '"=\\': '', 'card.kind': 'visa' });
    await server.add(resourceSpansOf(resourceOf('shop'), [spanOf({ traceId: traceIdOf(1), attributes })]));
    const query = new URLSearchParams({ attr: condition });
    const body = searchResponse.parse(await (await get(server, `/api/v1/search?${query}`)).json());
    expect(body.traces.map(({ traceId }) => Number(traceId))).toEqual(traces);
  });

  test('pages as of the first page, whatever comes in between', async () => {
    const server = startInProcess();
    for (let n = 1; n <= 5; n++) await server.add(...failedPayment(n));
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const page = searchResponse.parse(await (await get(server, `/api/v1/search?limit=2${cursor}`)).json());
      seen.push(...page.traces.map((trace) => trace.traceId));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
      await server.add(...failedPayment(100 + seen.length));
    }
    expect(seen).toEqual([5, 4, 3, 2, 1].map(traceIdOf));
  });

  test('refuses a cursor of another search, of other data, or none of ours', async () => {
    const server = startInProcess();
    for (let n = 1; n <= 3; n++) await server.add(...failedPayment(n));
    const page = searchResponse.parse(await (await get(server, '/api/v1/search?limit=1')).json());
    const cases = [`service=x&cursor=${page.nextCursor}`, 'cursor=abc'];
    for (const query of cases) {
      const response = await get(server, `/api/v1/search?${query}`);
      expect(response.status).toBe(400);
      expect(await errorOf(response)).toMatchObject({ code: 'bad_request', issues: [{ path: 'cursor' }] });
    }
    const empty = await get(startInProcess(), `/api/v1/search?limit=1&cursor=${page.nextCursor}`);
    expect(await errorOf(empty)).toMatchObject({ issues: [{ path: 'cursor' }] });
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['sort=oldest', 'sort'],
    ['kind=SERVER', 'kind'],
    ['start=-1', 'start'],
    [`end=${1n << 64n}`, 'end'],
    ['start=5&end=4', 'start'],
    ['attr=novalue', 'attr'],
    ['notAttr=novalue', 'notAttr'],
    ['attr=%22a%3Db%22', 'attr'],
    ['client=nobody', 'client'],
    ['server=host:x', 'server'],
    ['namespace=shop', 'namespace'],
    ['servce=checkout', 'servce'],
    ['service=a&service=b', 'service'],
  ])('refuses %s and names the parameter', async (query, path) => {
    const response = await get(startInProcess(), `/api/v1/search?${query}`);
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error.code).toBe('bad_request');
    expect(error.issues?.map((issue) => issue.path)).toContain(path);
  });

  test('answers in lines with progress when asked for NDJSON', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    const response = await get(server, `/api/v1/edges?${WINDOW}`, { Accept: 'application/x-ndjson' });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const last = lines.at(-1) as { result: unknown };
    expect(edgesResponse.parse(last.result).edges).toHaveLength(1);
    for (const line of lines.slice(0, -1))
      expect(line).toEqual({ progress: expect.any(Number), matched: expect.any(Number) });
    expect(lines.at(-2)).toEqual({ progress: 1, matched: 1 });
  });

  test('tells a failed query in an error line of NDJSON', async () => {
    const response = await get(startInProcess(), '/api/v1/search?cursor=abc', { Accept: 'application/x-ndjson' });
    expect(JSON.parse(await response.text())).toMatchObject({ error: { code: 'bad_request' } });
  });
});
