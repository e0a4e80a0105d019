// Whether the trace context arrived, hop by hop: what trace-propagation-text.ts writes as Mermaid. Hops between the same two
// with the same result are one; what seems lost is never hidden.
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { DiagramPart } from '../diagram-part.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { placeSpans } from '../sequence/sequence-span.ts';
import { extentOf, flawsOf, type TraceFlaws } from '../trace-flaws.ts';
import type { TraceSpan } from '../trace-span.ts';
import { traceparentOf } from '../traceparent.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import { type Hop, type HopCheck, type HopEnd, hopsOf, type LoneServer } from './propagation-hops.ts';

export const MAX_HOPS = 60;
const MAX_NAME = 40;
/** Of more, Mermaid would break the header in the middle of an id. */
const ID_DIGITS = 8;

export interface TracePropagation {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  readonly nodes: readonly PropagationNode[];
  readonly hops: readonly PropagationHop[];
  /** All hops, drawn or not. */
  readonly total: number;
  readonly suspected: number;
  readonly hidden: number;
  /** Calls to databases and queues, which pass no context on. */
  readonly unchecked: number;
  readonly spans: number;
  readonly complete: boolean;
  readonly flaws: TraceFlaws;
  /** Unix nanoseconds as sent. */
  readonly start: bigint;
  readonly end: bigint;
}

export interface PropagationNode {
  /** `n0`, `n1`, ... by first appearance. */
  readonly key: string;
  readonly kind: 'service' | 'host' | 'missing';
  readonly label: string;
  readonly spanId: string;
  /** A hop to it seems lost. */
  readonly suspected: boolean;
}

/** `lost`: something is wrong that the spans prove or let one suspect. `open`: nothing says that anything is wrong. */
export type HopState = 'ok' | 'lost' | 'open';

export interface PropagationHop {
  readonly from: PropagationNode;
  readonly to: PropagationNode;
  readonly async: boolean;
  readonly check: HopCheck;
  readonly state: HopState;
  readonly label: string;
  /** What is called, and the header that was sent along: of the only hop of a trace, where there is room for them. */
  readonly header: readonly string[];
  /** How many hops of the trace it stands for. */
  readonly times: number;
  readonly spanId: string;
}

/** The same for any order of the spans and of `loneServers`. */
export function propagationOfTrace(
  given: readonly TraceSpan[],
  loneServers: readonly LoneServer[] = [],
  language: DiagramLanguage = 'en',
): TracePropagation {
  const words = TRACE_WORDS[language].propagation;
  const spans = placeSpans(given);
  const { hops, forest, unchecked } = hopsOf(spans, loneServers);
  const merged = merge(hops);
  // Sorting is stable: of equal ones those that come first stay.
  const ranked = merged.toSorted(
    (a, b) => RANKS[stateOf(b.hop.check)] - RANKS[stateOf(a.hop.check)] || b.times - a.times,
  );
  const kept = new Set(ranked.slice(0, MAX_HOPS));
  const shown = merged.filter((one) => kept.has(one));
  const lostTo = new Set(shown.flatMap(({ hop }) => (stateOf(hop.check) === 'lost' ? [hop.to.id] : [])));
  const nodes = new Map<string, PropagationNode>();
  const names = new Map<string, Set<string>>();
  for (const { hop } of merged) {
    for (const end of [hop.from, hop.to]) {
      if (end !== undefined) names.set(end.name, (names.get(end.name) ?? new Set()).add(end.namespace));
    }
  }
  const node = (end: HopEnd | undefined, hop: Hop): PropagationNode => {
    const id = end?.id ?? 'missing';
    const known = nodes.get(id);
    if (known !== undefined) return known;
    const made: PropagationNode = {
      key: `n${nodes.size}`,
      kind: end?.kind ?? 'missing',
      label: end === undefined ? words.parentNotHere : nodeLabel(end, (names.get(end.name)?.size ?? 0) > 1, language),
      spanId: end?.spanId ?? hop.span.spanId,
      suspected: lostTo.has(id),
    };
    nodes.set(id, made);
    return made;
  };
  const drawn = shown.map(({ hop, times }): PropagationHop => {
    const from = node(hop.from, hop);
    const to = node(hop.to, hop);
    const { check, async } = hop;
    return {
      from,
      to,
      async,
      check,
      state: stateOf(check),
      label: hopLabel(check, times, words),
      header: hops.length === 1 ? headerOf(hop) : [],
      times,
      spanId: hop.span.spanId,
    };
  });
  return {
    language,
    nodes: [...nodes.values()],
    hops: drawn,
    total: hops.length,
    suspected: hops.filter(({ check }) => stateOf(check) === 'lost').length,
    hidden: hops.length - drawn.reduce((sum, { times }) => sum + times, 0),
    unchecked,
    spans: spans.length,
    complete: forest.roots > 0 && forest.missingParents === 0,
    flaws: flawsOf(spans, forest),
    ...extentOf(spans),
  };
}

export function propagationParts({ nodes, hops }: TracePropagation): DiagramPart[] {
  return [
    ...nodes.map(({ key, label, spanId, suspected }) => ({
      mark: 'node' as const,
      key,
      name: label,
      spanId,
      failed: suspected,
    })),
    ...hops.map(({ from, to, label, spanId, state }) => ({
      mark: 'edge' as const,
      key: `${from.key} ${to.key}`,
      name: `${from.label} → ${to.label}: ${label}`,
      spanId,
      failed: state === 'lost',
    })),
  ];
}

const RANKS: Readonly<Record<HopState, number>> = { lost: 2, open: 1, ok: 0 };

function stateOf(check: HopCheck): HopState {
  switch (check.kind) {
    case 'arrived':
      return check.sampled === false ? 'lost' : 'ok';
    case 'parent missing':
      return 'lost';
    case 'unanswered':
      return check.reason === undefined ? 'open' : 'lost';
  }
}

function merge(hops: readonly Hop[]): { readonly hop: Hop; times: number }[] {
  const merged = new Map<string, { readonly hop: Hop; times: number }>();
  for (const hop of hops) {
    const key = JSON.stringify([hop.from?.id, hop.to.id, hop.async, hop.check]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { hop, times: 1 });
    else known.times += 1;
  }
  return [...merged.values()];
}

function nodeLabel(
  { name, namespace, kind, language: sdk }: HopEnd,
  ambiguous: boolean,
  language: DiagramLanguage,
): string {
  const plain = ambiguous && namespace !== '' ? `${namespace}/${name}` : name;
  const visible = kind === 'host' && name === '' ? COMMON_WORDS[language].unnamedHost : visibleLabel(plain, MAX_NAME);
  return sdk === '' ? visible : `${visible} · ${visibleLabel(sdk, 20)}`;
}

function headerOf({ sent }: Hop): string[] {
  return sent === undefined
    ? []
    : [visibleLabel(sent.source.name, MAX_NAME), 'traceparent', traceparentOf(sent, ID_DIGITS)];
}

type Words = (typeof TRACE_WORDS)['en']['propagation'];

function hopLabel(check: HopCheck, times: number, words: Words): string {
  const told = checkWords(check, words);
  return times > 1 ? `×${times} · ${told}` : told;
}

/** What is proved is said as it is; a cause is only suspected. */
function checkWords(check: HopCheck, words: Words): string {
  switch (check.kind) {
    case 'arrived': {
      const sampled =
        check.sampled === undefined ? words.sampledNotSaid : check.sampled ? words.sampled : words.sampledDiffers;
      return `${check.by === 'parent' ? words.ids : words.link} · ${sampled}`;
    }
    case 'parent missing':
      return words.notSent;
    case 'unanswered':
      if (check.reason === undefined) return words.noServer;
      return check.reason === 'trace begins' ? words.goesOn : words.lost;
  }
}
