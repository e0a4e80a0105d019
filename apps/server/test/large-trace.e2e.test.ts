// A trace of many batches through socket, store, reader thread and export, in both encodings of OTLP.
import { rmSync } from 'node:fs';
import { traceResponse } from '@spanloom/api-schema';
import type { ResourceSpans, Span } from '@spanloom/otlp-model';
import { encodeExportRequest as encodeJson } from '@spanloom/otlp-model/json';
import { encodeExportRequest, encodeSpan } from '@spanloom/otlp-model/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BuiltServer,
  ensureBuilt,
  exportedTrace,
  search,
  spansOf,
  startBuilt,
  temporaryFolder,
} from './support/built-server.ts';
import { at, attributesOf, resourceOf, resourceSpansOf, spanIdOf, spanOf, traceIdOf } from './support/spans.ts';

const SPANS = 12_000;
const folder = temporaryFolder();
let server: BuiltServer;
beforeAll(async () => {
  ensureBuilt();
  server = await startBuilt({ folder, args: ['--log-level', 'warn'] });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

function trace(n: number): ResourceSpans[] {
  const spans = Array.from({ length: SPANS }, (_, i) =>
    spanOf({
      traceId: traceIdOf(n),
      spanId: spanIdOf(i + 1),
      parentSpanId: i === 0 ? undefined : spanIdOf(Math.ceil(i / 3)),
      name: `step ${i % 50}`,
      start: at(i * 1000),
      end: at(i * 1000 + 500),
      attributes: attributesOf({ 'test.index': i, 'test.text': `"${i}" <b>\u2028` }),
    }),
  );
  return [0, 1, 2].map((k) =>
    resourceSpansOf(
      resourceOf(`service-${k}`),
      spans.filter((_, i) => i % 3 === k),
    ),
  );
}

/** Everything about a span, as text that can be sorted. */
const whole = (span: Span): string => Buffer.from(encodeSpan(span)).toString('hex');

test.each([
  [1, 'application/x-protobuf', encodeExportRequest],
  [2, 'application/json', encodeJson],
] as const)('trace %i, twelve thousand spans as %s, comes back whole', async (n, contentType, encode) => {
  const given = trace(n);
  const body = encode(given);
  const response = await fetch(server.otlpHttp, {
    method: 'POST',
    headers: { 'Content-Type': contentType },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  expect(response.status).toBe(200);

  const exported = (await exportedTrace(server, traceIdOf(n))) ?? [];
  expect(spansOf(exported).map(whole).sort()).toEqual(spansOf(given).map(whole).sort());

  const view = traceResponse.parse(await (await fetch(`${server.ui}/api/v1/traces/${traceIdOf(n)}`)).json());
  expect(view.spans.map((span) => span.spanId)).toEqual(Array.from({ length: SPANS }, (_, i) => spanIdOf(i + 1)));
  expect(view.resources.map(({ service }) => service.name)).toEqual(['service-0', 'service-1', 'service-2']);

  const found = await search(server, `attr=${encodeURIComponent(`test.index=${SPANS - 1}`)}`);
  expect(found.traces.map(({ traceId, spans, complete }) => ({ traceId, spans, complete }))).toContainEqual({
    traceId: traceIdOf(n),
    spans: SPANS,
    complete: true,
  });
});
