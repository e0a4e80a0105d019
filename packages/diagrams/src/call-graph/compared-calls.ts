// The call graphs of two traces as one: what came, what went, what took longer or failed. Nodes are the same by what they are
// called, since spans of two traces have nothing else in common.
import { durationText } from '../fixed-width.ts';
import { lineTone } from '../map-changes.ts';
import type { CallGraphEdge, CallGraphNode, TraceCalls } from './trace-calls.ts';

/** One trace is one measurement: less than a quarter and a millisecond says nothing. */
const LEAST_RATIO = 1.25;
const LEAST_NANOS = 1_000_000n;

/** What is in the trace before alone is there too, without spans to lead to. `traceId`: of the trace before. */
export function comparedCalls(before: TraceCalls, after: TraceCalls, traceId: string): TraceCalls {
  const old = new Map(before.edges.map((edge) => [edgeId(edge), edge]));
  const [wasThere, isThere] = [before, after].map(({ nodes }) => new Set(nodes.map(nodeId)));
  const isNew = new Set(after.edges.map(edgeId));
  const nodes = new Map<string, CallGraphNode>();
  for (const node of [...after.nodes, ...before.nodes]) {
    const id = nodeId(node);
    if (nodes.has(id)) continue;
    const change = isThere?.has(id) === true ? (wasThere?.has(id) === true ? undefined : 'added') : 'removed';
    nodes.set(id, { ...node, key: `n${nodes.size}`, change, failing: node.failing && change !== 'removed' });
  }
  const ends = ({ from, to }: CallGraphEdge) => ({
    from: nodes.get(nodeId(from)) ?? from,
    to: nodes.get(nodeId(to)) ?? to,
  });
  return {
    ...after,
    against: traceId,
    nodes: [...nodes.values()],
    edges: [
      ...after.edges.map((edge) => ({ ...edge, ...ends(edge), ...changeOf(old.get(edgeId(edge)), edge) })),
      ...before.edges
        .filter((edge) => !isNew.has(edgeId(edge)))
        .map((edge) => ({ ...edge, ...ends(edge), ...GONE, critical: false })),
    ],
  };
}

const GONE = { tone: 'gone', label: 'gone', failed: 0, times: 0, duration: undefined } as const;

function changeOf(was: CallGraphEdge | undefined, is: CallGraphEdge): Pick<CallGraphEdge, 'tone' | 'label'> {
  const failing = is.failed > 0;
  const told = (words: readonly string[]): string => [is.label, ...words].join(' · ');
  if (was === undefined) return { tone: lineTone(failing, undefined), label: told(['new']) };
  const longer = longerBy(was, is);
  const words = [
    ...(was.times === is.times ? [] : [`was ×${was.times}`]),
    ...(was.failed > 0 === failing ? [] : [failing ? 'fails now' : 'failed before']),
    ...(longer === undefined ? [] : [`${longer > 0n ? '+' : '\u2212'}${durationText(longer > 0n ? longer : -longer)}`]),
  ];
  const isMore = longer !== undefined && longer > 0n;
  const isLess = longer !== undefined || (was.failed > 0 && !failing);
  return { tone: failing ? 'failing' : isMore ? 'more' : isLess ? 'less' : 'plain', label: told(words) };
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
