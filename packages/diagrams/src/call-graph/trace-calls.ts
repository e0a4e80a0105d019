// The call graph of one trace: a node for each service, operation, database, queue and host that took part, an edge for each
// way on which calls went. What trace-calls-text.ts writes as Mermaid.
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { DiagramPart } from '../diagram-part.ts';
import { durationText } from '../fixed-width.ts';
import { type LineTone, lineTone } from '../map-changes.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { SEQUENCE_WORDS } from '../words/sequence-words.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import { type CallNode, nameOf, type Party } from '../sequence/call-node.ts';
import { buildCallTree } from '../sequence/call-tree.ts';
import { markCritical } from '../sequence/outcomes.ts';
import { placeSpans } from '../sequence/sequence-span.ts';
import { ambiguousNames, clearName } from '../service-names.ts';
import { extentOf, flawsOf, type TraceFlaws } from '../trace-flaws.ts';
import type { TraceSpan } from '../trace-span.ts';
import { upwards } from './upwards.ts';

export const MAX_EDGES = 60;
const MAX_NAME = 40;

export interface TraceCalls {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  readonly nodes: readonly CallGraphNode[];
  readonly edges: readonly CallGraphEdge[];
  /** All calls: those that edges stand for, and hidden ones. */
  readonly calls: number;
  readonly hidden: number;
  readonly hiddenWithErrors: number;
  readonly spans: number;
  readonly complete: boolean;
  /** Id of the trace that it is compared with. */
  readonly against?: string;
  readonly flaws: TraceFlaws;
  /** Unix nanoseconds as sent. */
  readonly start: bigint;
  readonly end: bigint;
}

export interface CallGraphNode {
  /** `n0`, `n1`, ... by first appearance. */
  readonly key: string;
  readonly kind: Party['kind'];
  /** Its name, and the operation that was called. */
  readonly lines: readonly string[];
  /** The same in one line. */
  readonly label: string;
  readonly spanId: string;
  /** Calls to it failed. */
  readonly failing: boolean;
  /** Compared with another trace: in this one alone, in the other one alone. */
  readonly change?: 'added' | 'removed' | undefined;
}

export interface CallGraphEdge {
  readonly from: CallGraphNode;
  readonly to: CallGraphNode;
  readonly async: boolean;
  readonly times: number;
  readonly failed: number;
  /** Sum of the calls' times, as sent; undefined while one of them has no end. */
  readonly duration: bigint | undefined;
  /** The trace waited for one of them. */
  readonly critical: boolean;
  readonly tone: LineTone;
  readonly label: string;
  readonly spanId: string;
}

/** The same for any order of the spans. Calls are those of the trace's sequence. */
export function callGraphOfTrace(
  given: readonly TraceSpan[],
  language: DiagramLanguage = 'en',
  most = MAX_EDGES,
): TraceCalls {
  const spans = placeSpans(given);
  const tree = buildCallTree(spans);
  markCritical(tree.tops);
  const calls = tree.nodes.filter(({ kind }) => kind === 'call');
  const merged = merge(calls);
  const kept = new Set(merged.toSorted(byClaim).slice(0, most));
  const shown = merged.filter((one) => kept.has(one));
  const hidden = merged.filter((one) => !kept.has(one)).flatMap((one) => one.calls);
  const failing = new Set(shown.flatMap(({ to, calls: own }) => (own.some(({ error }) => error) ? [to.id] : [])));
  const ambiguous = ambiguousNames(spans.map(({ source }) => source.service));
  const nodes = new Map<string, CallGraphNode>();
  const node = ({ id, party, operation }: End, spanId: string): CallGraphNode => {
    const known = nodes.get(id);
    if (known !== undefined) return known;
    const lines = nodeLines(party, operation, { ambiguous, language });
    const made: CallGraphNode = {
      key: `n${nodes.size}`,
      kind: party.kind,
      lines,
      label: lines.join(' · '),
      spanId,
      failing: failing.has(id),
    };
    nodes.set(id, made);
    return made;
  };
  const edges = shown.map((one): CallGraphEdge => {
    const [first] = one.calls;
    const failed = one.calls.filter(({ error }) => error).length;
    const duration = sumOf(one.calls);
    return {
      from: node(one.from, first?.spans[0]?.spanId ?? ''),
      to: node(one.to, first?.spans.at(-1)?.spanId ?? ''),
      async: one.async,
      times: one.calls.length,
      failed,
      duration,
      critical: one.calls.some(({ critical }) => critical),
      tone: lineTone(failed > 0, undefined),
      label: edgeLabel(one, { failed, duration, language }),
      spanId: first?.spans[0]?.spanId ?? '',
    };
  });
  return {
    language,
    nodes: [...nodes.values()],
    edges,
    calls: calls.length,
    hidden: hidden.length,
    hiddenWithErrors: hidden.filter(({ error }) => error).length,
    spans: spans.length,
    complete: tree.roots > 0 && tree.missingParents === 0,
    flaws: flawsOf(spans, tree),
    ...extentOf(spans),
  };
}

/** What is in the other trace alone leads to no span of this one. */
function isHere({ change }: CallGraphNode): boolean {
  return change !== 'removed';
}

export function callGraphParts({ nodes, edges }: TraceCalls): DiagramPart[] {
  return [
    ...nodes.filter(isHere).map(({ key, label, spanId, failing }) => ({
      mark: 'node' as const,
      key,
      name: label,
      spanId,
      failed: failing,
    })),
    ...edges
      .filter(({ tone }) => tone !== 'gone')
      .map(({ from, to, label, spanId, failed }) => ({
        mark: 'edge' as const,
        key: `${from.key} ${to.key}`,
        name: `${from.label} → ${to.label}: ${label}`,
        spanId,
        failed: failed > 0,
      })),
  ];
}

/** A service stands for each operation that it was called for. */
interface End {
  readonly id: string;
  readonly party: Party;
  /** '' for what has none of its own. */
  readonly operation: string;
}

interface Merged {
  readonly from: End;
  readonly to: End;
  readonly async: boolean;
  /** Never empty, in the order of the tree. */
  readonly calls: CallNode[];
}

function merge(calls: readonly CallNode[]): Merged[] {
  const merged = new Map<string, Merged>();
  const callerOperation = callerOperations();
  for (const call of calls) {
    const from = end(call.from, callerOperation(call));
    const to = end(call.to, call.to.kind === 'service' ? answeredOperation(call) : '');
    const key = JSON.stringify([from.id, to.id, call.way]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { from, to, async: call.way === 'async', calls: [call] });
    else known.calls.push(call);
  }
  return [...merged.values()];
}

function end(party: Party, operation: string): End {
  return { id: JSON.stringify([party.id, operation]), party, operation };
}

/** What the service that calls was itself called for: that of the nearest call above which reached it. */
function callerOperations(): (call: CallNode) => string {
  const reaching = new Map<string, (from: CallNode | undefined) => CallNode | undefined>();
  const topOf = upwards<CallNode>(({ within }) => within === undefined);
  return ({ from, within }) => {
    if (from.kind !== 'service') return '';
    const known = reaching.get(from.id);
    const nearest = known ?? upwards<CallNode>(({ kind, to }) => kind === 'call' && to.id === from.id);
    if (known === undefined) reaching.set(from.id, nearest);
    const above = nearest(within);
    if (above !== undefined) return answeredOperation(above);
    // Nobody called it: its own work at the top, if that is told.
    const top = topOf(within);
    return top?.kind === 'work' && top.to.id === from.id ? nameOf(top) : '';
  };
}

/** Of the span that answers, else of the one that asks. */
function answeredOperation(call: CallNode): string {
  return call.spans.at(-1)?.source.name ?? '';
}

function byClaim(a: Merged, b: Merged): number {
  const rank = ({ calls }: Merged): number =>
    calls.some(({ error }) => error) ? 2 : calls.some(({ critical }) => critical) ? 1 : 0;
  const total = ({ calls }: Merged): number => calls.reduce((sum, { start, end: until }) => sum + until - start, 0);
  return rank(b) - rank(a) || total(b) - total(a);
}

function sumOf(calls: readonly CallNode[]): bigint | undefined {
  let sum = 0n;
  for (const { duration } of calls) {
    if (duration === undefined) return undefined;
    sum += duration;
  }
  return sum;
}

/** Which spans it leads from and to, when it is one call: their ids begin so. */
function edgeLabel(
  { calls }: Merged,
  { failed, duration, language }: Pick<CallGraphEdge, 'failed' | 'duration'> & Pick<TraceCalls, 'language'>,
): string {
  const { error, noEnd } = COMMON_WORDS[language];
  const [first] = calls;
  const [one, other] = [first?.spans[0]?.spanId ?? '', first?.spans.at(-1)?.spanId ?? ''];
  const ids = one === other ? one.slice(0, 4) : `${one.slice(0, 4)} → ${other.slice(0, 4)}`;
  return [
    calls.length === 1 ? ids : `×${calls.length}`,
    failed === 0 ? '' : calls.length === 1 ? error : TRACE_WORDS[language].calls.failed(failed),
    duration === undefined ? noEnd : durationText(duration),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function nodeLines(
  party: Party,
  operation: string,
  { ambiguous, language }: { readonly ambiguous: ReadonlySet<string>; readonly language: DiagramLanguage },
): string[] {
  if (party.kind === 'caller' || party.kind === 'elsewhere') return [SEQUENCE_WORDS[language].unknown[party.kind]];
  const name =
    party.kind === 'external' && party.name === ''
      ? COMMON_WORDS[language].unnamedHost
      : visibleLabel(clearName(party, ambiguous), MAX_NAME);
  return operation === '' ? [name] : [name, visibleLabel(operation, MAX_NAME)];
}
