// Messages that are linked to, with their texts as they were read and found right: from whom each came, and how long it lay in the
// queue.
import { expect, test } from 'vitest';
import { drawn } from './testing/drawn-sequence.ts';
import { LINKED_SPANS } from './testing/linked-spans.ts';

test('one message is received, then processed', () => {
  expect(drawn(LINKED_SPANS['one message is received, then processed'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 88.0 ms
    deactivate p3
    "
  `);
});

test('a batch is received, then processed at once', () => {
  expect(drawn(LINKED_SPANS['a batch is received, then processed at once'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 88.0 ms · 3 links, 1 to elsewhere
    deactivate p3
    "
  `);
});

test('what receives waited since before the message was sent', () => {
  expect(drawn(LINKED_SPANS['what receives waited since before the message was sent'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 93.0 ms
    deactivate p3
    "
  `);
});

test('a batch is received, then processed message by message', () => {
  expect(drawn(LINKED_SPANS['a batch is received, then processed message by message'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    Note over p3: receive · 5.00 ms · queued 88.0 ms · 2 links
    p2-)+p3: process · 10.0 ms
    deactivate p3
    p2-)+p3: process · 10.0 ms
    deactivate p3
    "
  `);
});

test('a batch is received, and each process links to its own message', () => {
  expect(drawn(LINKED_SPANS['a batch is received, and each process links to its own message'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 88.0 ms
    deactivate p3
    p2-)+p3: process · 10.0 ms · queued 68.0 ms
    deactivate p3
    "
  `);
});

test('a batch is received, and of one message nothing tells that it is processed', () => {
  expect(
    drawn(LINKED_SPANS['a batch is received, and of one message nothing tells that it is processed']),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    Note over p3: receive · 5.00 ms · queued 88.0 ms · 2 links
    p2-)+p3: process · 10.0 ms · queued 68.0 ms
    deactivate p3
    "
  `);
});

test('a message is received below what sent it, then delivered, then processed', () => {
  expect(
    drawn(LINKED_SPANS['a message is received below what sent it, then delivered, then processed']),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 88.0 ms
    deactivate p3
    "
  `);
});

test('nothing names the queue, and both spans link to the message', () => {
  expect(drawn(LINKED_SPANS['nothing names the queue, and both spans link to the message'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as external
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p1-)+p3: process · 10.0 ms · queued 88.0 ms
    deactivate p3
    "
  `);
});

test('only the sender names the queue', () => {
  expect(drawn(LINKED_SPANS['only the sender names the queue'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: note order · 10.0 ms · queued 88.0 ms
    deactivate p3
    "
  `);
});

test('a message from elsewhere, taken during an HTTP call', () => {
  expect(drawn(LINKED_SPANS['a message from elsewhere, taken during an HTTP call'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as sender elsewhere
    participant p3 as mail
    p0->>+p1: POST /orders
    Note over p1: 30.0 ms without a call
    p2-)+p3: take order · 10.0 ms · link to elsewhere
    deactivate p3
    p2-)+p1: take own order · 10.0 ms · link to elsewhere
    deactivate p1
    Note over p1: 30.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: take late order · 10.0 ms · link to elsewhere
    deactivate p3
    "
  `);
});

test('a message from elsewhere that an HTTP call brings', () => {
  expect(drawn(LINKED_SPANS['a message from elsewhere that an HTTP call brings'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as mail
    p0->>+p1: POST /orders
    p1->>+p2: POST /push · link to elsewhere
    p2-->>-p1: 60.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('an HTTP call is the message itself', () => {
  expect(drawn(LINKED_SPANS['an HTTP call is the message itself'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as mail
    p0->>+p1: POST /orders
    p1-)+p2: POST /topic · 5.00 ms · queued 5.00 ms
    deactivate p2
    Note over p1: 75.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('work of its own at the root', () => {
  expect(drawn(LINKED_SPANS['work of its own at the root'])).toMatchInlineSnapshot(`
    "participant p0 as report
    Note over p0: sum up · 30.0 ms · 3 links, 1 to elsewhere
    Note over p0: collect · 30.0 ms · link to elsewhere
    Note over p0: send out · 30.0 ms · 1 link
    "
  `);
});

test('a link is there twice, another leads to its own span', () => {
  expect(drawn(LINKED_SPANS['a link is there twice, another leads to its own span'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as sender elsewhere
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 88.0 ms · 3 links, 1 to elsewhere
    deactivate p3
    p2-)+p3: process again · 10.0 ms · queued 118 ms
    deactivate p3
    p0-)+p3: process alone · 10.0 ms
    deactivate p3
    p4-)+p3: process a stranger · 10.0 ms · link to elsewhere
    deactivate p3
    "
  `);
});

test('alike but for their links', () => {
  expect(drawn(LINKED_SPANS['alike but for their links'])).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-->>-p0: 100 ms
    loop ×3 · sum 30.0 ms · p95 10.0 ms
    p2-)p3: process · 2 links, 2 to elsewhere
    end
    loop ×3 · sum 30.0 ms · p95 10.0 ms
    p2-)p3: process · 2 links
    end
    loop ×3 · sum 30.0 ms · p95 10.0 ms
    p2-)p3: process · 3 links, 3 to elsewhere
    end
    "
  `);
});
