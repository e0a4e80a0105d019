import { preferredSlot } from '@spanloom/analysis';
import type { ApiSpan } from '@spanloom/api-schema';
import { describe, expect, it } from 'vitest';
import { ownWork } from './model-row.ts';
import { SAMPLE_START, type SampleSpan, sampleOutline, textAttribute } from './testing/sample-trace.ts';
import { buildTraceModel } from './trace-model.ts';

const model = (spans: readonly SampleSpan[]) =>
  buildTraceModel(sampleOutline(spans), { foldSimilar: false, correctSkew: true });

describe('buildTraceModel', () => {
  it('counts what the facts line says', () => {
    const trace = model([
      { id: '01', name: 'POST /checkout', service: 'web', from: 0, to: 100 },
      { id: '02', parent: '01', name: 'charge', service: 'payment', from: 10, to: 40, error: 'declined' },
      { id: '03', parent: '02', name: 'score', service: 'payment', from: 12, to: 20 },
    ]);
    expect(trace).toMatchObject({
      startNanos: SAMPLE_START,
      extent: 100e6,
      spans: 3,
      services: 2,
      errors: 1,
      depth: 3,
      complete: true,
    });
    expect(trace.root?.name).toBe('POST /checkout');
    expect(trace.rows.map((row) => row.depth)).toEqual([0, 1, 2]);
    const [root] = trace.rows;
    expect(root?.kind === 'span' && ownWork(trace.rows, root.row)).toEqual([
      { from: 0, to: 10e6 },
      { from: 40e6, to: 100e6 },
    ]);
  });

  it('keeps nanoseconds that a double of the whole time would lose', () => {
    const trace = model([{ id: '01', name: 'a', from: 0, to: 1, more: { end: String(SAMPLE_START + 1_000_001n) } }]);
    expect(trace.extent).toBe(1_000_001);
  });

  it('puts orphans below the row that stands for their parent', () => {
    const trace = model([
      { id: '01', name: 'root', from: 0, to: 100 },
      { id: '03', parent: '7d', name: 'estimate', from: 50, to: 60 },
      { id: '04', parent: '03', name: 'rates', from: 51, to: 59 },
    ]);
    expect(trace.rows.map(({ kind, depth }) => ({ kind, depth }))).toEqual([
      { kind: 'span', depth: 0 },
      { kind: 'missing', depth: 0 },
      { kind: 'span', depth: 1 },
      { kind: 'span', depth: 2 },
    ]);
    expect(trace).toMatchObject({ complete: false, missingParents: 1, orphans: 1, depth: 2 });
  });

  it('draws the root that has not come as a ghost above its children', () => {
    const trace = model([{ id: '02', parent: '01', name: 'child', from: 10, to: 40 }]);
    expect(trace.rows.map(({ kind, depth }) => ({ kind, depth }))).toEqual([
      { kind: 'ghost', depth: 0 },
      { kind: 'span', depth: 1 },
    ]);
    expect(trace).toMatchObject({ roots: 0, complete: false, depth: 1 });
  });

  it('draws a leaf call to a database as the database, and one with children as its service', () => {
    const query: Partial<ApiSpan> = {
      kind: 'client',
      attributes: [textAttribute('db.system', 'postgresql'), textAttribute('db.name', 'orders-db')],
    };
    const trace = model([
      { id: '01', name: 'INSERT', from: 0, to: 100, more: query },
      { id: '02', parent: '01', name: 'SELECT', from: 10, to: 40, more: query },
    ]);
    const drawn = trace.rows.map((row) => (row.kind === 'span' ? row.drawn : undefined));
    expect(drawn[0]).toMatchObject({ name: 'checkout', asPeer: false });
    expect(drawn[1]).toEqual({ name: 'orders-db', color: preferredSlot('orders-db'), secondLap: false, asPeer: true });
  });

  it('tells spans with the same id apart', () => {
    const trace = model([
      { id: '01', name: 'a', from: 0, to: 100, more: { conflicting: true, contentHash: 'aaaaaaaaaaaaaaaa' } },
      { id: '01', name: 'b', from: 0, to: 90, more: { conflicting: true, contentHash: 'bbbbbbbbbbbbbbbb' } },
    ]);
    expect(trace.conflicts).toBe(2);
    expect(trace.indexOfKey.size).toBe(2);
  });

  it('takes an end before its start as no length', () => {
    const { extent, rows } = model([{ id: '01', name: 'a', from: 5, to: 1 }]);
    expect(extent).toBe(0);
    expect(rows[0]).toMatchObject({ row: { span: { start: 0, end: 0, backwards: 4e6, running: false } } });
  });

  it('moves what a host with another clock sent into the call, and keeps the time as it was sent', () => {
    const spans: readonly SampleSpan[] = [
      { id: '01', name: 'POST', service: 'web', from: 0, to: 100, more: { kind: 'client' } },
      { id: '02', parent: '01', name: 'POST', service: 'api', from: -512, to: -452, more: { kind: 'server' } },
      {
        id: '03',
        parent: '02',
        name: 'inner',
        service: 'api',
        from: -502,
        to: -492,
        more: {
          events: [{ name: 'e', time: String(SAMPLE_START - 500_000_000n), attributes: [], droppedAttributesCount: 0 }],
        },
      },
    ];
    const trace = model(spans);
    expect(trace).toMatchObject({ startNanos: SAMPLE_START, extent: 100e6, skew: 532e6, skewCorrected: true });
    expect(trace.rows.map((row) => (row.kind === 'span' ? row.row.span.start : -1))).toEqual([0, 20e6, 30e6]);
    expect(trace.rows[2]).toMatchObject({ row: { span: { eventTimes: [32e6], shift: 532e6 } } });
    const raw = buildTraceModel(sampleOutline(spans), { foldSimilar: false, correctSkew: false });
    expect(raw).toMatchObject({ startNanos: SAMPLE_START - 512_000_000n, extent: 612e6, skew: 532e6 });
    expect(raw.rows[1]).toMatchObject({ row: { span: { start: 0, shift: 0 } } });
  });

  it('takes a span without an end as running for as long as the trace is known', () => {
    const trace = model([
      { id: '01', name: 'root', from: 0, to: 1, more: { end: '0' } },
      { id: '02', parent: '01', name: 'done', from: 10, to: 40 },
    ]);
    expect(trace).toMatchObject({ extent: 40e6, running: 1 });
    expect(trace.rows[0]).toMatchObject({ row: { span: { end: 40e6, running: true } } });
  });

  it('says what nobody waited for', () => {
    const trace = model([
      { id: '01', name: 'handle', from: 0, to: 50 },
      { id: '02', parent: '01', name: 'publish', from: 10, to: 20, more: { kind: 'producer' } },
      { id: '03', parent: '02', name: 'process', from: 15, to: 90, more: { kind: 'consumer' } },
      { id: '04', parent: '01', name: 'clean up', from: 60, to: 70 },
      { id: '05', parent: '01', name: 'within', from: 49, to: 70 },
    ]);
    const from = new Map(
      trace.rows.map((row) => (row.kind === 'span' ? [row.row.span.name, row.asyncFrom] : ['', undefined])),
    );
    expect(from.get('process')).toBe(15e6);
    expect(from.get('clean up')).toBe(50e6);
    expect(from.get('within')).toBeUndefined();
    expect(from.get('publish')).toBeUndefined();
  });

  it('reads 10,000 spans in well under a second', () => {
    const spans = Array.from({ length: 10_000 }, (_, index): SampleSpan => {
      const hex = (index + 1).toString(16).padStart(2, '0');
      return {
        id: hex,
        parent: index === 0 ? undefined : '01',
        name: `op ${index}`,
        from: index,
        to: index + 1,
        more: { spanId: hex.padStart(16, '0'), parentSpanId: index === 0 ? undefined : '1'.padStart(16, '0') },
      };
    });
    expect(model(spans).rows).toHaveLength(10_000);
  });
});
