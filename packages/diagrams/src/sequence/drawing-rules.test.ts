// What the rules of a sequence say in numbers: each beside the next number, with texts as they were read and found right. Past
// 400 lines because each text stands whole: of what a rule leaves out, the rest shows that it alone was left out.
import { expect, test } from 'vitest';
import { drawn, server } from './testing/drawn-sequence.ts';
import { callSpans, type SampleSpan } from './testing/sample-spans.ts';

/** Calls of one span, one after the other. */
function row(
  ...calls: readonly (Partial<SampleSpan> & { readonly name: string; readonly to?: string })[]
): SampleSpan[] {
  let at = 1;
  return calls.flatMap(({ name, to = 'stock', ms = 5, ...rest }, place) => {
    const spans = callSpans(`c${place}`, 'shop', to, name, { parent: 'r', at, ms, ...rest });
    at += ms + 1;
    return spans;
  });
}

function atOnce(count: number, isFailing: (place: number) => boolean = () => false): SampleSpan[] {
  return Array.from({ length: count }, (_, place) =>
    callSpans(`c${place}`, 'shop', 'stock', `part ${place}`, {
      parent: 'r',
      at: 5 + place,
      ms: 80 + place,
      error: isFailing(place),
    }),
  ).flat();
}

test('work of a service is told from a twentieth of the trace on', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      { id: 'a', parent: 'r', service: 'shop', name: 'parse', at: 10, ms: 4.9 },
      { id: 'b', parent: 'r', service: 'shop', name: 'price', at: 50, ms: 5 },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /
    Note over p1: 50.0 ms without a call
    Note over p1: price · 5.00 ms
    Note over p1: 45.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('three alike are a loop, two are none', () => {
  const call = { name: 'reserve' };
  expect(drawn(server('r', 'shop', 'GET /', { ms: 20 }), row(call, call, call))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    loop ×3 · sum 15.0 ms · p95 5.00 ms
    p1->>p2: reserve
    end
    p1-->>-p0: 20.0 ms
    "
  `);
  expect(drawn(server('r', 'shop', 'GET /', { ms: 14 }), row(call, call))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    p1->>+p2: reserve
    p2-->>-p1: 5.00 ms
    p1->>+p2: reserve
    p2-->>-p1: 5.00 ms
    p1-->>-p0: 14.0 ms
    "
  `);
});

test('five calls in turn are a loop, six are none', () => {
  const turn = (length: number) => Array.from({ length }, (_, place) => ({ name: `step ${place + 1}`, ms: 3 }));
  const of = (length: number) =>
    drawn(server('r', 'shop', 'GET /', { ms: length * 12 + 1 }), row(...[1, 2, 3].flatMap(() => turn(length))));
  expect(of(5)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    loop ×3 · sum 45.0 ms · p95 15.0 ms
    p1->>p2: step 1
    p1->>p2: step 2
    p1->>p2: step 3
    p1->>p2: step 4
    p1->>p2: step 5
    end
    p1-->>-p0: 61.0 ms
    "
  `);
  expect(of(6)).not.toContain('loop');
});

test('the p95 of a loop is what 95 of 100 rounds keep to', () => {
  const calls = Array.from({ length: 20 }, (_, place) => ({ name: 'reserve', ms: ((place * 7) % 20) + 3 }));
  expect(drawn(server('r', 'shop', 'GET /', { ms: 271 }), row(...calls))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    loop ×20 · sum 250 ms · p95 21.0 ms
    p1->>p2: reserve
    end
    p1-->>-p0: 271 ms
    "
  `);
});

test('calls of a row that fail all alike are no loop', () => {
  const fine = { name: 'reserve' };
  const failing = { ...fine, error: true };
  expect(
    drawn(server('r', 'shop', 'GET /', { ms: 32 }), row(fine, fine, failing, failing, failing)),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    p1->>+p2: reserve
    p2-->>-p1: 5.00 ms
    p1->>+p2: reserve
    p2-->>-p1: 5.00 ms
    critical reserve
    p1->>+p2: reserve
    p2--x-p1: error · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    critical reserve
    p1->>+p2: reserve
    p2--x-p1: error · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    critical reserve
    p1->>+p2: reserve
    p2--x-p1: error · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    p1-->>-p0: 32.0 ms
    "
  `);
});

test('calls that are answered otherwise are another loop', () => {
  const answered = (status: number) => ({ name: 'reserve', attributes: { 'http.response.status_code': status } });
  const calls = [200, 200, 200, 304, 304, 304].map(answered);
  expect(drawn(server('r', 'shop', 'GET /', { ms: 38 }), row(...calls))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    loop ×3 · sum 15.0 ms · p95 5.00 ms
    p1->>p2: reserve
    end
    loop ×3 · sum 15.0 ms · p95 5.00 ms
    p1->>p2: reserve
    end
    p1-->>-p0: 38.0 ms
    "
  `);
});

test('six at the same time are all drawn; of seven the five longest', () => {
  expect(drawn(server('r', 'shop', 'GET /'), atOnce(6))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    par part 0
    p1->>+p2: part 0
    p2-->>-p1: 80.0 ms
    and part 1
    p1->>+p2: part 1
    p2-->>-p1: 81.0 ms
    and part 2
    p1->>+p2: part 2
    p2-->>-p1: 82.0 ms
    and part 3
    p1->>+p2: part 3
    p2-->>-p1: 83.0 ms
    and part 4
    p1->>+p2: part 4
    p2-->>-p1: 84.0 ms
    and part 5
    p1->>+p2: part 5
    p2-->>-p1: 85.0 ms
    end
    p1-->>-p0: 100 ms
    "
  `);
  expect(drawn(server('r', 'shop', 'GET /'), atOnce(7))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    par part 2
    p1->>+p2: part 2
    p2-->>-p1: 82.0 ms
    and part 3
    p1->>+p2: part 3
    p2-->>-p1: 83.0 ms
    and part 4
    p1->>+p2: part 4
    p2-->>-p1: 84.0 ms
    and part 5
    p1->>+p2: part 5
    p2-->>-p1: 85.0 ms
    and part 6
    p1->>+p2: part 6
    p2-->>-p1: 86.0 ms
    end
    Note over p1: #43;2 calls not drawn · 161 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('of many at the same time all that fail are drawn, beyond the fifth too', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      atOnce(9, (place) => place < 7),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    par part 0
    critical part 0
    p1->>+p2: part 0
    p2--x-p1: error · 80.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 1
    critical part 1
    p1->>+p2: part 1
    p2--x-p1: error · 81.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 2
    critical part 2
    p1->>+p2: part 2
    p2--x-p1: error · 82.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 3
    critical part 3
    p1->>+p2: part 3
    p2--x-p1: error · 83.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 4
    critical part 4
    p1->>+p2: part 4
    p2--x-p1: error · 84.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 5
    critical part 5
    p1->>+p2: part 5
    p2--x-p1: error · 85.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 6
    critical part 6
    p1->>+p2: part 6
    p2--x-p1: error · 86.0 ms
    option without it
    Note over p1: goes on without it
    end
    end
    Note over p1: #43;2 calls not drawn · 175 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('steps are undone when at least half of them go backwards', () => {
  const steps = ['Stock', 'Card', 'Label'].map((name) => ({ name: `Reserve${name}`, to: name.toLowerCase() }));
  const cancel = (name: string) => ({ name: `Cancel${name}`, to: name.toLowerCase() });
  const undone = (...names: readonly string[]) =>
    drawn(
      server('r', 'shop', 'PlaceOrder', { ms: 44 }),
      row(...steps, { name: 'BookCourier', to: 'courier', error: true }, ...names.map(cancel)),
    );
  expect(undone('Card', 'Stock', 'Label')).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as card
    participant p4 as label
    participant p5 as courier
    p0->>+p1: PlaceOrder
    p1->>+p2: ReserveStock
    p2-->>-p1: 5.00 ms
    p1->>+p3: ReserveCard
    p3-->>-p1: 5.00 ms
    p1->>+p4: ReserveLabel
    p4-->>-p1: 5.00 ms
    critical BookCourier
    p1->>+p5: BookCourier
    p5--x-p1: error · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    rect rgba(127, 135, 144, 0.16)
    Note over p1: undoes earlier steps, inferred from names
    p1->>+p3: CancelCard
    p3-->>-p1: 5.00 ms
    p1->>+p2: CancelStock
    p2-->>-p1: 5.00 ms
    p1->>+p4: CancelLabel
    p4-->>-p1: 5.00 ms
    end
    p1-->>-p0: 44.0 ms
    "
  `);
  expect(undone('Stock', 'Card', 'Label')).not.toContain('rect');
});

/** Dearer than anything else here, to as many others as there is room for. */
const DEAR = Array.from({ length: 14 }, (_, place) => ({ name: `call ${place + 1}`, to: `part ${place + 1}`, ms: 20 }));

test('where there are too many participants, what the trace waited for stays, however short', () => {
  const aside = DEAR.flatMap(({ name, to, ms }, place) =>
    callSpans(`p${place}`, 'aside', to, name, { parent: 'a', at: 12 + place * 20, ms }),
  );
  const spans = [
    server('r', 'shop', 'GET /', { ms: 320 }),
    callSpans('k', 'shop', 'keys', 'check key', { parent: 'r', at: 1, ms: 3 }),
    callSpans('a', 'shop', 'aside', 'prepare', { parent: 'r', at: 10, ms: 290 }),
    aside,
    callSpans('b', 'shop', 'bank', 'charge', { parent: 'r', at: 15, ms: 300 }),
  ].flat();
  expect(drawn(spans)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as keys
    participant p3 as aside
    participant p4 as part 1
    participant p5 as part 2
    participant p6 as part 3
    participant p7 as part 4
    participant p8 as part 5
    participant p9 as part 6
    participant p10 as part 7
    participant p11 as part 8
    participant p12 as part 9
    participant p13 as bank
    p0->>+p1: GET /
    p1->>+p2: check key
    p2-->>-p1: 3.00 ms
    par prepare
    p1->>+p3: prepare
    p3->>+p4: call 1
    p4-->>-p3: 20.0 ms
    p3->>+p5: call 2
    p5-->>-p3: 20.0 ms
    p3->>+p6: call 3
    p6-->>-p3: 20.0 ms
    p3->>+p7: call 4
    p7-->>-p3: 20.0 ms
    p3->>+p8: call 5
    p8-->>-p3: 20.0 ms
    p3->>+p9: call 6
    p9-->>-p3: 20.0 ms
    p3->>+p10: call 7
    p10-->>-p3: 20.0 ms
    p3->>+p11: call 8
    p11-->>-p3: 20.0 ms
    p3->>+p12: call 9
    p12-->>-p3: 20.0 ms
    Note over p3: #43;5 calls not drawn · 100 ms
    p3-->>-p1: 290 ms
    and charge
    p1->>+p13: charge
    p13-->>-p1: 300 ms
    end
    p1-->>-p0: 320 ms
    "
  `);
});

test('where there are too many participants, what undoes a step stays, however short', () => {
  const spans = [
    server('r', 'shop', 'PlaceOrder', { ms: 340 }),
    ...row(
      { name: 'ReserveStock', ms: 3 },
      ...DEAR,
      { name: 'BookCourier', to: 'courier', ms: 5, error: true },
      { name: 'CancelStock', ms: 3 },
    ),
  ];
  expect(drawn(spans)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as part 1
    participant p4 as part 2
    participant p5 as part 3
    participant p6 as part 4
    participant p7 as part 5
    participant p8 as part 6
    participant p9 as part 7
    participant p10 as part 8
    participant p11 as part 9
    participant p12 as part 10
    participant p13 as courier
    p0->>+p1: PlaceOrder
    p1->>+p2: ReserveStock
    p2-->>-p1: 3.00 ms
    p1->>+p3: call 1
    p3-->>-p1: 20.0 ms
    p1->>+p4: call 2
    p4-->>-p1: 20.0 ms
    p1->>+p5: call 3
    p5-->>-p1: 20.0 ms
    p1->>+p6: call 4
    p6-->>-p1: 20.0 ms
    p1->>+p7: call 5
    p7-->>-p1: 20.0 ms
    p1->>+p8: call 6
    p8-->>-p1: 20.0 ms
    p1->>+p9: call 7
    p9-->>-p1: 20.0 ms
    p1->>+p10: call 8
    p10-->>-p1: 20.0 ms
    p1->>+p11: call 9
    p11-->>-p1: 20.0 ms
    p1->>+p12: call 10
    p12-->>-p1: 20.0 ms
    critical BookCourier
    p1->>+p13: BookCourier
    p13--x-p1: error · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    rect rgba(127, 135, 144, 0.16)
    Note over p1: undoes earlier steps, inferred from names
    p1->>+p2: CancelStock
    p2-->>-p1: 3.00 ms
    end
    Note over p1: #43;4 calls not drawn · 80.0 ms
    p1-->>-p0: 340 ms
    "
  `);
});
