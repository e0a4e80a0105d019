// What became of the trace context over the spans of many traces: begun, handed on within a process or to another one, lost on
// the way, sampled or not, and how the span ended that had it.
import { buildTraceForest, type SpanRow, type TraceForest } from '@spanloom/analysis';
import type { BlockDiagram } from '@spanloom/api-schema';
import { CONSUMER, type PlacedSpan, SERVER } from '../sequence/sequence-span.ts';
import { flawsOf } from '../trace-flaws.ts';
import { type KnownStates, statesDiagram, type WindowStep } from '../window/state-flows.ts';
import { basisText, placedTrace, type TracesFacts, traceSpanOf } from '../window/traces-facts.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { sameSampled } from './propagation-hops.ts';

/** Where a span has its context from. */
const ORIGINS = ['root', 'linked', 'local', 'remote', 'circle', 'lostRemote', 'lostLocal', 'lost'] as const;
type Origin = (typeof ORIGINS)[number];
const LOST: ReadonlySet<Origin> = new Set(['circle', 'lostRemote', 'lostLocal', 'lost']);

const STATES: KnownStates = {
  order: [
    'none',
    'elsewhere',
    'handedOn',
    ...ORIGINS,
    'sampled',
    'notSampled',
    'notTold',
    'changed',
    'completed',
    'failed',
    'open',
  ] satisfies (keyof (typeof WINDOW_WORDS)['en']['contextStates']['states'])[],
  bad: new Set([...LOST, 'changed']),
  warn: new Set(['failed']),
};

/** Flags say whether the parent is remote. */
const HAS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** What must hold of every trace, in the order in which it is told. */
const INVARIANTS = ['roots', 'parents', 'circles', 'ids', 'ended'] as const;

export function contextStatesOf(facts: TracesFacts): BlockDiagram | undefined {
  const { language } = facts;
  const { contextStates: words } = WINDOW_WORDS[language];
  const steps: WindowStep[] = [];
  /** Of how many traces it does not hold. */
  const broken: Record<(typeof INVARIANTS)[number], number> = { roots: 0, parents: 0, circles: 0, ids: 0, ended: 0 };
  for (const trace of facts.traces) {
    const placed = placedTrace(trace);
    const forest = buildTraceForest(placed);
    const flaws = flawsOf(placed, forest);
    steps.push(...contextSteps(forest));
    if (forest.roots !== 1) broken.roots += 1;
    if (flaws.missingParents > 0) broken.parents += 1;
    if (flaws.cycles > 0) broken.circles += 1;
    if (flaws.conflicting > 0) broken.ids += 1;
    if (flaws.unfinished > 0) broken.ended += 1;
  }
  if (steps.length === 0) return undefined;
  const { fact, and } = COMMON_WORDS[language];
  const told = INVARIANTS.map((name) => ({ times: broken[name], words: words.invariants[name] }));
  const violated = told.flatMap(({ times, words: [, not = ''] }) => (times === 0 ? [] : [fact(not, String(times))]));
  return statesDiagram(steps, STATES, {
    language,
    title: words.title,
    source: facts.source,
    direction: 'LR',
    names: words.states,
    facts: [
      ...(violated.length === 0 ? [] : [{ name: 'broken' as const, value: violated.reduce(and) }]),
      { name: 'basis', value: basisText(facts) },
    ],
    // Without numbers, which would be another picture each time.
    notes: told.map(({ times, words: [holds = ''] }) => {
      const longest = words.broken(holds);
      return { line: times === 0 ? words.holds(holds) : longest, longest };
    }),
  });
}

/** Of each span: where its context is from, by whom it was handed on, whether it is sampled, and how it ended. */
function contextSteps({ rows }: TraceForest<PlacedSpan>): WindowStep[] {
  const spanRow = (place: number | undefined): SpanRow<PlacedSpan> | undefined => {
    const row = place === undefined ? undefined : rows[place];
    return row?.kind === 'span' ? row : undefined;
  };
  const originOf = (row: SpanRow<PlacedSpan>): Origin => {
    const { span, flaw, parent } = row;
    if (flaw === 'orphan') return lostParent(traceSpanOf(span).flags);
    if (flaw === 'cycle') return 'circle';
    const above = spanRow(parent);
    if (above === undefined) return span.source.links.length > 0 ? 'linked' : 'root';
    return isRemote(span, above.span) ? 'remote' : 'local';
  };
  return rows.flatMap((row): WindowStep[] => {
    if (row.kind !== 'span') return [];
    const { span } = row;
    const { traceId, weight, flags } = traceSpanOf(span);
    const { spanId, duration, error } = span;
    const above = spanRow(row.parent);
    const origin = originOf(row);
    const lost = LOST.has(origin);
    const changed = above !== undefined && sameSampled(above.span, span) === false;
    const sampled = changed ? 'changed' : flags === 0 ? 'notTold' : (flags & 1) === 1 ? 'sampled' : 'notSampled';
    const of = { traceId, spanId, weight };
    const handedOn: WindowStep[] =
      lost || above === undefined
        ? []
        : [
            {
              ...of,
              from: originOf(above),
              to: 'handedOn',
              took: Math.max(0, span.start - above.span.start),
              wrong: '',
            },
          ];
    return [
      ...handedOn,
      {
        ...of,
        from: lost ? 'elsewhere' : above === undefined ? 'none' : 'handedOn',
        to: origin,
        took: undefined,
        wrong: lost ? 'lost' : '',
      },
      { ...of, from: origin, to: sampled, took: undefined, wrong: changed ? 'lost' : '' },
      {
        ...of,
        from: sampled,
        to: duration === undefined ? 'open' : error ? 'failed' : 'completed',
        took: duration === undefined ? undefined : Number(duration),
        wrong: error ? 'error' : '',
      },
    ];
  });
}

function lostParent(flags: number): Origin {
  if ((flags & HAS_REMOTE) === 0) return 'lost';
  return (flags & IS_REMOTE) === 0 ? 'lostLocal' : 'lostRemote';
}

/** As the flags say; where they say nothing, from one service to another, or what was received. */
function isRemote(span: PlacedSpan, parent: PlacedSpan): boolean {
  const { flags, service } = traceSpanOf(span);
  if ((flags & HAS_REMOTE) !== 0) return (flags & IS_REMOTE) !== 0;
  const of = parent.source.service;
  const received = span.kind === SERVER || span.kind === CONSUMER;
  return received || service.name !== of.name || service.namespace !== of.namespace;
}
