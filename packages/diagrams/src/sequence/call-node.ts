// What a sequence is made of before it is drawn: calls, and a service's own work, each below the call it happened in.
import { type NodeKind, type NodeRef, nodeId } from '@spanloom/analysis';
import type { ToldLinks } from './links.ts';
import type { PlacedSpan } from './sequence-span.ts';

/** Who takes part: a node of the service graph, whoever called the trace's first span, or who sent a message elsewhere. */
export interface Party {
  readonly id: string;
  readonly kind: NodeKind | 'caller' | 'elsewhere';
  /** '' for an external host that nothing names. */
  readonly name: string;
  readonly namespace: string;
  readonly cluster: string;
}

export const CALLER: Party = { id: 'caller', kind: 'caller', name: '', namespace: '', cluster: '' };

/** Whoever sent what is linked to from here, with a span that is not here. */
export const SENDER_ELSEWHERE: Party = { id: 'elsewhere', kind: 'elsewhere', name: '', namespace: '', cluster: '' };

/** Not known: two calls from it need not be from the same one. */
export function isUnknown({ kind }: Party): boolean {
  return kind === 'caller' || kind === 'elsewhere';
}

export function nodeParty(node: NodeRef): Party {
  return { id: nodeId(node), ...node, cluster: '' };
}

export function serviceParty({ source }: PlacedSpan): Party {
  const { service, cluster } = source;
  return { id: nodeId({ kind: 'service', ...service }), kind: 'service', ...service, cluster };
}

/** How the caller goes on: it waits for the answer, or it does not. */
export type CallWay = 'sync' | 'async';

export interface CallNode {
  readonly kind: 'call' | 'work';
  readonly way: CallWay;
  readonly from: Party;
  readonly to: Party;
  /** The caller's span, or the called one's where there is no caller's; then the other side's. Never empty. */
  readonly spans: readonly PlacedSpan[];
  /** Spans around the first one that tell the same call, and of it what that one does not; the outermost first. */
  readonly around: readonly PlacedSpan[];
  /** For the order, as corrected. */
  readonly start: number;
  readonly end: number;
  /** As sent; undefined while unfinished. */
  readonly duration: bigint | undefined;
  readonly error: boolean;
  /** Why it has no caller. */
  readonly flaw: 'orphan' | 'cycle' | undefined;
  /** How long the message lay in the queue; undefined when that is not known. */
  readonly queued: bigint | undefined;
  readonly links: ToldLinks;
  /** In which it is drawn. */
  readonly parent: CallNode | undefined;
  /** In whose work it was made, which may have been over by then. */
  readonly within: CallNode | undefined;
  /**
   * What a time by the clock of who works in it becomes by the clock of who works in `parent`, at the earliest that it can have
   * been: nanoseconds to add, never more than 0.
   */
  readonly sooner: number;
  /** Until when nothing is over of it and of all that it is drawn in. */
  readonly allRun: RunTimes;
  /** What happened in it, sorted once the tree is built. */
  readonly children: CallNode[];

  /** How often it was tried before. */
  attempt: number;
  /** The failure that it tries again, where that is in the trace. */
  retries: CallNode | undefined;
  /** The further attempt that followed its failure. */
  retriedBy: CallNode | undefined;
  /** Nanoseconds between the failure before and this attempt. */
  waited: number;
  /** It undoes something after a failure; `said` when an attribute says so. */
  undoes: 'said' | 'inferred' | undefined;
  /** Its parent's parallel part and its branch of it. */
  branch: Branch | undefined;
  /** The loop that stands for it and its repetitions. */
  loop: Loop | undefined;
  /** The trace would have been shorter without it. */
  critical: boolean;
}

export interface RunTimes {
  /** No call is answered. */
  readonly unanswered: number;
  /** Nor has anything ended. */
  readonly unended: number;
}

/** One of the things that a caller does at the same time. */
export interface Branch {
  /** Equal for the branches of one parallel part; unique within the parent. */
  readonly part: number;
  readonly lane: number;
}

/** The same calls several times in a row. */
export interface Loop {
  readonly times: number;
  readonly sum: bigint;
  readonly p95: bigint;
}

/** What a span with that node is called. */
export function nameOf(node: CallNode): string {
  return node.spans[0]?.source.name ?? '';
}
