// What makes calls repetitions of one another: three in a row that differ in one thing alone are not folded.
import { expect, test } from 'vitest';
import { drawn, server } from './testing/drawn-sequence.ts';
import { callSpans, databaseSpan, type SampleSpan } from './testing/sample-spans.ts';

const ROOT = server('r', 'shop', 'GET /', { ms: 400 });
const THREE = [0, 1, 2] as const;

function loops(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): number {
  return drawn(...spans).match(/^loop /gm)?.length ?? 0;
}

/** Three calls one after the other, below each of which is what `inside` says. */
function calls(
  inside: (id: string, at: number, place: 0 | 1 | 2) => readonly SampleSpan[],
  rest: Partial<SampleSpan> = {},
): SampleSpan[] {
  return THREE.flatMap((place) => {
    const at = 10 + place * 100;
    const id = `c${place}`;
    return [
      ...callSpans(id, 'shop', 'stock', 'reserve', { parent: 'r', at, ms: 90, ...rest }),
      ...inside(id, at, place),
    ];
  });
}

test('three calls that do the same inside are one loop', () => {
  expect(
    drawn(
      ROOT,
      calls((id, at) => [databaseSpan(`d${id}`, id, 'stock', 'SELECT', at + 10)]),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as orders-db · database
    p0->>+p1: GET /
    loop ×3 · sum 270 ms · p95 90.0 ms
    p1->>+p2: reserve
    p2->>+p3: SELECT
    p3-->>-p2: 5.00 ms
    p2-->>-p1: 90.0 ms
    end
    Note over p1: 100 ms without a call
    p1-->>-p0: 400 ms
    "
  `);
});

test('calls without an end are told one by one', () => {
  expect(
    loops(
      ROOT,
      calls(() => []).map((span) => ({ ...span, ms: undefined })),
    ),
  ).toBe(0);
});

test('calls that HTTP sent again are told one by one', () => {
  expect(
    loops(
      ROOT,
      calls(() => [], { attributes: { 'http.request.resend_count': 1 } }),
    ),
  ).toBe(0);
});

test('steps that undo something are told one by one', () => {
  const failing = callSpans('f', 'shop', 'bank', 'charge', { parent: 'r', at: 1, ms: 5, error: true });
  const undoing = calls(() => [], { attributes: { 'saga.compensation': true } });
  expect(loops(ROOT, failing, undoing)).toBe(0);
  expect(drawn(ROOT, failing, undoing)).toContain('rect ');
});

test('what lost its parent is told one by one', () => {
  expect(loops(THREE.map((place) => server(`s${place}`, 'shop', 'GET /', { parent: 'lost', at: place * 200 })))).toBe(
    0,
  );
  expect(loops(THREE.map((place) => server(`s${place}`, 'shop', 'GET /', { at: place * 200 })))).toBe(1);
});

test('calls that share an id are told one by one', () => {
  const of = (content: string, at: number): SampleSpan => ({
    ...databaseSpan('d', 'r', 'shop', 'SELECT', at),
    content,
  });
  expect(loops(ROOT, of('a', 10), of('b', 30), of('c', 50))).toBe(0);
});

test('calls in which something failed are told one by one, though they succeeded', () => {
  const failing = (id: string, at: number): SampleSpan[] => [
    { ...databaseSpan(`d${id}`, id, 'stock', 'SELECT', at + 10), error: true },
  ];
  expect(loops(ROOT, calls(failing))).toBe(0);
});

test('calls that repeat something inside are alike when they repeat it as often', () => {
  const queries = (times: (place: number) => number) =>
    calls((id, at, place) =>
      Array.from({ length: times(place) }, (_, i) =>
        databaseSpan(`d${id}-${i}`, id, 'stock', 'SELECT', at + 5 + i * 10),
      ),
    );
  expect(
    loops(
      ROOT,
      queries(() => 3),
    ),
  ).toBe(2);
  expect(
    loops(
      ROOT,
      queries((place) => 3 + place),
    ),
  ).toBe(3);
});

test('calls that do the same inside at the same time, or in turn, are not alike', () => {
  /** Times of the three queries in the first and the last call, and in the one between. */
  const timed = (
    usual: readonly (readonly [at: number, ms: number])[],
    other: readonly (readonly [at: number, ms: number])[],
  ) =>
    loops(
      ROOT,
      calls((id, at, place) =>
        (place === 1 ? other : usual).map(([from, ms], query) =>
          databaseSpan(`d${id}-${query}`, id, 'stock', `SELECT ${query}`, at + from, ms),
        ),
      ),
    );
  const inTurn = [
    [5, 10],
    [20, 10],
    [40, 10],
    [60, 10],
  ] as const;
  const twoAndTwo = [
    [5, 10],
    [8, 10],
    [40, 10],
    [43, 10],
  ] as const;
  const thenTwo = [
    [5, 5],
    [20, 10],
    [22, 10],
  ] as const;
  const twoBesideOne = [
    [5, 15.5],
    [20, 10],
    [18, 14],
  ] as const;
  const oneBesideTwo = [
    [5, 50],
    [8, 10],
    [40, 10],
  ] as const;
  expect(timed(inTurn, inTurn)).toBe(1);
  expect(timed(inTurn, twoAndTwo)).toBe(0);
  expect(timed(thenTwo, twoBesideOne)).toBe(0);
  expect(timed(twoBesideOne, oneBesideTwo)).toBe(0);
});

test('calls of different services, or that are waited for, or work of the same name are not alike', () => {
  const query = (place: number, service: string): SampleSpan => {
    const { parent: _, ...root } = databaseSpan(`d${place}`, 'r', service, 'SELECT', place * 20);
    return root;
  };
  expect(loops(THREE.map((place) => query(place, 'shop')))).toBe(1);
  expect(loops(THREE.map((place) => query(place, `shop ${place}`)))).toBe(0);

  const sent = (sender: 'client' | 'producer'): SampleSpan[] =>
    calls(() => []).map((span) =>
      span.id.startsWith('c1') && span.kind === 'client' ? { ...span, kind: sender } : span,
    );
  expect(loops(ROOT, sent('client'))).toBe(1);
  expect(loops(ROOT, sent('producer'))).toBe(0);

  const own = (id: string, at: number): SampleSpan => ({ id, parent: 'r', service: 'shop', name: 'price', at, ms: 90 });
  expect(loops(ROOT, own('a', 10), own('b', 110), own('c', 210))).toBe(1);
  const called = callSpans('b', 'shop', 'shop', 'price', { parent: 'r', at: 110, ms: 90 });
  expect(loops(ROOT, own('a', 10), called, own('c', 210))).toBe(0);
});

test('what follows a parallel part stands behind it', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      callSpans('a', 'shop', 'stock', 'first', { parent: 'r', at: 5, ms: 20 }),
      callSpans('b', 'shop', 'stock', 'second', { parent: 'r', at: 30, ms: 30 }),
      callSpans('c', 'shop', 'stock', 'beside it', { parent: 'r', at: 32, ms: 30 }),
      callSpans('d', 'shop', 'stock', 'last', { parent: 'r', at: 65, ms: 20 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    p1->>+p2: first
    p2-->>-p1: 20.0 ms
    par second
    p1->>+p2: second
    p2-->>-p1: 30.0 ms
    and beside it
    p1->>+p2: beside it
    p2-->>-p1: 30.0 ms
    end
    p1->>+p2: last
    p2-->>-p1: 20.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});
