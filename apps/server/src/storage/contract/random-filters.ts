// Random filters. Most aim at a span that is stored: each condition is one that this span fulfils, or nearly.
import {
  callsOfTrace,
  causedCalls,
  foldCalls,
  IndexedTrace,
  isProxy,
  nodeId,
  peerOf,
  serviceNode,
  SPLIT_KEYS,
  SPLITS,
  USER,
  type FoldedCall,
  type NodeRef,
} from '@spanloom/analysis';
import {
  attributeOf,
  durationBetween,
  isError,
  serviceOf,
  SPAN_KINDS,
  spanKindName,
  STATUS_CODES,
  statusCodeName,
  valueText,
  weightOf,
  type DurationNano,
  type SpanRecord,
  type UnixNano,
} from '@spanloom/otlp-model';
import { effectiveEnd } from '../evaluate.ts';
import type { GraphView } from '../trace-aggregates.ts';
import type { AttributeCondition, EdgeFilter, Fold, SpanFilter, TimeWindow, TraceFilter } from '../trace-store.ts';
import { window } from './fixtures.ts';
import type { Random } from './random.ts';

const LAST = (1n << 64n) - 1n;

export function randomFilter(random: Random, spans: readonly SpanRecord[]): TraceFilter {
  const target = random.pick(spans);
  const trace = spans.filter((other) => other.span.traceId === target.span.traceId);
  const edge = random.chance(0.3) ? randomEdge(random, trace) : undefined;
  return {
    window: random.chance(0.6) ? randomWindow(random, trace) : undefined,
    // Few traces have a call that is folded: others of the conditions would hide it.
    span: edge?.fold !== undefined && random.chance(0.7) ? {} : randomSpanFilter(random, target),
    ...(edge === undefined ? {} : { edge }),
  };
}

/** Names of the kinds of condition that a filter uses. */
export function conditionsOf(filter: TraceFilter): string[] {
  const { span, edge } = filter;
  const { attributes = [], ...plain } = span;
  return [
    ...Object.keys(plain),
    ...attributes.map(({ scope = 'any', negated }) => `attribute ${negated === true ? '!= ' : ''}(${scope})`),
    ...(filter.window === undefined ? [] : ['window']),
    ...(edge?.client === undefined ? [] : ['edge client']),
    ...(edge?.server === undefined ? [] : ['edge server']),
    ...(edge?.client?.split === undefined && edge?.server?.split === undefined ? [] : ['edge of a part']),
    ...(edge?.fold === undefined ? [] : ['edge folded']),
  ];
}

export const CONDITIONS = [
  'service',
  'namespace',
  'operation',
  'kind',
  'status',
  'minDuration',
  'maxDuration',
  'text',
  'attribute (any)',
  'attribute (span)',
  'attribute (resource)',
  'attribute != (any)',
  'attribute != (span)',
  'attribute != (resource)',
  'window',
  'edge client',
  'edge server',
  'edge of a part',
  'edge folded',
] as const;

function randomSpanFilter(random: Random, target: SpanRecord): SpanFilter {
  const { span, resource } = target;
  const service = serviceOf(resource);
  const duration = durationBetween(span.start, span.end);
  // Now and then a condition misses its target.
  const aimed = random.chance(0.85);
  const use = (share: number): boolean => random.chance(share);
  const withService = use(0.3);
  const conditions: SpanFilter = {
    ...(withService ? { service: service.name } : {}),
    ...(withService && use(0.5) ? { namespace: aimed ? service.namespace : 'bank' } : {}),
    ...(use(0.15) ? { operation: aimed ? span.name : random.pick(['GET /', 'SELECT', 'absent']) } : {}),
    ...(use(0.15) ? { kind: aimed ? spanKindName(span.kind) : random.pick(SPAN_KINDS) } : {}),
    ...(use(0.15) ? { status: aimed ? statusCodeName(span.status.code) : random.pick(STATUS_CODES) } : {}),
    ...(use(0.15) ? { minDuration: nearby(random, duration, aimed ? [0n, -1n] : [1n, 5n]) } : {}),
    ...(use(0.15) ? { maxDuration: nearby(random, duration, aimed ? [0n, 1n] : [-1n, -5n]) } : {}),
    ...(use(0.25) ? { text: part(random, random.pick([span.name, service.name])) } : {}),
  };
  const attributes = Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, () => randomAttribute(random, target, aimed));
  const known = attributes.filter((condition) => condition !== undefined);
  return known.length === 0 ? conditions : { ...conditions, attributes: known };
}

function randomAttribute(random: Random, target: SpanRecord, aimed: boolean): AttributeCondition | undefined {
  const ofSpan = random.chance(0.5);
  const entries = ofSpan ? target.span.attributes : target.resource.attributes;
  if (entries.length === 0) return undefined;
  const { key, value } = random.pick(entries);
  const scope = random.chance(0.4) ? undefined : ofSpan === aimed ? 'span' : 'resource';
  const text = valueText(value);
  if (random.chance(0.5)) return { scope, key, value: text };
  // Another value of the key, one that no span has, or the very one that the target has.
  return { scope, key, value: aimed ? random.pick(['u1', 'u2', '/cart', 'shop', 'absent']) : text, negated: true };
}

/** A window that touches the trace: around its edges most of all. */
function randomWindow(random: Random, trace: readonly SpanRecord[]): TimeWindow {
  let first = LAST;
  let last = 0n;
  for (const { span } of trace) {
    if (span.start < first) first = span.start;
    if (effectiveEnd(span) > last) last = effectiveEnd(span);
  }
  const shift = (time: bigint): bigint => clamp(time + BigInt(random.pick([-50, -1, 0, 0, 1, 50])));
  const from = shift(random.pick([first, last, first]));
  const to = shift(random.pick([first, last, from + 100n]));
  return from <= to || random.chance(0.1) ? window(from, to) : window(to, from);
}

function randomEdge(random: Random, trace: readonly SpanRecord[]): EdgeFilter | undefined {
  const fold = random.chance(0.5) ? aimedFold(random, trace) : undefined;
  if (random.chance(0.1)) return { client: USER, ...(fold && { fold }) };
  const seen = seenCalls(trace, fold);
  if (seen.length === 0) return undefined;
  // What folding makes one call is seen in no other way.
  const folded = seen.filter(({ through }) => through.length > 0);
  const { client, server, places } = random.pick(folded.length > 0 ? folded : seen).call;
  const other = (node: NodeRef): NodeRef => (random.chance(0.1) ? { ...node, namespace: 'elsewhere' } : node);
  const by = random.chance(0.3) ? random.pick(SPLITS) : undefined;
  const part = (node: NodeRef, place: number | undefined): NodeRef => {
    if (by === undefined || node.kind !== 'service' || random.chance(0.3)) return other(node);
    const value = attributeOf(trace[place ?? -1]?.resource.attributes ?? [], SPLIT_KEYS[by]);
    return { ...other(node), split: { by, value: value === undefined ? '' : valueText(value) } };
  };
  const from = part(client, places.client);
  const to = part(server, places.server);
  const both = { client: from, server: to };
  const ends = folded.length > 0 ? both : random.pick<EdgeFilter>([{ client: from }, { server: to }, both]);
  return { ...ends, ...(fold && { fold }) };
}

/** How the service graph may be looked at. */
export function randomView(random: Random, spans: readonly SpanRecord[]): GraphView {
  return {
    users: random.chance(0.3),
    ...(random.chance(0.4) ? { split: random.pick(SPLITS) } : {}),
    ...(random.chance(0.4) ? { fold: randomFold(random, spans) } : {}),
  };
}

function randomFold(random: Random, spans: readonly SpanRecord[]): Fold {
  const nodes = Array.from({ length: random.below(3) }, () => serviceNode(serviceOf(random.pick(spans).resource)));
  return { proxies: random.chance(0.6), nodes };
}

/** Folds a node through which calls of the trace go, if there is one. */
function aimedFold(random: Random, trace: readonly SpanRecord[]): Fold {
  const calls = causedCalls(new IndexedTrace(callSpans(trace)));
  const through = calls.filter(({ cause }) => cause !== undefined).map(({ call }) => call.client);
  const fold = randomFold(random, trace);
  return through.length === 0 ? fold : { ...fold, nodes: [...fold.nodes, random.pick(through)] };
}

function callSpans(trace: readonly SpanRecord[]) {
  return trace.map(({ span, resource }, place) => ({
    ...span,
    service: serviceOf(resource),
    error: isError(span),
    weight: weightOf(span.traceState),
    peer: peerOf(span),
    place,
  }));
}

function seenCalls(trace: readonly SpanRecord[], fold: Fold | undefined): FoldedCall[] {
  const spans = callSpans(trace);
  if (fold === undefined) return callsOfTrace(spans).map((call) => ({ call, through: [] }));
  const ids = new Set(fold.nodes.map(nodeId));
  const isFolded = (node: NodeRef, place: number | undefined): boolean => {
    const attributes = trace[place ?? -1]?.resource.attributes ?? [];
    const named = attributes.map(({ key, value }) => ({ key, text: valueText(value) }));
    return ids.has(nodeId(node)) || (fold.proxies && node.kind === 'service' && isProxy(named));
  };
  const calls = causedCalls(new IndexedTrace(spans)).filter(({ call }) => call.client.kind !== 'user');
  return foldCalls(calls, {
    client: ({ client, places }) => isFolded(client, places.client),
    server: ({ server, places }) => isFolded(server, places.server),
  });
}

function nearby(random: Random, duration: bigint, offsets: readonly bigint[]): DurationNano {
  return clamp(duration + random.pick(offsets)) satisfies bigint as bigint as DurationNano;
}

function clamp(value: bigint): UnixNano {
  return (value < 0n ? 0n : value > LAST ? LAST : value) as UnixNano;
}

/** A piece of a text, in another case. */
function part(random: Random, text: string): string {
  const from = random.below(Math.max(1, text.length - 2));
  const piece = text.slice(from, from + 1 + random.below(4));
  return random.chance(0.5) ? piece.toUpperCase() : piece.toLowerCase();
}
