import type { SpanId, UnixNano } from '@spanloom/otlp-model';
import { describe, expect, test } from 'vitest';
import { type Call, callsOfTrace } from './calls.ts';
import { causedCalls, foldCalls, type FoldedCall, MAX_THROUGH } from './caused-calls.ts';
import { type CallSpan, IndexedTrace } from './indexed-trace.ts';
import { nodeId, type NodeRef } from './node-ref.ts';
import { seededRandom, shuffled } from './testing/random.ts';

const SEED = Number(process.env['SPANLOOM_SEED'] ?? Date.now() % 1_000_000);
const KINDS = { other: 0, internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
type Kind = keyof typeof KINDS;

interface Options {
  readonly at?: readonly [number, number];
  readonly error?: boolean;
  readonly weight?: number;
  readonly peer?: NodeRef;
}

function span(id: number, parent: number, kind: Kind, service: string, options: Options = {}): CallSpan {
  const [start, end] = options.at ?? [id * 10, id * 10 + 5];
  return {
    spanId: hex(id),
    parentSpanId: parent === 0 ? undefined : hex(parent),
    kind: KINDS[kind],
    start: BigInt(start) as UnixNano,
    end: BigInt(end) as UnixNano,
    service: { name: service, namespace: '' },
    error: options.error ?? false,
    weight: options.weight ?? 1,
    peer: options.peer,
  };
}

function hex(id: number): SpanId {
  return id.toString(16).padStart(16, '0') as SpanId;
}

const ORDERS: NodeRef = { kind: 'queue', name: 'orders', namespace: '' };
const DATABASE: NodeRef = { kind: 'database', name: 'stock', namespace: '' };

const isProxyName = (node: NodeRef): boolean => node.name.startsWith('proxy');
const PROXIES = {
  client: ({ client }: Call) => isProxyName(client),
  server: ({ server }: Call) => isProxyName(server),
};

function named(...names: readonly string[]) {
  const has = (node: NodeRef): boolean => names.includes(node.name);
  return { client: ({ client }: Call) => has(client), server: ({ server }: Call) => has(server) };
}

/** The calls of a trace, without those of users unless they are asked for. */
function folded(spans: readonly CallSpan[], sides = PROXIES, users = false): FoldedCall[] {
  const calls = causedCalls(new IndexedTrace(spans));
  const made = calls.filter(({ call }) => users || call.client.kind !== 'user');
  return foldCalls(made, sides);
}

function show({ call, through }: FoldedCall): string {
  const via = through.length === 0 ? '' : ` via ${through.map(({ name }) => name).join(', ')}`;
  return `${call.client.name} > ${call.server.name}${via}`;
}

function numbers(call: Call): string {
  const { duration, error, weight, async } = call;
  return `${nodeId(call.client)} > ${nodeId(call.server)} ${duration} ${error} ${weight} ${async}`;
}

describe('which call caused which', () => {
  const causes = (...spans: CallSpan[]): string[] => {
    const calls = causedCalls(new IndexedTrace(spans));
    const short = ({ client, server }: Call): string => `${client.name} > ${server.name}`;
    return calls.map(({ call, cause }) => {
      const by = cause === undefined ? undefined : calls[cause];
      return by === undefined ? short(call) : `${short(call)} because of ${short(by.call)}`;
    });
  };

  test('a call made while answering another one, through spans of the service itself', () => {
    expect(
      causes(
        span(1, 0, 'server', 'web'),
        span(2, 1, 'client', 'web'),
        span(3, 2, 'server', 'cart'),
        span(4, 3, 'internal', 'cart'),
        span(5, 4, 'client', 'cart', { peer: DATABASE }),
      ),
    ).toEqual(['web > cart because of user > web', 'cart > stock because of web > cart', 'user > web']);
  });

  test('through a queue, and on from what took the message', () => {
    expect(
      causes(
        span(1, 0, 'producer', 'web', { peer: ORDERS }),
        span(2, 1, 'consumer', 'mail', { peer: ORDERS }),
        span(3, 2, 'client', 'mail', { peer: DATABASE }),
      ),
    ).toEqual(['web > orders', 'orders > mail because of web > orders', 'mail > stock because of orders > mail']);
  });

  test('a job that nobody asked for, and a call whose caller is missing, have no cause', () => {
    expect(causes(span(1, 0, 'internal', 'job'), span(2, 1, 'client', 'job', { peer: DATABASE }))).toEqual([
      'job > stock',
    ]);
    expect(causes(span(2, 9, 'server', 'web'), span(3, 2, 'client', 'web', { peer: DATABASE }))).toEqual([
      'web > stock',
    ]);
  });

  test('a circle of parents is cut: following causes always ends', () => {
    const circle = [span(1, 3, 'server', 'a'), span(2, 1, 'server', 'b'), span(3, 2, 'server', 'c')];
    const calls = causedCalls(new IndexedTrace(circle));
    expect(calls).toHaveLength(3);
    for (const start of calls) {
      let steps = 0;
      for (let one: typeof start | undefined = start; one !== undefined; steps++) {
        one = one.cause === undefined ? undefined : calls[one.cause];
        expect(steps).toBeLessThanOrEqual(3);
      }
    }
    expect(folded(circle, named('a', 'b', 'c')).length).toBeGreaterThan(0);
  });
});

describe('folding', () => {
  test('two sidecars of a mesh, that send one span each: one call, timed by the caller', () => {
    const spans = [
      span(1, 0, 'client', 'web', { at: [0, 90], weight: 4 }),
      span(2, 1, 'client', 'proxy-web', { at: [5, 80], weight: 4 }),
      span(3, 2, 'server', 'proxy-cart', { at: [10, 70], weight: 4 }),
      span(4, 3, 'server', 'cart', { at: [20, 60], error: true, weight: 4 }),
    ];
    expect(callsOfTrace(spans)).toHaveLength(3);
    const [only, ...others] = folded(spans);
    expect(others).toEqual([]);
    expect(only && show(only)).toBe('web > cart via proxy-web, proxy-cart');
    expect(only && numbers(only.call)).toBe('service:web > service:cart 90 true 4 false');
  });

  test('a proxy that tries again calls as often as it tried, also without a span of its own request', () => {
    const server = [
      span(1, 0, 'client', 'web'),
      span(2, 1, 'server', 'proxy'),
      span(3, 2, 'client', 'proxy', { error: true }),
      span(4, 3, 'server', 'cart', { error: true }),
      span(5, 2, 'client', 'proxy'),
      span(6, 5, 'server', 'cart'),
    ];
    const [first, second, ...others] = folded(server);
    expect(others).toEqual([]);
    expect([first, second].map((one) => one?.call.error)).toEqual([true, false]);
    const clients = [
      span(1, 0, 'client', 'web'),
      span(2, 1, 'client', 'proxy', { error: true }),
      span(3, 2, 'server', 'cart', { error: true }),
      span(4, 1, 'client', 'proxy'),
      span(5, 4, 'server', 'cart'),
    ];
    expect(folded(clients).map(show)).toEqual(['web > cart via proxy', 'web > cart via proxy']);
  });

  test('what a proxy answers itself, and what it calls unasked, stays', () => {
    expect(
      folded([
        span(1, 0, 'client', 'web'),
        span(2, 1, 'server', 'proxy', { error: true }),
        span(3, 0, 'internal', 'proxy'),
        span(4, 3, 'client', 'proxy', { peer: DATABASE }),
      ]).map(show),
    ).toEqual(['web > proxy', 'proxy > stock']);
  });

  test('an entry stays, unless those who call it are shown', () => {
    const spans = [span(1, 0, 'server', 'proxy'), span(2, 1, 'client', 'proxy'), span(3, 2, 'server', 'web')];
    expect(folded(spans).map(show)).toEqual(['proxy > web']);
    expect(folded(spans, PROXIES, true).map(show)).toEqual(['user > web via proxy']);
    expect(folded(spans, PROXIES, true)[0]?.call.inferred).toBe(true);
  });

  test('a queue that is folded leaves an asynchronous call, timed by who sends', () => {
    const spans = [
      span(1, 0, 'producer', 'web', { peer: ORDERS, at: [0, 7] }),
      span(2, 1, 'consumer', 'mail', { peer: ORDERS }),
    ];
    const [only] = folded(spans, named('orders'));
    expect(only && numbers(only.call)).toBe('service:web > service:mail 7 false 1 true');
  });

  test('a long way through folded nodes is read in time, and names the first of them', () => {
    const long = Array.from({ length: 20_000 }, (_, index) =>
      span(index + 1, index, index % 2 === 0 ? 'client' : 'server', index === 0 ? 'web' : `proxy-${(index + 1) >> 1}`),
    );
    const calls = folded([...long, span(30_000, 20_000, 'server', 'end')]);
    expect(calls.map(({ call, through }) => [call.client.name, call.server.name, through.length])).toEqual([
      ['web', 'end', MAX_THROUGH],
    ]);
  });
});

describe(`random traces (SPANLOOM_SEED=${SEED})`, () => {
  const random = seededRandom(SEED);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;

  /** A tree of calls between services; `hidden`: the same as if no proxy had sent a span. */
  function proxied(): { readonly seen: CallSpan[]; readonly hidden: CallSpan[] } {
    const seen: CallSpan[] = [];
    const hidden: CallSpan[] = [];
    const weight = pick([1, 4]);
    let last = 0;
    const both = (parent: number, kind: Kind, service: string, options: Options, other = parent): number => {
      const id = ++last;
      seen.push(span(id, parent, kind, service, { weight, ...options }));
      hidden.push(span(id, other, kind, service, { weight, ...options }));
      return id;
    };
    const hop = (parent: number, kind: Kind, service: string, error: boolean): number => {
      seen.push(span(++last, parent, kind, service, { weight, error }));
      return last;
    };
    /** Through so many proxies, each of which sends what its kind sends. */
    const through = (parent: number, hops: number, error: boolean): number => {
      let at = parent;
      let above: Kind = 'client';
      for (let count = 0; count < hops; count++) {
        const name = `proxy-${below(3)}`;
        const all: readonly Kind[][] = [['server', 'client'], ['server', 'internal', 'client'], ['server'], ['client']];
        // A client span below the server span of another service tells of no call between the two.
        for (const kind of pick(above === 'client' ? all : all.slice(0, -1))) {
          at = hop(at, kind, name, error);
          above = kind;
        }
      }
      return at;
    };
    const serve = (parent: number, other: number, depth: number, error: boolean): void => {
      const service = `s${below(4)}`;
      const server = both(parent, 'server', service, { error }, other);
      const inner = random() < 0.3 ? both(server, 'internal', service, {}) : server;
      for (let calls = depth > 0 ? below(3) : 0; calls > 0; calls--) {
        if (random() < 0.2) both(inner, 'client', service, { peer: DATABASE });
        else {
          const client = both(inner, 'client', service, { at: [0, below(100)], error: random() < 0.2 });
          const fails = random() < 0.3;
          serve(through(client, below(4), fails), client, depth - 1, fails);
        }
      }
    };
    serve(0, 0, 3, false);
    return { seen, hidden };
  }

  test('folded away, proxies leave what would be seen if they sent no spans', () => {
    let met = 0;
    for (let run = 0; run < 300; run++) {
      const { seen, hidden } = proxied();
      const expected = callsOfTrace(hidden).map(numbers).sort();
      const calls = folded(shuffled(seen, random));
      expect(calls.map(({ call }) => numbers(call)).sort()).toEqual(expected);
      met += calls.filter(({ through }) => through.length > 0).length;
    }
    expect(met).toBeGreaterThan(100);
  });

  function hostile(): CallSpan[] {
    const kinds = Object.keys(KINDS) as Kind[];
    return Array.from({ length: 1 + below(16) }, () =>
      span(1 + below(10), below(12), pick(kinds), pick(['a', 'b', 'proxy', 'proxy-2']), {
        at: [below(3), below(5)],
        error: random() < 0.3,
        weight: pick([1, 2, 8]),
        ...pick([{}, { peer: ORDERS }, { peer: DATABASE }]),
      }),
    );
  }

  test('of hostile traces nothing is lost: what reaches a node that is not folded is as much as before', () => {
    for (let run = 0; run < 500; run++) {
      const spans = hostile();
      const sides = pick([PROXIES, named('orders', 'a'), named('a', 'b', 'proxy', 'proxy-2')]);
      const users = random() < 0.5;
      const before = causedCalls(new IndexedTrace(spans)).filter(({ call }) => users || call.client.kind !== 'user');
      const after = folded(spans, sides, users);
      const reached = (calls: readonly Call[]): string[] =>
        calls
          .filter((call) => !sides.server(call))
          .map(({ server, weight }) => `${nodeId(server)} ${weight}`)
          .sort();
      expect(reached(after.map(({ call }) => call))).toEqual(reached(before.map(({ call }) => call)));
      // A call with both ends unfolded is as it was made, and nothing is told twice.
      const untouched = (call: Call): boolean => !sides.server(call) && !sides.client(call);
      const kept = after.filter(({ call, through }) => through.length === 0 && untouched(call));
      expect(kept.map(({ call }) => numbers(call)).sort()).toEqual(
        before
          .filter(({ call }) => untouched(call))
          .map(({ call }) => numbers(call))
          .sort(),
      );
      expect(after.length).toBeLessThanOrEqual(before.length);
      if (before.length > 0) expect(after.length).toBeGreaterThan(0);
      const again = folded(shuffled(spans, random), sides, users);
      expect(again.map((one) => `${show(one)} ${numbers(one.call)}`)).toEqual(
        after.map((one) => `${show(one)} ${numbers(one.call)}`),
      );
    }
  });
});
