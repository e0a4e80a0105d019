// Both codecs over seeded random traces: nothing may change on the way.
import { describe, expect, test } from 'vitest';
import type { AnyValue } from './any-value.ts';
import * as json from './json/index.ts';
import * as protobuf from './protobuf/index.ts';
import { randomTraces } from './testing/random-traces.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => 1000 + index);

function decoded(result: ReturnType<typeof json.decodeExportRequest>) {
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.rejectedSpans).toBe(0);
  expect(result.value.rejection).toBe('');
  return result.value;
}

describe.each(SEEDS)('seed %i', (seed) => {
  const traces = randomTraces(seed);
  const count = traces.flatMap((group) => group.scopeSpans).reduce((sum, group) => sum + group.spans.length, 0);

  test('protobuf -> model -> JSON -> model -> protobuf', () => {
    const bytes = protobuf.encodeExportRequest(traces);
    const first = decoded(protobuf.decodeExportRequest(bytes));
    expect(first.resourceSpans).toStrictEqual(traces);
    expect(first.spanCount).toBe(count);
    const text = json.encodeExportRequest(first.resourceSpans);
    const second = decoded(json.decodeExportRequest(new TextEncoder().encode(text)));
    expect(second.resourceSpans).toStrictEqual(traces);
    expect(second.spanCount).toBe(count);
    expect(protobuf.encodeExportRequest(second.resourceSpans)).toStrictEqual(bytes);
  });

  test('span, resource and scope on their own', () => {
    for (const { resource, scopeSpans } of traces) {
      expect(protobuf.decodeResource(protobuf.encodeResource(resource))).toStrictEqual(resource);
      for (const { scope, spans } of scopeSpans) {
        expect(protobuf.decodeScope(protobuf.encodeScope(scope))).toStrictEqual(scope);
        for (const span of spans) {
          const bytes = protobuf.encodeSpan(span);
          expect(protobuf.decodeSpan(bytes)).toStrictEqual(span);
          expect(protobuf.encodeSpan(structuredClone(span))).toStrictEqual(bytes);
        }
      }
    }
  });

  test('the JSON is JSON, and loses nothing when it is written again', () => {
    const text = json.encodeExportRequest(traces);
    expect(() => JSON.parse(text)).not.toThrow();
    const again = decoded(json.decodeExportRequest(new TextEncoder().encode(text)));
    expect(json.encodeExportRequest(again.resourceSpans)).toBe(text);
  });
});

test('values nested as deep as the limit allows survive both codecs', () => {
  const [group] = randomTraces(1);
  if (group === undefined) throw new Error('no traces');
  let value: AnyValue = { kind: 'bool', value: true };
  for (let level = 1; level < 50; level++) {
    value = level % 2 ? { kind: 'array', values: [value] } : { kind: 'kvlist', entries: [{ key: 'k', value }] };
  }
  const traces = [{ ...group, resource: { ...group.resource, attributes: [{ key: 'deep', value }] } }];
  expect(decoded(protobuf.decodeExportRequest(protobuf.encodeExportRequest(traces))).resourceSpans).toStrictEqual(
    traces,
  );
  const text = json.encodeExportRequest(traces);
  expect(decoded(json.decodeExportRequest(new TextEncoder().encode(text))).resourceSpans).toStrictEqual(traces);
});
