// Entities of traces, with their texts as they were read and found right.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { entitiesOfTrace, entityParts } from './trace-entities.ts';
import { entitiesText } from './trace-entities-text.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

function drawn(...spans: readonly (SampleSpan & FurtherFacts)[]): string {
  const given = traceSpans(...spans);
  const text = entitiesText(entitiesOfTrace(given), TRACE_ID);
  expect(entitiesText(entitiesOfTrace(shuffled(given, seededRandom(3))), TRACE_ID)).toBe(text);
  return text;
}

const SHOP: readonly (SampleSpan & FurtherFacts)[] = [
  { id: 'r', service: 'shop', name: 'GET /', kind: 'server', ms: 100, flags: 0x101, scope: 'http', language: 'go' },
  {
    id: 'd',
    parent: 'r',
    service: 'shop',
    name: 'SELECT',
    kind: 'client',
    at: 10,
    flags: 0x101,
    language: 'go',
    attributes: { 'db.system.name': 'postgresql', rows: 3 },
    error: true,
    events: [{ time: 1n, name: 'exception', attributes: [] }],
  },
  {
    id: 'w',
    parent: 'lost',
    service: 'mail',
    name: 'send',
    at: 50,
    ms: undefined,
    links: ['d', 'lost'],
    linksElsewhere: ['r'],
  },
];

test('an empty trace has no entities', () => {
  expect(drawn()).toMatchInlineSnapshot(`
    "erDiagram
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000Z, 0 spans, every one counted, none of: resource scope span attribute event link
    accTitle: Entities of a trace
    accDescr: .
    "
  `);
});

test('a trace with its numbers: attributes, events and links belong to some spans only', () => {
  expect(drawn(...SHOP)).toMatchInlineSnapshot(`
    "erDiagram
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 3 spans, every one counted
    accTitle: Entities of a trace
    accDescr: 2 resources, 3 scopes, 3 spans, 2 attributes, 1 event, 3 links.
    RESOURCE ||--|{ SCOPE : "1 to 2 each, 3 in all"
    SCOPE ||--|| SPAN : "1 each, 3 in all"
    SPAN ||--o{ ATTRIBUTE : "0 to 2 each, 2 in all"
    SPAN ||--o| EVENT : "0 to 1 each, 1 in all"
    SPAN ||--o{ LINK : "0 to 3 each, 3 in all"
    RESOURCE["Resource ×2"] {
    string service_name "2 distinct"
    string sdk_language "go 1, not said 1"
    KeyValue attributes "3 each"
    }
    SCOPE["Scope ×3"] {
    string name "2 distinct"
    }
    SPAN["Span ×3"] {
    bytes trace_id "1 distinct"
    bytes span_id "3 distinct"
    bytes parent_span_id "here 1, missing 1, root 1"
    Span children "0 to 1 each"
    string name "3 distinct"
    enum kind "client 1, internal 1, server 1"
    enum status "unset 2, error 1"
    fixed64 end_time "sent 2, none yet 1"
    flags sampled "yes 2, not said 1"
    }
    ATTRIBUTE["Attribute ×2"] {
    string key "2 distinct"
    AnyValue value "int 1, string 1"
    }
    EVENT["Event ×1"] {
    string name "1 distinct"
    KeyValue attributes "none"
    }
    LINK["Link ×3"] {
    bytes span_id "elsewhere 2, this trace 1"
    }
    "
  `);
});

test('what the trace has not is left out and named', () => {
  expect(drawn({ id: 'r', service: 'shop', name: 'GET /' })).toMatchInlineSnapshot(`
    "erDiagram
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.010Z, 1 span, every one counted, none of: attribute event link
    accTitle: Entities of a trace
    accDescr: 1 resource, 1 scope, 1 span.
    RESOURCE ||--|| SCOPE : "1 each, 1 in all"
    SCOPE ||--|| SPAN : "1 each, 1 in all"
    RESOURCE["Resource ×1"] {
    string service_name "1 distinct"
    string sdk_language "not said 1"
    KeyValue attributes "3 each"
    }
    SCOPE["Scope ×1"] {
    string name "1 distinct"
    }
    SPAN["Span ×1"] {
    bytes trace_id "1 distinct"
    bytes span_id "1 distinct"
    bytes parent_span_id "root 1"
    Span children "none"
    string name "1 distinct"
    enum kind "internal 1"
    enum status "unset 1"
    fixed64 end_time "sent 1"
    flags sampled "not said 1"
    }
    "
  `);
});

test('every entity leads to a span that has one', () => {
  expect(entityParts(entitiesOfTrace(traceSpans(...SHOP)))).toEqual([
    { mark: 'entity', key: 'RESOURCE', name: 'Resource ×2', spanId: 'r', failed: false },
    { mark: 'entity', key: 'SCOPE', name: 'Scope ×3', spanId: 'r', failed: false },
    { mark: 'entity', key: 'SPAN', name: 'Span ×3', spanId: 'd', failed: true },
    { mark: 'entity', key: 'ATTRIBUTE', name: 'Attribute ×2', spanId: 'd', failed: false },
    { mark: 'entity', key: 'EVENT', name: 'Event ×1', spanId: 'd', failed: true },
    { mark: 'entity', key: 'LINK', name: 'Link ×3', spanId: 'w', failed: false },
  ]);
});
