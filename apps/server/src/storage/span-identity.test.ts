// Hashes are stored and compared with those of spans that come years later: what these tests pin must not change.
import type { AnyValue, SpanRecord } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { nano, record } from './contract/fixtures.ts';
import { createSpanHasher } from './span-identity.ts';

const hashOf = (span: SpanRecord): string => createSpanHasher().span(span).toString('hex');
const text = (value: string): AnyValue => ({ kind: 'string', value });

const SAMPLE = record({
  id: 1,
  parent: 2,
  service: 'cart',
  name: '订单',
  at: [1n << 63n, (1n << 64n) - 1n],
  attributes: { a: 'x', b: 2n, c: 0.5, d: true, e: { kind: 'bytes', value: new Uint8Array([1, 255]) } },
  traceState: 'ot=th:8',
});

test('the hash of a sample never changes', () => {
  expect(hashOf(SAMPLE)).toBe('54dedd85ab4d21a27f21cab8cdba20ec');
});

test('every field counts', () => {
  const { span, resource, scope } = SAMPLE;
  const event = { time: nano(1), name: 'e', attributes: [], droppedAttributesCount: 0 };
  const link = { traceId: 'aa', spanId: 'bb', traceState: '', attributes: [], droppedAttributesCount: 0, flags: 0 };
  const entity = { schemaUrl: '', type: 'service', idKeys: ['a'], descriptionKeys: [] };
  const spans: SpanRecord['span'][] = [
    span,
    { ...span, parentSpanId: undefined },
    { ...span, traceState: '' },
    { ...span, flags: 1 },
    { ...span, name: 'other' },
    { ...span, kind: 3 },
    { ...span, start: nano(1) },
    { ...span, end: nano(1) },
    { ...span, attributes: span.attributes.slice(1) },
    { ...span, droppedAttributesCount: 1 },
    { ...span, events: [event] },
    { ...span, events: [event, { ...event, name: 'f' }] },
    { ...span, events: [{ ...event, name: 'f' }, event] },
    { ...span, events: [{ ...event, time: nano(2) }] },
    { ...span, events: [{ ...event, attributes: [{ key: 'a', value: text('') }] }] },
    { ...span, events: [{ ...event, droppedAttributesCount: 1 }] },
    { ...span, droppedEventsCount: 1 },
    { ...span, links: [link] },
    { ...span, links: [{ ...link, traceId: 'ab' }] },
    { ...span, links: [{ ...link, spanId: 'bc' }] },
    { ...span, links: [{ ...link, traceState: 'x' }] },
    { ...span, links: [{ ...link, flags: 1 }] },
    { ...span, links: [{ ...link, droppedAttributesCount: 1 }] },
    { ...span, droppedLinksCount: 1 },
    { ...span, status: { code: 2, message: '' } },
    { ...span, status: { code: 0, message: 'x' } },
  ];
  const records: SpanRecord[] = [
    ...spans.map((other) => ({ span: other, resource, scope })),
    { span, resource: { ...resource, attributes: [] }, scope },
    { span, resource: { ...resource, droppedAttributesCount: 1 }, scope },
    { span, resource: { ...resource, schemaUrl: 'x' }, scope },
    { span, resource: { ...resource, entityRefs: [entity] }, scope },
    { span, resource: { ...resource, entityRefs: [{ ...entity, idKeys: [], descriptionKeys: ['a'] }] }, scope },
    { span, resource, scope: { ...scope, name: 'x' } },
    { span, resource, scope: { ...scope, version: 'x' } },
    { span, resource, scope: { ...scope, attributes: [{ key: 'a', value: text('') }] } },
    { span, resource, scope: { ...scope, droppedAttributesCount: 1 } },
    { span, resource, scope: { ...scope, schemaUrl: 'x' } },
  ];
  const hashes = records.map(hashOf);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('values of different kinds differ even when their text is the same', () => {
  const values: AnyValue[] = [
    text('1'),
    { kind: 'int', value: 1n },
    { kind: 'double', value: 1 },
    { kind: 'bool', value: true },
    { kind: 'empty' },
    text(''),
    { kind: 'bytes', value: new Uint8Array([49]) },
    { kind: 'array', values: [] },
    { kind: 'array', values: [text('1')] },
    { kind: 'array', values: [text('1'), text('')] },
    { kind: 'array', values: [text(''), text('1')] },
    { kind: 'kvlist', entries: [] },
    { kind: 'kvlist', entries: [{ key: '1', value: text('') }] },
    { kind: 'int', value: -1n },
  ];
  const hashes = values.map((value) => hashOf(record({ id: 1, attributes: { value } })));
  expect(new Set(hashes).size).toBe(values.length);
});

test('one hasher gives the same hashes as a new one for each span', () => {
  const hasher = createSpanHasher();
  const long = record({ id: 2, attributes: { long: 'ä'.repeat(100_000) } });
  for (const span of [SAMPLE, long, SAMPLE]) expect(hasher.span(span).toString('hex')).toBe(hashOf(span));
});
