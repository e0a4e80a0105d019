// One trace, and its export, by app.request(), over a memory store.
import { traceResponse } from '@spanloom/api-schema';
import type { Span } from '@spanloom/otlp-model';
import { decodeExportRequest } from '@spanloom/otlp-model/json';
import { describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, failedPayment, get } from '../../test/support/payments.ts';
import { at, resourceOf, resourceSpansOf, spanIdOf, spanOf, traceIdOf } from '../../test/support/spans.ts';

describe('a trace', () => {
  test('by id in any case, with resources and scopes once', async () => {
    const server = startInProcess();
    const traceId = 'abcdef00000000000000000000000001';
    const spans = failedPayment(1).map((group) => ({
      ...group,
      scopeSpans: group.scopeSpans.map(({ scope, spans: of }) => ({
        scope,
        spans: of.map((span) => ({ ...span, traceId: traceId as Span['traceId'] })),
      })),
    }));
    await server.add(...spans);
    const response = await get(server, `/api/v1/traces/${traceId.toUpperCase()}`);
    expect(response.status).toBe(200);
    const body = traceResponse.parse(await response.json());
    expect(body.traceId).toBe(traceId);
    expect(body.spans).toHaveLength(2);
    expect(body.resources.map((resource) => resource.service.name).sort()).toEqual(['gateway', 'payment']);
    expect(body.scopes).toHaveLength(1);
    const failed = body.spans.find((span) => span.status.code === 'error');
    expect(failed?.attributes).toContainEqual({ key: 'http.response.status_code', type: 'int', text: '402' });
    expect(body.resources[failed?.resource ?? -1]?.schemaUrl).toBe('https://example.org/1');
  });

  test('exports every stored span as OTLP, conflicting ones too, more than a batch of the store', async () => {
    const server = startInProcess();
    const spans = Array.from({ length: 2500 }, (_, i) =>
      spanOf({ spanId: spanIdOf(i + 1), start: at(i), name: `n${i % 7}` }),
    );
    const conflicting = spanOf({ spanId: spanIdOf(1), start: at(0), name: 'another story' });
    await server.add(resourceSpansOf(resourceOf('big'), spans));
    await server.add(resourceSpansOf(resourceOf('big'), [conflicting, ...spans.slice(0, 10)]));
    const response = await get(server, `/api/v1/traces/${traceIdOf(1)}/otlp`);
    expect(response.headers.get('content-type')).toBe('application/json');
    const decoded = decodeExportRequest(new Uint8Array(await response.arrayBuffer()));
    if (!decoded.ok) throw new Error(decoded.error.message);
    const found = decoded.value.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((group) => group.spans));
    expect(found).toHaveLength(2501);
    const key = (span: Span): string => `${span.spanId} ${span.name}`;
    expect(found.map(key).sort()).toEqual([...spans, conflicting].map(key).sort());
  });

  test.each(['', '/otlp'])('unknown is 404, malformed is 400: %s', async (suffix) => {
    const server = startInProcess();
    const unknown = await get(server, `/api/v1/traces/${traceIdOf(9)}${suffix}`);
    expect(unknown.status).toBe(404);
    expect((await errorOf(unknown)).code).toBe('not_found');
    for (const id of ['xyz', '0'.repeat(32), 'a'.repeat(31), `${'a'.repeat(32)}b`]) {
      const response = await get(server, `/api/v1/traces/${id}${suffix}`);
      expect(response.status).toBe(400);
      expect((await errorOf(response)).code).toBe('bad_request');
    }
  });
});
