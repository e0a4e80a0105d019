// Whose spans tell who answered a call.
import { expect, it } from 'vitest';
import { calleeOf } from './callee.ts';
import type { SpanModelRow } from './model-row.ts';
import { type SampleSpan, sampleOutline } from './testing/sample-trace.ts';
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

const { rows } = buildTraceModel(
  sampleOutline([
    { id: '01', name: 'GET /', service: 'web', from: 0, to: 100, more: { kind: 'server' } },
    span('02', '01', 'web', 'client'),
    span('03', '02', 'web', 'internal'),
    span('04', '02', 'payment', 'server'),
    span('05', '01', 'web', 'client'),
    span('06', '05', 'web', 'internal'),
    span('07', '01', 'cart', 'server'),
  ]),
  { correctSkew: false, foldSimilar: false },
);

function calleeOfSpan(id: string): string | undefined {
  const row = rows.find((one): one is SpanModelRow => one.kind === 'span' && one.row.span.spanId === id.repeat(8));
  if (row === undefined) throw new Error(`the sample has no span ${id}`);
  return calleeOf(rows, row)?.name;
}

it('is the service of the SERVER span below a CLIENT span', () => {
  expect(calleeOfSpan('02')).toBe('payment');
});

it('is not known where only the caller says who it was, nor of what is no call', () => {
  expect(calleeOfSpan('05')).toBeUndefined();
  expect(calleeOfSpan('01')).toBeUndefined();
});
