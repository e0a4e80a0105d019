// The call graphs of two traces as one: what came, what went, what took longer or failed. Nodes are the same by what they are
// called, since spans of two traces have nothing else in common.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { durationText } from '../fixed-width.ts';
import { lineTone } from '../map-changes.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { TraceSpan } from '../trace-span.ts';
import { type CallGraphEdge, callGraphOfTrace, type CallGraphNode, MAX_EDGES, type TraceCalls } from './trace-calls.ts';

/** One trace is one measurement: less than a quarter and a millisecond says nothing. */
const LEAST_RATIO = 1.25;
const LEAST_NANOS = 1_000_000n;

/** Two traces as one graph. `traceId`: of the trace before. */
export function comparedCallsOfTraces(
  before: readonly TraceSpan[],
  after: readonly TraceSpan[],
  traceId: string,
  language: DiagramLanguage = 'en',
): TraceCalls {
  // Cut only once it is known what differs: an edge that one of the two had no room for is not gone.
  const every = (spans: readonly TraceSpan[]) => callGraphOfTrace(spans, language, Number.POSITIVE_INFINITY);
  return comparedCalls(every(before), every(after), traceId);
}

/** What is in the trace before alone is there too, without spans to lead to. What changed is drawn before what did not. */
function comparedCalls(before: TraceCalls, after: TraceCalls, traceId: string): TraceCalls {
  const { language } = after;
  const gone = { ...GONE, label: COMMON_WORDS[language].gone, critical: false };
  const old = new Map(before.edges.map((edge) => [edgeId(edge), edge]));
  const [wasThere, isThere] = [before, after].map(({ nodes }) => new Set(nodes.map(nodeId)));
  const isNew = new Set(after.edges.map(edgeId));
  const every = [
    ...after.edges.map((edge) => ({ ...edge, ...changeOf(old.get(edgeId(edge)), edge, language) })),
    ...before.edges.filter((edge) => !isNew.has(edgeId(edge))).map((edge) => ({ ...edge, ...gone })),
  ];
  const claim = (edge: CallGraphEdge): number => {
    if (edge.failed > 0) return 3;
    if (edge.tone !== 'plain' || !old.has(edgeId(edge))) return 2;
    return edge.critical ? 1 : 0;
  };
  const kept = new Set(every.toSorted((a, b) => claim(b) - claim(a) || b.times - a.times).slice(0, MAX_EDGES));
  const edges = every.filter((edge) => kept.has(edge));
  const hidden = every.filter((edge) => !kept.has(edge));
  const shown = new Set(edges.flatMap(({ from, to }) => [nodeId(from), nodeId(to)]));
  const nodes = new Map<string, CallGraphNode>();
  for (const node of [...after.nodes, ...before.nodes]) {
    const id = nodeId(node);
    if (nodes.has(id) || !shown.has(id)) continue;
    const change = isThere?.has(id) === true ? (wasThere?.has(id) === true ? undefined : 'added') : 'removed';
    nodes.set(id, { ...node, key: `n${nodes.size}`, change, failing: node.failing && change !== 'removed' });
  }
  return {
    ...after,
    against: traceId,
    nodes: [...nodes.values()],
    edges: edges.map((edge) => ({
      ...edge,
      from: nodes.get(nodeId(edge.from)) ?? edge.from,
      to: nodes.get(nodeId(edge.to)) ?? edge.to,
    })),
    hidden: after.hidden + hidden.reduce((sum, { times }) => sum + times, 0),
    hiddenWithErrors: after.hiddenWithErrors + hidden.reduce((sum, { failed }) => sum + failed, 0),
  };
}

const GONE = { tone: 'gone', failed: 0, times: 0, duration: undefined } as const;

function changeOf(
  was: CallGraphEdge | undefined,
  is: CallGraphEdge,
  language: DiagramLanguage,
): Pick<CallGraphEdge, 'tone' | 'label'> {
  const words = TRACE_WORDS[language].calls;
  const failing = is.failed > 0;
  const told = (changes: readonly string[]): string => [is.label, ...changes].join(' · ');
  if (was === undefined) return { tone: lineTone(failing, undefined), label: told([COMMON_WORDS[language].added]) };
  const longer = longerBy(was, is);
  const changes = [
    ...(was.times === is.times ? [] : [words.was(was.times)]),
    ...(was.failed > 0 === failing ? [] : [failing ? words.failsNow : words.failedBefore]),
    ...(longer === undefined ? [] : [`${longer > 0n ? '+' : '\u2212'}${durationText(longer > 0n ? longer : -longer)}`]),
  ];
  const isMore = longer !== undefined && longer > 0n;
  const isLess = longer !== undefined || (was.failed > 0 && !failing);
  return { tone: failing ? 'failing' : isMore ? 'more' : isLess ? 'less' : 'plain', label: told(changes) };
}

/** undefined: no difference to speak of, or none that is known. */
function longerBy({ duration: was }: CallGraphEdge, { duration: is }: CallGraphEdge): bigint | undefined {
  if (was === undefined || is === undefined) return undefined;
  const [shorter, longer] = was < is ? [was, is] : [is, was];
  const matters = longer - shorter >= LEAST_NANOS && Number(longer) >= Number(shorter) * LEAST_RATIO;
  return matters ? is - was : undefined;
}

function nodeId({ kind, label }: CallGraphNode): string {
  return `${kind} ${label}`;
}

function edgeId({ from, to, async }: CallGraphEdge): string {
  return JSON.stringify([nodeId(from), nodeId(to), async]);
}
