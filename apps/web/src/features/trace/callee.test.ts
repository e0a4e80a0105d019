// Whose spans tell who answered a call.
import { expect, it } from 'vitest';
import { calleeOf, otherSideOf } from './callee.ts';
import type { SpanModelRow } from './model-row.ts';
import { type SampleSpan, sampleOutline, textAttribute } from './testing/sample-trace.ts';
import { buildTraceModel } from './trace-model.ts';

const span = (id: string, parent: string, service: string, kind: 'client' | 'server' | 'internal'): SampleSpan => ({
  id,
  parent,
  name: `span ${id}`,
  service,
  from: 10 * Number(id),
  to: 10 * Number(id) + 5,
  more: { kind },
});

const calls = (id: string, parent: string, peer: string): SampleSpan => ({
  ...span(id, parent, 'web', 'client'),
  more: { kind: 'client', attributes: [textAttribute('peer.service', peer)] },
});

const { rows } = buildTraceModel(
  sampleOutline([
    { id: '01', name: 'GET /', service: 'web', from: 0, to: 100, more: { kind: 'server' } },
    span('02', '01', 'web', 'client'),
    span('03', '02', 'web', 'internal'),
    span('04', '02', 'payment', 'server'),
    span('05', '01', 'web', 'client'),
    span('06', '05', 'web', 'internal'),
    span('07', '01', 'cart', 'server'),
    calls('08', '01', 'cart'),
    span('09', '08', 'web', 'internal'),
    calls('10', '01', 'nobody-here'),
  ]),
  { correctSkew: false, foldSimilar: false },
);

function rowOf(id: string): SpanModelRow {
  const row = rows.find((one): one is SpanModelRow => one.kind === 'span' && one.row.span.spanId === id.repeat(8));
  if (row === undefined) throw new Error(`the sample has no span ${id}`);
  return row;
}

const calleeOfSpan = (id: string): string | undefined => calleeOf(rows, rowOf(id))?.name;

it('is the service of the SERVER span below a CLIENT span', () => {
  expect(calleeOfSpan('02')).toBe('payment');
});

it('is not known where only the caller says who it was, nor of what is no call', () => {
  expect(calleeOfSpan('05')).toBeUndefined();
  expect(calleeOfSpan('01')).toBeUndefined();
});

it('is on the other side of a call that names it, wherever in the trace its spans are', () => {
  expect(otherSideOf(rows, rowOf('02'))?.name).toBe('payment');
  expect(otherSideOf(rows, rowOf('08'))?.name).toBe('cart');
  expect(otherSideOf(rows, rowOf('10'))).toBeUndefined();
  expect(otherSideOf(rows, rowOf('05'))).toBeUndefined();
});
