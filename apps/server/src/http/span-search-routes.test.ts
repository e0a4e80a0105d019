// Search for spans by app.request(), over a memory store.
import { preferredSlot } from '@spanloom/analysis';
import { spanSearchResponse } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../test/support/payments.ts';
import { traceIdOf } from '../../test/support/spans.ts';

describe('search for spans', () => {
  test('finds the spans that match themselves, in the shape of the schema', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    await server.add(...failedPayment(2));
    const query = `service=payment&kind=server&attr=card.kind%3Dvisa&sort=longest&${WINDOW}`;
    const response = await get(server, `/api/v1/search/spans?${query}`);
    expect(response.status).toBe(200);
    const body = spanSearchResponse.parse(await response.json());
    expect(body.spans.map(({ traceId }) => traceId)).toEqual([traceIdOf(1), traceIdOf(2)]);
    expect(body.spans[0]).toMatchObject({
      service: { name: 'payment', namespace: '', color: preferredSlot('payment') },
      operation: 'POST /pay',
      kind: 'server',
      status: 'error',
    });
    expect(body.nextCursor).toBeUndefined();
  });

  test('pages as of the first page, whatever comes in between', async () => {
    const server = startInProcess();
    for (let n = 1; n <= 4; n++) await server.add(...failedPayment(n));
    const all = spanSearchResponse.parse(await (await get(server, '/api/v1/search/spans')).json());
    expect(all.spans).toHaveLength(8);
    const seen: unknown[] = [];
    let cursor = '';
    for (;;) {
      const page = spanSearchResponse.parse(await (await get(server, `/api/v1/search/spans?limit=3${cursor}`)).json());
      seen.push(...page.spans);
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
      await server.add(...failedPayment(100 + seen.length));
    }
    expect(seen).toEqual(all.spans);
  });

  test('refuses a cursor of traces, of another search, and what is no parameter', async () => {
    const server = startInProcess();
    for (let n = 1; n <= 3; n++) await server.add(...failedPayment(n));
    const traces = (await (await get(server, '/api/v1/search?limit=1')).json()) as { readonly nextCursor: string };
    const spans = (await (await get(server, '/api/v1/search/spans?limit=1')).json()) as { readonly nextCursor: string };
    for (const [query, path] of [
      [`cursor=${traces.nextCursor}`, 'cursor'],
      [`text=x&cursor=${spans.nextCursor}`, 'cursor'],
      ['buckets=4', 'buckets'],
      ['start=5&end=4', 'start'],
    ] as const) {
      const response = await get(server, `/api/v1/search/spans?${query}`);
      expect(response.status).toBe(400);
      expect(await errorOf(response)).toMatchObject({ code: 'bad_request', issues: [{ path }] });
    }
  });

  test('answers in lines with progress when asked for NDJSON', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    const response = await server.app.request('/api/v1/search/spans', { headers: { accept: 'application/x-ndjson' } });
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(0, -1).every((line) => 'progress' in line)).toBe(true);
    expect(spanSearchResponse.parse((lines.at(-1) as { readonly result: unknown }).result).spans).toHaveLength(2);
  });
});
