// What is a hop and what became of its context, where it just is and where it just is not.
import { describe, expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { apiTrace } from '../testing/api-trace.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import { loneServers, loneServerSearch } from './lone-servers.ts';
import type { LoneServer } from './propagation-hops.ts';
import { MAX_HOPS, propagationOfTrace } from './trace-propagation.ts';
import { hopsOfTraces, surveyHops } from './window-hops.ts';

type Sample = SampleSpan & FurtherFacts;

/** 2026-11-20T13:25:00Z, when sample traces begin. */
const START = 1_795_181_100_000_000_000n;
const ROOT: Sample = { id: 'r', service: 'shop', name: 'GET /', kind: 'server', ms: 300, flags: 0x101 };

function client(id: string, host: string, at: number, rest: Partial<Sample> = {}): Sample {
  const attributes = { 'server.address': host };
  return {
    id,
    parent: 'r',
    service: 'shop',
    name: 'GET',
    kind: 'client',
    at,
    ms: 20,
    flags: 0x101,
    attributes,
    ...rest,
  };
}

function server(id: string, parent: string, service: string, at: number, rest: Partial<Sample> = {}): Sample {
  return { id, parent, service, name: 'GET /', kind: 'server', at, ms: 10, flags: 0x101, ...rest };
}

function hops(spans: readonly Sample[], lone: readonly LoneServer[] = []): string[] {
  return propagationOfTrace(traceSpans(...spans), lone).hops.map(
    ({ from, to, async, label }) => `${from.label} ${async ? '~' : '-'}> ${to.label}: ${label}`,
  );
}

describe('hops of one trace', () => {
  test('a trace that begins as a call begins, or as it ends, may be where it went on', () => {
    const lone = (atMs: number): LoneServer => {
      return { traceId: 'f'.repeat(32), service: 'legacy', start: START + BigInt(Math.round(atMs * 1e6)) };
    };
    const spans = [ROOT, client('a', 'legacy', 100)];
    const goesOn = (atMs: number): boolean => hops(spans, [lone(atMs)]).some((hop) => hop.includes('another trace'));
    expect([99.9, 100, 120, 120.1].map(goesOn)).toEqual([false, true, true, false]);
  });

  test('a link to itself, or to the work around it, is no hop', () => {
    const work: Sample = { id: 'w', parent: 'r', service: 'shop', name: 'poll', at: 5, ms: 50 };
    const taken: Sample = { id: 'c', parent: 'w', service: 'shop', name: 'process', kind: 'consumer', at: 10 };
    expect(hops([ROOT, work, { ...taken, links: ['c'] }])).toEqual([]);
    expect(hops([ROOT, work, { ...taken, links: ['w'] }])).toEqual([]);
    expect(hops([ROOT, work, { ...taken, links: ['r'] }])).toEqual(['shop ~> shop: ✓ link · sampled not said']);
  });

  test('what one side alone says of sampling is not said', () => {
    expect(hops([ROOT, client('a', 'stock', 10), server('b', 'a', 'stock', 12, { flags: 0 })])).toEqual([
      'shop -> stock: ✓ ids · sampled not said',
    ]);
  });

  test('of a call that two spans tell the inner one is the hop', () => {
    expect(hops([ROOT, client('a', 'cards', 10), client('b', 'cards', 12, { parent: 'a', ms: 10 })])).toEqual([
      'shop -> cards: no SERVER span',
    ]);
  });

  test('a call is answered by any span of another service', () => {
    expect(hops([ROOT, client('a', 'stock', 10), server('b', 'a', 'stock', 12, { kind: 'internal' })])).toEqual([
      'shop -> stock: ✓ ids · ✓ sampled',
    ]);
  });

  test('a service that calls itself is a hop; what a producer sent is asynchronous', () => {
    expect(hops([ROOT, client('a', 'shop', 10), server('b', 'a', 'shop', 12)])).toEqual([
      'shop -> shop: ✓ ids · ✓ sampled',
    ]);
    expect(hops([ROOT, client('a', 'x', 10, { kind: 'producer' }), server('b', 'a', 'mail', 12)])).toEqual([
      'shop ~> mail: ✓ ids · ✓ sampled',
    ]);
  });

  test('calls and messages between the same two are two hops', () => {
    const sent = [client('p', '', 50, { kind: 'producer' }), server('q', 'p', 'stock', 52)];
    expect(hops([ROOT, client('a', '', 10), server('b', 'a', 'stock', 12), ...sent])).toEqual([
      'shop -> stock: ✓ ids · ✓ sampled',
      'shop ~> stock: ✓ ids · ✓ sampled',
    ]);
  });

  test('a trace without spans is not complete', () => {
    expect(propagationOfTrace([]).complete).toBe(false);
    expect(propagationOfTrace(traceSpans(ROOT)).complete).toBe(true);
  });

  test('of too many hops the most frequent stay', () => {
    const calls = Array.from({ length: MAX_HOPS + 1 }, (_, i) => [
      client(`c${i}`, '', i),
      server(`s${i}`, `c${i}`, `part ${i}`, i),
    ]).flat();
    const again = [client('ca', '', 200), server('sa', 'ca', `part ${MAX_HOPS}`, 201)];
    const told = hops([ROOT, ...calls, ...again]);
    expect(told).toHaveLength(MAX_HOPS);
    expect(told.at(-1)).toBe(`shop -> part ${MAX_HOPS}: ×2 · ✓ ids · ✓ sampled`);
  });
});

describe('traces that begin meanwhile', () => {
  test('are looked for from the first start to the last end', () => {
    const search = (...spans: readonly Sample[]) => loneServerSearch(apiTrace(traceSpans(...spans)));
    expect(search(client('a', 'x', 30, { ms: 100 }), client('b', 'x', 10))).toMatchObject({
      start: String(START + 10_000_000n),
      end: String(START + 130_000_000n),
    });
    expect(search(client('a', 'x', 0, { ms: undefined }))).toMatchObject({
      start: String(START),
      end: String(START + 1n),
    });
  });

  test('are others than the one that is checked, and begin with a server', () => {
    const found = (traceId: string, kind: string) => {
      return { traceId, start: START, root: { kind, service: { name: 'legacy' } } };
    };
    expect(loneServers([found('a', 'server'), found('b', 'server'), found('c', 'client')], 'a')).toEqual([
      { traceId: 'b', service: 'legacy', start: START },
    ]);
  });
});

describe('hops of a window', () => {
  const window = (...traces: readonly (readonly Sample[])[]) =>
    traces.map((spans, place) => ({
      ...apiTrace(traceSpans(...spans)),
      traceId: String(place + 1).padStart(32, '0'),
    }));
  const ways = (...traces: readonly (readonly Sample[])[]) => [...surveyHops(window(...traces)).ways.values()];
  const diagram = (...traces: readonly (readonly Sample[])[]) =>
    hopsOfTraces({ language: 'en', source: 'all traces', traces: window(...traces), found: traces.length });
  const lone = (at: number): Sample[] => [{ id: 'l', service: 'legacy', name: 'GET /', kind: 'server', at, ms: 5 }];

  test('a trace that begins as the first call begins, or as the last one ends, is looked at', () => {
    const calls = [ROOT, client('a', 'legacy', 100), client('b', 'other', 200, { ms: 50 })];
    const after = [ROOT, client('a', 'other', 100), client('b', 'legacy', 200, { ms: 50 })];
    const goesOn = (spans: readonly Sample[], at: number): boolean =>
      ways(spans, lone(at)).some(({ lost }) => lost.has('goes on as another trace'));
    expect([99, 100, 120, 121].map((at) => goesOn(calls, at))).toEqual([false, true, true, false]);
    expect([199, 200, 250, 251].map((at) => goesOn(after, at))).toEqual([false, true, true, false]);
  });

  test('a server without a parent in the same trace is no other trace', () => {
    const [way] = ways([ROOT, client('a', 'legacy', 100), ...lone(110)]);
    expect(way?.lost).toEqual(new Map([['no SERVER span', 1]]));
  });

  test('shares of sampling are of what both sides tell', () => {
    const calls = (flags: number): Sample[] => [ROOT, client('a', '', 10, { flags }), server('b', 'a', 'stock', 12)];
    expect(ways(calls(0x101), calls(0), calls(0))).toMatchObject([{ whole: 3, told: 1, sampled: 1 }]);
    expect(diagram(calls(0x101), calls(0), calls(0))?.flows[0]?.values.map(trimPadding).join(' ')).toMatch(
      / 100%\ssampled$/,
    );
  });

  test('of too many ways one that loses a context stays, however rarely it is taken', () => {
    const called = (service: string, id: string): Sample[] => [
      client(`c${id}`, '', 10),
      server(id, `c${id}`, service, 12),
    ];
    const busy = Array.from({ length: 220 }, (_, i) =>
      [0, 1, 2, 3].flatMap((n) => called(`a${i}`, `s${i}-${n}`)),
    ).flat();
    const lost = [client('cz', '', 10), server('z', 'cz', 'zone', 12, { flags: 0x100 })];
    const { blocks = [], flows = [] } = diagram([ROOT, ...busy, ...lost]) ?? {};
    expect(flows).toHaveLength(200);
    expect(blocks.map(({ name }) => name)).toContain('zone');
  });

  test('a way leads to what was lost on it', () => {
    const whole = [ROOT, client('a', '', 10), server('b', 'a', 'stock', 12)];
    const lost = [ROOT, client('a', '', 10), server('z', 'a', 'stock', 12, { flags: 0x100 })];
    expect(ways(whole, lost, whole)[0]?.example.spanId).toBe('z');
  });

  test('services of one name in two namespaces are told apart; a host of that name is none of them', () => {
    const names = (...traces: readonly (readonly Sample[])[]) =>
      diagram(...traces)
        ?.blocks.map(({ name }) => name)
        .sort();
    const called = (service: string): Sample[] => [ROOT, client('a', '', 10), server('b', 'a', service, 12)];
    expect(names(called('east/stock'), called('west/stock'))).toEqual(['east/stock', 'shop', 'west/stock']);
    expect(names(called('east/stock'), [ROOT, client('a', 'stock', 10)])).toEqual(['shop', 'stock', 'stock']);
  });

  test('calls of which nothing tells whether they know of contexts are no share', () => {
    const [flow] = diagram([ROOT, client('a', 'cards', 10)])?.flows ?? [];
    expect(flow?.values.join(' ')).toContain('no SERVER span');
    expect(flow?.values).toHaveLength(1);
  });
});
