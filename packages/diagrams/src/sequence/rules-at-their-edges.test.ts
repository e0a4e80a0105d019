// Rules of a sequence where they just hold, and where they just do not: times that touch, the first of a row, what is hidden
// within what repeats.
import { describe, expect, test } from 'vitest';
import { sequenceText } from './sequence-text.ts';
import { drawn, sequenceOf, server, TRACE_ID } from './testing/drawn-sequence.ts';
import { callSpans, databaseSpan, type SampleSpan } from './testing/sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const ROOT = server('r', 'shop', 'GET /');

function called(id: string, name: string, at: number, ms: number, rest: Partial<SampleSpan> = {}): SampleSpan[] {
  return callSpans(id, 'shop', 'stock', name, { parent: 'r', at, ms, ...rest });
}

describe('messages', () => {
  const sent = (at: number, ms: number | undefined): SampleSpan => {
    return { id: 'p', parent: 'r', service: 'shop', name: 'send', kind: 'producer', at, ms, attributes: KAFKA };
  };
  const taken = (at: number, rest: Partial<SampleSpan> = {}): SampleSpan => {
    return { id: 'c', parent: 'p', service: 'mail', name: 'process', kind: 'consumer', at, attributes: KAFKA, ...rest };
  };

  test('one that is taken at once was queued for no time', () => {
    expect(drawn(ROOT, sent(20, 2), taken(22))).toContain('process · 10.0 ms · queued 0');
    expect(drawn(ROOT, sent(20, 2), taken(21))).not.toContain('queued');
  });

  test('one whose sending has no end was queued since it began', () => {
    expect(drawn(ROOT, sent(20, undefined), taken(50))).toContain('process · 10.0 ms · queued 30.0 ms');
  });

  test('one that is taken while its sender has no end, or just as it ends, is taken within it', () => {
    const open = drawn(server('r', 'shop', 'GET /', { ms: undefined }), sent(20, 2), taken(150));
    expect(open).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as shop
      participant p2 as orders · queue
      participant p3 as mail
      p0->>+p1: GET /
      p1-)p2: send
      Note over p1: 128 ms without a call
      p2-)+p3: process · 10.0 ms · queued 128 ms
      deactivate p3
      Note over p1: no end yet
      deactivate p1
      "
    `);
    expect(drawn(ROOT, sent(20, 2), taken(100))).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as shop
      participant p2 as orders · queue
      participant p3 as mail
      p0->>+p1: GET /
      p1-)p2: send
      Note over p1: 78.0 ms without a call
      p2-)+p3: process · 10.0 ms · queued 78.0 ms
      deactivate p3
      p1-->>-p0: 100 ms
      "
    `);
  });

  test('whoever takes one fails alone', () => {
    expect(drawn(ROOT, sent(20, 2), taken(40, { error: true }))).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as shop
      participant p2 as orders · queue
      participant p3 as mail
      p0->>+p1: GET /
      p1-)p2: send
      p2-)+p3: process · 10.0 ms · queued 18.0 ms
      Note over p3: error
      deactivate p3
      Note over p1: 50.0 ms without a call
      p1-->>-p0: 100 ms
      "
    `);
  });

  test('sending one takes none of the time of others', () => {
    expect(drawn(ROOT, sent(10, 60), databaseSpan('d', 'r', 'shop', 'SELECT', 20))).not.toContain('par ');
  });
});

describe('times', () => {
  test('what takes no time is at the same time as what it lies in, not as what it touches', () => {
    const moment = (at: number): string =>
      drawn(ROOT, called('a', 'reserve', 10, 50), databaseSpan('d', 'r', 'shop', 'now', at, 0));
    expect(moment(30)).toContain('par reserve');
    expect(moment(60)).not.toContain('par ');
  });

  test('of calls that begin together the shorter one comes first', () => {
    expect(drawn(ROOT, called('a', 'long', 10, 60), called('b', 'short', 10, 30))).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as shop
      participant p2 as stock
      p0->>+p1: GET /
      par short
      p1->>+p2: short
      p2-->>-p1: 30.0 ms
      and long
      p1->>+p2: long
      p2-->>-p1: 60.0 ms
      end
      Note over p1: 30.0 ms without a call
      p1-->>-p0: 100 ms
      "
    `);
  });

  test('an answer without an end does not end before it starts', () => {
    const [sent, answered] = called('a', 'reserve', 10, 20);
    expect(
      drawn(
        ROOT,
        [sent, { ...answered, ms: undefined }].flatMap((span) => (span ? [span as SampleSpan] : [])),
      ),
    ).toContain('p2-->>-p1: 20.0 ms');
  });

  test('one client span that several answer takes as long as each of them', () => {
    expect(
      drawn(
        ROOT,
        { id: 'k', parent: 'r', service: 'shop', name: 'ask all', kind: 'client', at: 5, ms: 90 },
        server('a', 'stock', 'answer', { parent: 'k', at: 10, ms: 30 }),
        server('b', 'bank', 'answer', { parent: 'k', at: 50, ms: 40 }),
      ),
    ).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as shop
      participant p2 as stock
      participant p3 as bank
      p0->>+p1: GET /
      p1->>+p2: ask all
      p2-->>-p1: 30.0 ms
      p1->>+p3: ask all
      p3-->>-p1: 40.0 ms
      p1-->>-p0: 100 ms
      "
    `);
  });
});

describe('further attempts', () => {
  const fine = (id: string, at: number): SampleSpan[] => called(id, 'reserve', at, 10);
  const failing = (id: string, at: number): SampleSpan[] => called(id, 'reserve', at, 10, { error: true });
  const retries = (...spans: readonly (readonly SampleSpan[])[]): number =>
    drawn(ROOT, ...spans).match(/->>\+.* retry 1/g)?.length ?? 0;

  test('one success makes no row yet, two do', () => {
    expect(retries(fine('a', 5), failing('b', 20), fine('c', 35))).toBe(1);
    expect(retries(fine('a', 5), fine('b', 20), failing('c', 35), fine('d', 50))).toBe(0);
  });

  test('one may begin as the failure ends', () => {
    expect(retries(failing('a', 5), fine('b', 15))).toBe(1);
    expect(drawn(ROOT, failing('a', 5), fine('b', 15))).toContain('reserve · retry 1\n');
    expect(retries(failing('a', 5), fine('b', 14.5))).toBe(0);
  });

  test('what comes after a success is none', () => {
    expect(retries(failing('a', 5), fine('b', 20), fine('c', 35))).toBe(1);
    expect(drawn(ROOT, failing('a', 5), fine('b', 20), fine('c', 35))).not.toContain('retry 2');
  });

  test('how long one waited is said once', () => {
    expect(drawn(ROOT, failing('a', 5), fine('b', 60))).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as shop
      participant p2 as stock
      p0->>+p1: GET /
      critical reserve
      p1->>+p2: reserve
      p2--x-p1: error · 10.0 ms
      option retry 1 after 45.0 ms
      p1->>+p2: reserve · retry 1 after 45.0 ms
      p2-->>-p1: 10.0 ms
      end
      Note over p1: 30.0 ms without a call
      p1-->>-p0: 100 ms
      "
    `);
  });

  test('one that comes after others of its kind is no failure that is passed on', () => {
    const text = drawn(
      server('r', 'shop', 'GET /', { error: true }),
      called('a', 'reserve', 5, 10, { error: true }),
      called('x', 'charge', 20, 10, { error: true }),
      called('b', 'reserve', 35, 10),
      called('y', 'charge', 50, 10),
    );
    expect(text).toContain('option again\nNote over p1: tried again later');
    expect(text).not.toContain('passed on');
  });

  test('one stays where there is no room for all, however short', () => {
    const many = Array.from({ length: 170 }, (_, i) =>
      databaseSpan(`d${i}`, 'r', 'shop', `SELECT ${i}`, 100 + i * 10, 9),
    );
    const root = server('r', 'shop', 'GET /', { ms: 2000 });
    const text = drawn(root, called('a', 'reserve', 5, 3, { error: true }), called('b', 'reserve', 10, 3), many);
    expect(text).toContain('reserve · retry 1 after 2.00 ms');
    expect(text).toContain('#43;23 calls not drawn');
  });
});

describe('what undoes', () => {
  const step = (id: string, at: number, name: string, to: string, rest: Partial<SampleSpan> = {}): SampleSpan[] =>
    callSpans(id, 'shop', to, name, { parent: 'r', at, ms: 8, ...rest });
  const undone = (...spans: readonly (readonly SampleSpan[])[]): boolean => drawn(ROOT, ...spans).includes('rect ');
  const failing = step('f', 30, 'BookCourier', 'courier', { error: true });

  test('the failure itself undoes nothing', () => {
    const reserve = step('a', 10, 'ReserveStock', 'stock');
    expect(undone(reserve, step('b', 30, 'CancelStock', 'stock', { error: true }))).toBe(false);
    expect(undone(reserve, failing, step('b', 50, 'CancelStock', 'stock'))).toBe(true);
  });

  test('a word that steps share has three letters or more', () => {
    expect(undone(step('a', 10, 'ReserveBus', 'one'), failing, step('b', 50, 'CancelBus', 'two'))).toBe(true);
    expect(undone(step('a', 10, 'ReserveTv', 'one'), failing, step('b', 50, 'CancelTv', 'two'))).toBe(false);
  });

  test('an attribute that says no says no', () => {
    const restock = (said: boolean) => step('b', 50, 'Restock', 'store', { attributes: { 'saga.compensation': said } });
    expect(undone(failing, restock(true))).toBe(true);
    expect(undone(failing, restock(false))).toBe(false);
  });

  test('of two steps to one target the later one is undone first', () => {
    const done = [step('a', 1, 'Hold', 'stock'), step('b', 10, 'Charge', 'bank'), step('c', 20, 'Pack', 'stock')];
    expect(undone(...done, failing, step('d', 50, 'Cancel', 'stock'), step('e', 60, 'Refund', 'bank'))).toBe(true);
    expect(undone(...done, failing, step('d', 50, 'Refund', 'bank'), step('e', 60, 'Cancel', 'stock'))).toBe(false);
  });
});

describe('who takes part', () => {
  test('one to whom a call failed stays marked when a later one succeeds; who called it is not', () => {
    const spans = [called('a', 'reserve', 10, 10, { error: true }), called('b', 'release', 30, 10)].flat();
    const { participants } = sequenceOf(ROOT, spans);
    expect(participants.map(({ label, failing }) => `${label} ${failing}`)).toEqual([
      'caller false',
      'shop false',
      'stock true',
    ]);
  });

  test('each leads to a span of its own', () => {
    expect(sequenceOf(ROOT, called('a', 'reserve', 10, 10)).participants.map(({ spanId }) => spanId)).toEqual([
      'r',
      'r',
      'a',
    ]);
  });

  test('in one cluster alone nobody is moved', () => {
    const within = (span: SampleSpan): SampleSpan => ({ ...span, cluster: 'east' });
    const query = databaseSpan('d', 'r', 'shop', 'SELECT', 5);
    const { participants } = sequenceOf(within(ROOT), query, called('a', 'reserve', 20, 10).map(within));
    expect(participants.map(({ label }) => label)).toEqual(['caller', 'shop', 'orders-db · database', 'stock']);
  });

  test('a worker that takes another workflow than was started is called', () => {
    const id = (temporalWorkflowID: string) => ({ attributes: { temporalWorkflowID, temporalRunID: 'one' } });
    const spans = (taken: string): SampleSpan[] => [
      { id: 'a', service: 'shop', name: 'start', kind: 'client', ms: 50, ...id('renew') },
      { id: 'b', parent: 'a', service: 'worker', name: 'run', kind: 'server', at: 10, ms: 30, ...id(taken) },
    ];
    expect(drawn(spans('renew'))).toContain('p0-)+p1: start');
    expect(drawn(spans('other'))).toContain('p0->>+p1: start\np1-->>-p0: 50.0 ms');
  });

  test('a trace without spans is not complete', () => {
    expect(sequenceOf().complete).toBe(false);
    expect(sequenceOf(ROOT).complete).toBe(true);
  });

  test('a message that was taken in vain is a failed call', () => {
    const kafka = { attributes: KAFKA, kind: 'consumer' } as const;
    const text = sequenceText(
      sequenceOf({ id: 'c', service: 'mail', name: 'process', error: true, ...kafka }),
      TRACE_ID,
    );
    expect(text).toContain('1 call drawn, of them failed: 1.');
  });
});

describe('what is hidden', () => {
  /** To as many others as there is room for. */
  const dear = (ms: number, from = 1): SampleSpan[] =>
    Array.from({ length: 12 }, (_, place) =>
      callSpans(`p${place}`, 'shop', `part ${place}`, `call ${place}`, {
        parent: 'r',
        at: from + place * (ms + 1),
        ms,
      }),
    ).flat();

  test('a loop is as dear as all of its rounds, and is told so', () => {
    const rounds = Array.from({ length: 10 }, (_, i) =>
      callSpans(`k${i}`, 'shop', 'keys', 'check key', { parent: 'r', at: 650 + i * 10, ms: 4 }),
    ).flat();
    const root = server('r', 'shop', 'GET /', { ms: 750 });
    expect(drawn(root, dear(39), rounds)).toContain('loop ×10 · sum 40.0 ms');
    const hidden = drawn(root, dear(50), rounds);
    expect(hidden).not.toContain('loop');
    expect(hidden).toContain('#43;10 calls not drawn · 40.0 ms');
  });

  test('what happens in each round of a loop counts for each round', () => {
    const rounds = [0, 1, 2].flatMap((i) => [
      ...callSpans(`k${i}`, 'shop', 'planner', 'plan', { parent: 'r', at: 700 + i * 20, ms: 15 }),
      { id: `w${i}`, parent: `k${i}`, service: 'planner', name: 'step', at: 702 + i * 20, ms: 8 },
      server(`h${i}`, 'helper', 'help', { parent: `w${i}`, at: 703 + i * 20, ms: 2 }),
      ...[0, 1, 2, 3].map((n) => databaseSpan(`q${i}${n}`, `h${i}`, 'helper', 'SELECT', 703.1 + i * 20 + n / 4, 0.2)),
    ]);
    const root = server('r', 'shop', 'GET /', { ms: 800 });
    expect(sequenceOf(root, dear(50), rounds)).toMatchObject({
      calls: 31,
      hidden: { calls: 18, withErrors: 0, works: 3 },
    });
  });

  test('a call in a loop is answered where all that happens in it is hidden', () => {
    const rounds = [0, 1, 2].flatMap((i) => [
      ...callSpans(`k${i}`, 'shop', 'planner', 'plan', { parent: 'r', at: 700 + i * 60, ms: 50 }),
      { ...databaseSpan(`q${i}`, `k${i}`, 'planner', 'SELECT', 710 + i * 60), ms: 2 },
    ]);
    const text = drawn(server('r', 'shop', 'GET /', { ms: 900 }), dear(50), rounds);
    expect(text.slice(text.indexOf('loop '))).toMatchInlineSnapshot(`
      "loop ×3 · sum 150 ms · p95 50.0 ms
      p1->>+p13: plan
      Note over p13: #43;1 call not drawn · 2.00 ms
      p13-->>-p1: 50.0 ms
      end
      Note over p1: #43;1 call not drawn · 50.0 ms
      p1-->>-p0: 900 ms
      "
    `);
  });

  test('work that failed is no failed call', () => {
    const failing = Array.from({ length: 170 }, (_, i) => {
      return { id: `w${i}`, parent: 'r', service: 'shop', name: `work ${i}`, at: 5 + i * 10, ms: 5, error: true };
    });
    const sequence = sequenceOf(server('r', 'shop', 'GET /', { ms: 2000 }), failing);
    expect(sequence).toMatchObject({ calls: 1, hidden: { calls: 0, withErrors: 0, works: 21 } });
    expect(sequenceText(sequence, TRACE_ID)).toContain('inner work without a line: 21');
  });
});
