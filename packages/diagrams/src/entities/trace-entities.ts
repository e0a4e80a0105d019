// The data model of OTLP with the numbers of one trace: how many of each there are, and how many belong to one of another.
// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
import { buildTraceForest } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import { spanKindName } from '@spanloom/otlp-model';
import type { DiagramPart } from '../diagram-part.ts';
import { placeSpans, type PlacedSpan } from '../sequence/sequence-span.ts';
import { extentOf, flawsOf, type TraceFlaws } from '../trace-flaws.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { TraceSpan } from '../trace-span.ts';

export const ENTITIES = ['resource', 'scope', 'span', 'attribute', 'event', 'link'] as const;
export type EntityName = (typeof ENTITIES)[number];

export interface TraceEntities {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  /** Those of which the trace has some, in the order of ENTITIES. */
  readonly entities: readonly Entity[];
  readonly relations: readonly Relation[];
  /** Those of which the trace has none. */
  readonly absent: readonly EntityName[];
  readonly spans: number;
  readonly complete: boolean;
  readonly flaws: TraceFlaws;
  /** Unix nanoseconds as sent. */
  readonly start: bigint;
  readonly end: bigint;
}

export interface Entity {
  readonly name: EntityName;
  readonly count: number;
  readonly fields: readonly Field[];
  /** A span that has one. */
  readonly spanId: string;
  readonly failed: boolean;
}

export interface Field {
  readonly name: string;
  /** As in the proto. */
  readonly type: string;
  readonly value: FieldValue;
}

export type FieldValue =
  /** So many different values. */
  | { readonly kind: 'distinct'; readonly count: number }
  /** Each value with how many have it, the most frequent first. */
  | { readonly kind: 'shares'; readonly shares: readonly (readonly [value: string, count: number])[] }
  /** So many on each. */
  | { readonly kind: 'each'; readonly least: number; readonly most: number };

/** Each of `from` has `least` to `most` of `to`. */
export interface Relation {
  readonly from: EntityName;
  readonly to: EntityName;
  readonly least: number;
  readonly most: number;
  readonly total: number;
}

/** The same for any order of the spans. Without spans there are no entities. */
export function entitiesOfTrace(given: readonly TraceSpan[], language: DiagramLanguage = 'en'): TraceEntities {
  const placed = placeSpans(given);
  const spans = placed.map(({ source }) => source as TraceSpan);
  const forest = buildTraceForest(placed);
  const entities = spans.length === 0 ? [] : entitiesOf(spans, placed, language);
  const present = new Set(entities.map(({ name }) => name));
  return {
    language,
    entities,
    relations: relationsOf(spans).filter(({ from, to, total }) => present.has(from) && present.has(to) && total > 0),
    absent: ENTITIES.filter((name) => !present.has(name)),
    spans: spans.length,
    complete: forest.roots > 0 && forest.missingParents === 0,
    flaws: flawsOf(placed, forest),
    ...extentOf(placed),
  };
}

export function entityParts({ entities, language }: TraceEntities): DiagramPart[] {
  return entities.map(({ name, count, spanId, failed }) => ({
    mark: 'entity' as const,
    key: name.toUpperCase(),
    name: `${TRACE_WORDS[language].entities.names[name]} ×${count}`,
    spanId,
    failed,
  }));
}

function entitiesOf(spans: readonly TraceSpan[], placed: readonly PlacedSpan[], language: DiagramLanguage): Entity[] {
  const words = TRACE_WORDS[language].entities;
  /** W3C: the lowest bit. A sender that sets no flags at all says nothing. */
  const sampledWord = ({ flags }: TraceSpan): string =>
    flags === 0 ? words.notSaid : (flags & 1) === 1 ? words.yes : words.no;
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const attributes = spans.flatMap((span) => span.attributes);
  const events = spans.flatMap((span) => span.events);
  const links = spans.flatMap((span) => span.links);
  const resources = new Map(spans.map((span) => [span.resource, span]));
  const first = (has: (span: TraceSpan) => boolean): string => spans.find(has)?.spanId ?? '';
  const all: Entity[] = [
    {
      name: 'resource',
      count: resources.size,
      fields: [
        distinct(
          'service_name',
          'string',
          spans.map(({ service }) => `${service.namespace}/${service.name}`),
        ),
        shares(
          'sdk_language',
          'string',
          [...resources.values()].map(({ language: sdkLanguage }) => sdkLanguage || words.notSaid),
        ),
        each(
          'attributes',
          'KeyValue',
          [...resources.values()].map(({ resourceAttributes }) => resourceAttributes),
        ),
      ],
      spanId: first(() => true),
      failed: false,
    },
    {
      name: 'scope',
      count: new Set(spans.map(({ resource, scope }) => `${resource} ${scope}`)).size,
      fields: [
        distinct(
          'name',
          'string',
          spans.map(({ scopeName }) => scopeName),
        ),
      ],
      spanId: first(() => true),
      failed: false,
    },
    {
      name: 'span',
      count: spans.length,
      fields: [
        distinct('trace_id', 'bytes', ['']),
        distinct(
          'span_id',
          'bytes',
          spans.map(({ spanId }) => spanId),
        ),
        shares(
          'parent_span_id',
          'bytes',
          spans.map(({ parentSpanId }) =>
            parentSpanId === undefined ? words.root : ids.has(parentSpanId) ? words.here : words.missing,
          ),
        ),
        each('children', 'Span', childCounts(spans)),
        distinct(
          'name',
          'string',
          spans.map(({ name }) => name),
        ),
        shares(
          'kind',
          'enum',
          spans.map(({ kind }) => spanKindName(kind)),
        ),
        shares(
          'status',
          'enum',
          spans.map(({ status }) => status),
        ),
        shares(
          'end_time',
          'fixed64',
          placed.map(({ duration }) => (duration === undefined ? words.noneYet : words.sent)),
        ),
        shares('sampled', 'flags', spans.map(sampledWord)),
      ],
      spanId: first(({ error }) => error) || first(() => true),
      failed: spans.some(({ error }) => error),
    },
    {
      name: 'attribute',
      count: attributes.length,
      fields: [
        distinct(
          'key',
          'string',
          attributes.map(({ key }) => key),
        ),
        shares(
          'value',
          'AnyValue',
          attributes.map(({ value }) => value.kind),
        ),
      ],
      spanId: first((span) => span.attributes.length > 0),
      failed: false,
    },
    {
      name: 'event',
      count: events.length,
      fields: [
        distinct(
          'name',
          'string',
          events.map(({ name }) => name),
        ),
        each(
          'attributes',
          'KeyValue',
          events.map((event) => event.attributes.length),
        ),
      ],
      spanId: first((span) => span.events.length > 0),
      failed: events.some(({ name }) => name === 'exception'),
    },
    {
      name: 'link',
      count: links.length,
      fields: [
        shares(
          'span_id',
          'bytes',
          spans.flatMap((span) =>
            span.links.map((link) =>
              link.traceId === span.traceId && ids.has(link.spanId) ? words.thisTrace : words.elsewhere,
            ),
          ),
        ),
      ],
      spanId: first((span) => span.links.length > 0),
      failed: false,
    },
  ];
  return all.filter(({ count }) => count > 0);
}

/** Of each id how many spans call it their parent. A relation of spans to spans would lie over the others. */
function childCounts(spans: readonly TraceSpan[]): number[] {
  const counts = new Map(spans.map(({ spanId }) => [spanId, 0]));
  for (const { parentSpanId } of spans) {
    const known = parentSpanId === undefined ? undefined : counts.get(parentSpanId);
    if (parentSpanId !== undefined && known !== undefined) counts.set(parentSpanId, known + 1);
  }
  return [...counts.values()];
}

function relationsOf(spans: readonly TraceSpan[]): Relation[] {
  const scopes = new Map<number, Set<number>>();
  const inScope = new Map<string, number>();
  for (const { resource, scope } of spans) {
    scopes.set(resource, (scopes.get(resource) ?? new Set()).add(scope));
    const key = `${resource} ${scope}`;
    inScope.set(key, (inScope.get(key) ?? 0) + 1);
  }
  return [
    relation(
      'resource',
      'scope',
      [...scopes.values()].map(({ size }) => size),
    ),
    relation('scope', 'span', [...inScope.values()]),
    relation(
      'span',
      'attribute',
      spans.map(({ attributes }) => attributes.length),
    ),
    relation(
      'span',
      'event',
      spans.map(({ events }) => events.length),
    ),
    relation(
      'span',
      'link',
      spans.map(({ links }) => links.length),
    ),
  ];
}

function relation(from: EntityName, to: EntityName, counts: readonly number[]): Relation {
  return { from, to, ...range(counts), total: counts.reduce((sum, count) => sum + count, 0) };
}

/** Without spreading: a trace may have any number of spans. */
function range(counts: readonly number[]): { readonly least: number; readonly most: number } {
  return {
    least: counts.reduce((least, count) => Math.min(least, count), counts[0] ?? 0),
    most: counts.reduce((most, count) => Math.max(most, count), 0),
  };
}

function distinct(name: string, type: string, values: readonly string[]): Field {
  return { name, type, value: { kind: 'distinct', count: new Set(values).size } };
}

function each(name: string, type: string, counts: readonly number[]): Field {
  return { name, type, value: { kind: 'each', ...range(counts) } };
}

function shares(name: string, type: string, values: readonly string[]): Field {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return {
    name,
    type,
    value: {
      kind: 'shares',
      shares: [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)),
    },
  };
}
