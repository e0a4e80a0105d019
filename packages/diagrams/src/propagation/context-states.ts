// What became of the trace context over the spans of many traces: begun, handed on within a process or to another one, lost on
// the way, sampled or not, and how the span ended that had it.
import { buildTraceForest, type SpanRow, type TraceForest } from '@spanloom/analysis';
import type { BlockDiagram } from '@spanloom/api-schema';
import { CONSUMER, type PlacedSpan, SERVER } from '../sequence/sequence-span.ts';
import { flawsOf } from '../trace-flaws.ts';
import { statesDiagram, type StateWords, type WindowStep } from '../window/state-flows.ts';
import { basisText, placedTrace, type TracesFacts, traceSpanOf } from '../window/traces-facts.ts';
import { sameSampled } from './propagation-hops.ts';

const NO_CONTEXT = 'No context';
const ELSEWHERE = 'Context from elsewhere';
const HANDED_ON = 'Context handed on';
/** Where a span has its context from. */
const ORIGINS = {
  root: 'Root started',
  linked: 'Root started, with links',
  local: 'Child in the process',
  remote: 'Child of a remote span',
  circle: 'In a circle of parents',
  lostRemote: 'Remote parent not here',
  lostLocal: 'Local parent not here',
  lost: 'Parent not here',
} as const;
type Origin = keyof typeof ORIGINS;
const LOST: ReadonlySet<Origin> = new Set(['circle', 'lostRemote', 'lostLocal', 'lost']);
const SAMPLED = 'Sampled';
const NOT_SAMPLED = 'Not sampled';
const NOT_TOLD = 'Sampled or not: not told';
const CHANGED = 'Sampled otherwise than its parent';
const ENDS = ['Completed', 'Failed', 'No end yet'] as const;

const WORDS: StateWords = {
  order: [
    NO_CONTEXT,
    ELSEWHERE,
    HANDED_ON,
    ...Object.values(ORIGINS),
    SAMPLED,
    NOT_SAMPLED,
    NOT_TOLD,
    CHANGED,
    ...ENDS,
  ],
  bad: new Set([...[...LOST].map((origin) => ORIGINS[origin]), CHANGED]),
  warn: new Set(['Failed']),
};

/** Flags say whether the parent is remote. */
const HAS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** What must hold of every trace; `broken`: of how many it does not. */
interface Invariant {
  readonly holds: string;
  readonly not: string;
  broken: number;
}

export function contextStatesOf(facts: TracesFacts): BlockDiagram | undefined {
  const steps: WindowStep[] = [];
  const roots: Invariant = { holds: 'each trace has one root', not: 'traces without one root', broken: 0 };
  const parents: Invariant = { holds: 'every parent is here', not: 'traces with parents that are not here', broken: 0 };
  const circles: Invariant = { holds: 'no circle of parents', not: 'traces with circles of parents', broken: 0 };
  const ids: Invariant = { holds: 'every id once', not: 'traces with an id used twice', broken: 0 };
  const ended: Invariant = { holds: 'every span has an end', not: 'traces with spans without an end', broken: 0 };
  for (const trace of facts.traces) {
    const placed = placedTrace(trace);
    const forest = buildTraceForest(placed);
    const flaws = flawsOf(placed, forest);
    steps.push(...contextSteps(forest));
    if (forest.roots !== 1) roots.broken += 1;
    if (flaws.missingParents > 0) parents.broken += 1;
    if (flaws.cycles > 0) circles.broken += 1;
    if (flaws.conflicting > 0) ids.broken += 1;
    if (flaws.unfinished > 0) ended.broken += 1;
  }
  if (steps.length === 0) return undefined;
  const invariants = [roots, parents, circles, ids, ended];
  const broken = invariants.filter((one) => one.broken > 0);
  return statesDiagram(steps, WORDS, {
    title: 'States of trace contexts',
    source: facts.source,
    direction: 'LR',
    facts: [
      ...(broken.length === 0
        ? []
        : [{ name: 'broken' as const, value: broken.map(({ not, broken: times }) => `${not}: ${times}`).join('; ') }]),
      { name: 'basis', value: basisText(facts, '') },
    ],
    // Without numbers, which would be another picture each time.
    notes: invariants.map(({ holds, broken: times }) => (times === 0 ? `✓ ${holds}` : `✗ not always: ${holds}`)),
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
    const sampled = changed ? CHANGED : flags === 0 ? NOT_TOLD : (flags & 1) === 1 ? SAMPLED : NOT_SAMPLED;
    const [completed, failed, open] = ENDS;
    const of = { traceId, spanId, weight };
    const handedOn: WindowStep[] =
      lost || above === undefined
        ? []
        : [
            {
              ...of,
              from: ORIGINS[originOf(above)],
              to: HANDED_ON,
              took: Math.max(0, span.start - above.span.start),
              wrong: '',
            },
          ];
    return [
      ...handedOn,
      {
        ...of,
        from: lost ? ELSEWHERE : above === undefined ? NO_CONTEXT : HANDED_ON,
        to: ORIGINS[origin],
        took: undefined,
        wrong: lost ? 'lost' : '',
      },
      { ...of, from: ORIGINS[origin], to: sampled, took: undefined, wrong: changed ? 'lost' : '' },
      {
        ...of,
        from: sampled,
        to: duration === undefined ? open : error ? failed : completed,
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
