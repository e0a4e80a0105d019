// Short ways to write spans and to read whole answers, for the suites that every adapter passes.
import type {
  AnyValue,
  Attributes,
  Resource,
  Scope,
  SpanId,
  SpanKindName,
  SpanRecord,
  TraceId,
  UnixNano,
} from '@spanloom/otlp-model';
import { SPAN_KINDS, STATUS_CODES, type StatusCodeName } from '@spanloom/otlp-model';
import type {
  AppendResult,
  FoundSpan,
  ReadOptions,
  SpanPageRequest,
  StoreScope,
  TracePageRequest,
  TraceStore,
  TraceSummary,
  StoreSnapshot,
} from '../trace-store.ts';

export const SCOPE: StoreScope = { tenant: 'default', signal: 'traces' };
export const OPTIONS: ReadOptions = { ...SCOPE, abort: { aborted: false } };

export type Values = Readonly<Record<string, AnyValue | string | number | boolean | bigint>>;

export interface SpanSpec {
  readonly trace?: number;
  readonly id: number;
  readonly parent?: number;
  readonly service?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly kind?: SpanKindName;
  readonly status?: StatusCodeName;
  readonly at?: readonly [start: number | bigint, end: number | bigint];
  readonly attributes?: Values;
  readonly events?: readonly { readonly at: number; readonly attributes?: Values }[];
  /** Spans it links to. */
  readonly links?: readonly { readonly trace: number; readonly id: number }[];
  readonly resource?: Values;
  readonly scope?: Partial<Scope>;
  readonly traceState?: string;
  readonly message?: string;
}

export function traceId(number: number): TraceId {
  return number.toString(16).padStart(32, '0') as TraceId;
}

export function spanId(number: number): SpanId {
  return number.toString(16).padStart(16, '0') as SpanId;
}

export function nano(value: number | bigint): UnixNano {
  return BigInt(value) as UnixNano;
}

export function window(start: number | bigint, end: number | bigint) {
  return { start: nano(start), end: nano(end) };
}

export function record(spec: SpanSpec): SpanRecord {
  const [start, end] = spec.at ?? [spec.id * 10, spec.id * 10 + 5];
  return {
    resource: resourceOf(spec),
    scope: { name: 'lib', version: '1', attributes: [], droppedAttributesCount: 0, schemaUrl: '', ...spec.scope },
    span: {
      traceId: traceId(spec.trace ?? 1),
      spanId: spanId(spec.id),
      parentSpanId: spec.parent === undefined ? undefined : spanId(spec.parent),
      traceState: spec.traceState ?? '',
      flags: 0,
      name: spec.name ?? 'operation',
      kind: SPAN_KINDS.indexOf(spec.kind ?? 'internal'),
      start: nano(start),
      end: nano(end),
      attributes: attributesOf(spec.attributes ?? {}),
      droppedAttributesCount: 0,
      events: (spec.events ?? []).map((event) => ({
        time: nano(event.at),
        name: 'event',
        attributes: attributesOf(event.attributes ?? {}),
        droppedAttributesCount: 0,
      })),
      droppedEventsCount: 0,
      links: (spec.links ?? []).map((link) => ({
        traceId: traceId(link.trace),
        spanId: spanId(link.id),
        traceState: '',
        attributes: [],
        droppedAttributesCount: 0,
        flags: 0,
      })),
      droppedLinksCount: 0,
      status: { code: STATUS_CODES.indexOf(spec.status ?? 'unset'), message: spec.message ?? '' },
    },
  };
}

export function attributesOf(values: Values): Attributes {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));
}

export function append(store: TraceStore, ...specs: readonly SpanSpec[]): Promise<AppendResult> {
  return store.append(SCOPE, { spans: specs.map(record), receivedAt: nano(1000) });
}

/** Everything that an answer in batches holds. Fails on a batch that is empty or too large. */
export async function collect<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const batch of batches) {
    if (batch.length === 0 || batch.length > 1000) throw new Error(`a batch of ${batch.length}`);
    for (const item of batch) items.push(item);
  }
  return items;
}

/** All pages of a search, one after the other, each from a snapshot of its own as of the first one's mark. */
export async function allPages(
  store: Pick<TraceStore, 'snapshot'>,
  request: Omit<TracePageRequest, 'after'>,
  first: StoreSnapshot = store.snapshot(SCOPE),
  betweenPages: () => Promise<void> = () => Promise.resolve(),
): Promise<TraceSummary[]> {
  const traces: TraceSummary[] = [];
  let page = await first.findTraces({ ...request, after: undefined }, OPTIONS);
  for (;;) {
    if (page.traces.length > request.limit) throw new Error('a page over its limit');
    traces.push(...page.traces);
    if (page.next === undefined) return traces;
    await betweenPages();
    page = await store.snapshot(SCOPE, first.watermark).findTraces({ ...request, after: page.next }, OPTIONS);
  }
}

/** The same of spans. */
export async function allSpanPages(
  store: Pick<TraceStore, 'snapshot'>,
  request: Omit<SpanPageRequest, 'after'>,
): Promise<FoundSpan[]> {
  const first = store.snapshot(SCOPE);
  const spans: FoundSpan[] = [];
  let page = await first.findSpanPage({ ...request, after: undefined }, OPTIONS);
  for (;;) {
    if (page.spans.length > request.limit) throw new Error('a page over its limit');
    spans.push(...page.spans);
    if (page.next === undefined) return spans;
    page = await store.snapshot(SCOPE, first.watermark).findSpanPage({ ...request, after: page.next }, OPTIONS);
  }
}

function resourceOf({ service, namespace, resource }: SpanSpec): Resource {
  const names: Record<string, string> = { 'service.name': service ?? 'cart' };
  if (namespace !== undefined) names['service.namespace'] = namespace;
  const attributes = attributesOf({ ...names, ...resource });
  return { attributes, droppedAttributesCount: 0, entityRefs: [], schemaUrl: '' };
}

function anyValue(value: AnyValue | string | number | boolean | bigint): AnyValue {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value };
    case 'number':
      return { kind: 'double', value };
    case 'boolean':
      return { kind: 'bool', value };
    case 'bigint':
      return { kind: 'int', value };
    case 'object':
      return value;
  }
}
