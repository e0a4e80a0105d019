// A sequence as Mermaid states it, line by line, but typed: what the text, the table and the painted picture share.
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { CallNode, Party } from './call-node.ts';
import type { TraceFlaws } from '../trace-flaws.ts';
import type { Hidden } from './limits.ts';

export interface Sequence {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  /** In the order in which they stand. */
  readonly participants: readonly Participant[];
  readonly statements: readonly Statement[];
  /** Distinct spans. */
  readonly spans: number;
  /** All calls of the trace: drawn ones, their repetitions, and hidden ones. */
  readonly calls: number;
  readonly drawn: number;
  readonly repeats: number;
  readonly hidden: Hidden;
  readonly participantsHidden: number;
  /** Spans of work inside a service that have no line. */
  readonly elided: number;
  /** It has a root, and no parent is missing. */
  readonly complete: boolean;
  readonly flaws: TraceFlaws;
  /** Unix nanoseconds as sent: the first start and the last end. */
  readonly start: bigint;
  readonly end: bigint;
}

export interface Participant {
  /** `p0`, `p1`, ... by first appearance. */
  readonly key: string;
  readonly party: Party;
  readonly label: string;
  /** Sends no spans itself. */
  readonly inferred: boolean;
  /** Span that leads to it. */
  readonly spanId: string;
  /** Some drawn call to it failed. */
  readonly failing: boolean;
}

/** What arrows look like: it waits for the answer, it does not, an answer; each of them failed or not. */
export type ArrowLook = 'call' | 'send' | 'answer';

export interface Message {
  readonly kind: 'message';
  readonly node: CallNode;
  readonly look: ArrowLook;
  /** Ids of parties. */
  readonly from: string;
  readonly to: string;
  readonly failed: boolean;
  /** A call begins work of its receiver; an answer ends that of its sender. */
  readonly activation: boolean;
  readonly label: string;
}

export interface Note {
  readonly kind: 'note';
  /** The work it tells of; undefined for a note of ours. */
  readonly node: CallNode | undefined;
  readonly over: readonly string[];
  readonly label: string;
  /** What failed. */
  readonly failed: boolean;
}

export type Block = 'loop' | 'par' | 'critical' | 'break' | 'rect';

export type Statement =
  | Message
  | Note
  | { readonly kind: 'open'; readonly block: Block; readonly label: string }
  | { readonly kind: 'next'; readonly word: 'and' | 'option'; readonly label: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'deactivate'; readonly party: string };
