// Query parameters of the API -> the store's TraceFilter.
import { type NodeRef, parseNodeId } from '@spanloom/analysis';
import { type FilterParameters, readAttributeCondition } from '@spanloom/api-schema';
import { type DurationNano, ok, type Result, type UnixNano } from '@spanloom/otlp-model';
import type {
  AttributeCondition,
  AttributeScope,
  EdgeFilter,
  Fold,
  SpanFilter,
  TimeWindow,
  TraceFilter,
} from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { badRequest } from './answers.ts';

const FOLD_PROXIES = 'proxies';
const NEGATED = { negated: true } as const;
const LAST_NANO = ((1n << 64n) - 1n) as UnixNano;

export function traceFilter(parameters: FilterParameters): Result<TraceFilter, QueryFailure> {
  const window = timeWindow(parameters);
  if (!window.ok) return window;
  // A condition that is ignored would look like an answer.
  if (parameters.namespace !== undefined && parameters.service === undefined) {
    return badRequest('namespace', 'goes only together with service');
  }
  const edge = edgeFilter(parameters);
  if (!edge.ok) return edge;
  return ok({ window: window.value, span: spanFilter(parameters), edge: edge.value });
}

/** A filter whose window has both ends, as the schema of the endpoint demands. */
export function windowedTraceFilter(
  parameters: FilterParameters & { readonly start: string; readonly end: string },
): Result<TraceFilter & { readonly window: TimeWindow }, QueryFailure> {
  const filter = traceFilter(parameters);
  if (!filter.ok) return filter;
  const window = { start: BigInt(parameters.start) as UnixNano, end: BigInt(parameters.end) as UnixNano };
  return ok({ ...filter.value, window });
}

/** undefined when neither end is given; a missing end is open. */
export function timeWindow(parameters: {
  readonly start?: string;
  readonly end?: string;
}): Result<TimeWindow | undefined, QueryFailure> {
  if (parameters.start === undefined && parameters.end === undefined) return ok(undefined);
  // The schema has checked that both fit an unsigned 64-bit integer.
  const start = BigInt(parameters.start ?? '0') as UnixNano;
  const end = parameters.end === undefined ? LAST_NANO : (BigInt(parameters.end) as UnixNano);
  if (start > end) return badRequest('start', 'the window starts after its end');
  return ok({ start, end });
}

function spanFilter(parameters: FilterParameters): SpanFilter {
  const attributes = [
    ...attributeConditions(parameters.attr, undefined),
    ...attributeConditions(parameters.spanAttr, 'span'),
    ...attributeConditions(parameters.resourceAttr, 'resource'),
    ...attributeConditions(parameters.notAttr, undefined, NEGATED),
    ...attributeConditions(parameters.notSpanAttr, 'span', NEGATED),
    ...attributeConditions(parameters.notResourceAttr, 'resource', NEGATED),
  ];
  return {
    service: parameters.service,
    namespace: parameters.namespace,
    operation: parameters.operation,
    kind: parameters.kind,
    status: parameters.status,
    minDuration: duration(parameters.minDuration),
    maxDuration: duration(parameters.maxDuration),
    attributes: attributes.length === 0 ? undefined : attributes,
    text: parameters.text,
  };
}

function duration(text: string | undefined): DurationNano | undefined {
  return text === undefined ? undefined : (BigInt(text) as DurationNano);
}

function attributeConditions(
  items: readonly string[] | undefined,
  scope: AttributeScope | undefined,
  negated?: typeof NEGATED,
): readonly AttributeCondition[] {
  return (items ?? []).flatMap((item) => {
    // The schema has checked that all of them can be read.
    const read = readAttributeCondition(item);
    return read === undefined ? [] : [{ scope, ...read, ...negated }];
  });
}

function edgeFilter(parameters: FilterParameters): Result<EdgeFilter | undefined, QueryFailure> {
  const fold = foldOf(parameters);
  if (!fold.ok) return fold;
  if (parameters.client === undefined && parameters.server === undefined) return ok(undefined);
  const client = nodeOf('client', parameters.client);
  if (!client.ok) return client;
  const server = nodeOf('server', parameters.server);
  if (!server.ok) return server;
  const [from, to] = [client.value?.split?.by, server.value?.split?.by];
  if (from !== undefined && to !== undefined && from !== to) {
    return badRequest('server', `names a part by ${to}, and client one by ${from}: a graph is split by one thing`);
  }
  return ok({ client: client.value, server: server.value, ...(fold.value && { fold: fold.value }) });
}

/** What `fold` asks for; undefined: nothing is folded. */
export function foldOf({ fold }: Pick<FilterParameters, 'fold'>): Result<Fold | undefined, QueryFailure> {
  if (fold === undefined) return ok(undefined);
  const nodes: NodeRef[] = [];
  for (const id of fold) {
    if (id === FOLD_PROXIES) continue;
    const node = nodeOf('fold', id);
    if (!node.ok) return node;
    if (node.value?.split !== undefined) return badRequest('fold', 'names a whole node, not a part of a service');
    if (node.value !== undefined) nodes.push(node.value);
  }
  return ok({ proxies: fold.includes(FOLD_PROXIES), nodes });
}

/** Reads the id of a node that a parameter gives. */
export function nodeOf(path: string, id: string | undefined): Result<NodeRef | undefined, QueryFailure> {
  if (id === undefined) return ok(undefined);
  const parsed = parseNodeId(id);
  return parsed.ok ? parsed : badRequest(path, parsed.error);
}
