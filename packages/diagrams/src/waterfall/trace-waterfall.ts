// One trace as a waterfall for whoever has no page for it: the tree of its spans with a bar for each, as many as are readable.
import { buildTraceForest, preferredSlot, type TraceForest } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import { type Bar, type BarState, barTimes, byClaim, foldAlike } from '../bars.ts';
import { criticalRows } from '../critical-path.ts';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import type { ServiceColor } from '../picture.ts';
import { CLIENT, placeSpans, type PlacedSpan, PRODUCER, type SequenceSpan } from '../sequence/sequence-span.ts';

/** More rows than this nobody reads through. */
export const MAX_ROWS = 300;
const MAX_NAME = 100;
const MAX_SERVICE = 40;

export interface Waterfall {
  /** Of the words in its picture. Those that were kept before there were several are English. */
  readonly language?: DiagramLanguage | undefined;
  /** In the order of the tree. */
  readonly rows: readonly WaterfallRow[];
  /** Nanoseconds from the first start to the last end. */
  readonly extent: number;
  readonly services: number;
  readonly failed: number;
  /** Distinct spans: those with a row, those that stand in the row of others, and hidden ones. */
  readonly spans: number;
  readonly folded: number;
  readonly hidden: number;
  readonly hiddenFailed: number;
}

export type WaterfallRow = SpanBarRow | MissingParentRow;

export interface SpanBarRow extends ServiceColor {
  readonly kind: 'span';
  readonly depth: number;
  readonly name: string;
  /** The service, or the database or queue that it asked. */
  readonly party: string;
  readonly state: BarState;
  /** How many spans it stands for. */
  readonly times: number;
  /** Nanoseconds from the trace's start. */
  readonly from: number;
  readonly to: number;
  /** `12.4 ms`; undefined while one of its spans has no end. */
  readonly duration: string | undefined;
  /** Hidden spans below it. */
  readonly below: number;
}

/** Stands for a span that is not here, above its children. */
export interface MissingParentRow {
  readonly kind: 'missing';
  readonly depth: number;
  readonly spanId: string;
}

type KnownService = ServiceColor & { readonly name: string; readonly namespace: string };

/** The same for any order of the spans. Without spans it is empty. */
export function waterfallOfTrace(
  given: readonly SequenceSpan[],
  services: readonly KnownService[],
  language: DiagramLanguage = 'en',
): Waterfall {
  const spans = placeSpans(given);
  const forest = buildTraceForest(spans);
  const indices = new Map(forest.rows.map((row, index) => [row, index]));
  const bars = new Map(
    foldAlike(forest, criticalRows(forest)).flatMap((bar) => {
      const [first] = bar.rows;
      return first === undefined ? [] : [[indices.get(first) ?? 0, bar] as const];
    }),
  );
  const kept = keptRows(forest, bars);
  const hidden = [...bars].filter(([index]) => !kept.has(index));
  const below = hiddenBelow(forest, kept, hidden);
  const first = spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const last = spans.reduce((most, { end }) => Math.max(most, end), first);
  const colorOf = colorsOf(services);
  return {
    language,
    rows: [...kept]
      .toSorted((a, b) => a - b)
      .flatMap((index): WaterfallRow[] => {
        const [row, bar] = [forest.rows[index], bars.get(index)];
        if (row?.kind === 'missing') return [{ kind: 'missing', depth: row.depth, spanId: row.missingSpanId }];
        if (row === undefined || bar === undefined) return [];
        return [barRow(bar, { depth: row.depth, offset: first, below: below.get(index) ?? 0, colorOf })];
      }),
    extent: spans.length === 0 ? 0 : last - first,
    services: new Set(spans.map(({ source: { service } }) => keyOf(service))).size,
    failed: spans.filter(({ error }) => error).length,
    spans: spans.length,
    folded: [...bars].reduce((sum, [index, { rows }]) => sum + (kept.has(index) ? rows.length - 1 : 0), 0),
    hidden: hidden.reduce((sum, [, { rows }]) => sum + rows.length, 0),
    hiddenFailed: hidden.filter(([, { state }]) => state === 'failed').length,
  };
}

/** Those with the first claim to room, each with all that it hangs from. By index of the row; bars by that of their first. */
function keptRows({ rows }: TraceForest<PlacedSpan>, bars: ReadonlyMap<number, Bar>): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const [index] of [...bars].toSorted(([, a], [, b]) => byClaim(a, b))) {
    const room = MAX_ROWS - kept.size;
    if (room === 0) break;
    const path: number[] = [];
    for (let at: number | undefined = index; at !== undefined && !kept.has(at); at = rows[at]?.parent) {
      path.push(at);
      if (path.length > room) break;
    }
    if (path.length <= room) for (const one of path) kept.add(one);
  }
  return kept;
}

/** Hidden spans by the row that is nearest above them. */
function hiddenBelow(
  { rows }: TraceForest<PlacedSpan>,
  kept: ReadonlySet<number>,
  hidden: readonly (readonly [number, Bar])[],
): ReadonlyMap<number, number> {
  // Parents stand before their children.
  const nearest: (number | undefined)[] = [];
  for (const [index, { parent }] of rows.entries()) {
    nearest.push(kept.has(index) ? index : parent === undefined ? undefined : nearest[parent]);
  }
  const counts = new Map<number, number>();
  for (const [index, bar] of hidden) {
    const above = nearest[index];
    if (above !== undefined) counts.set(above, (counts.get(above) ?? 0) + bar.rows.length);
  }
  return counts;
}

interface RowFacts {
  readonly depth: number;
  readonly offset: number;
  readonly below: number;
  readonly colorOf: (service: KnownName) => ServiceColor;
}

type KnownName = Pick<KnownService, 'name' | 'namespace'>;

function barRow({ rows, state }: Bar, { depth, offset, below, colorOf }: RowFacts): SpanBarRow {
  const { duration, ...times } = barTimes(rows, offset);
  const [first] = rows;
  const service = first?.span.source.service ?? { name: '', namespace: '' };
  const peer = first?.children.length === 0 ? askedBy(first.span) : undefined;
  return {
    kind: 'span',
    depth,
    name: visibleLabel(first?.span.source.name ?? '', MAX_NAME),
    party: visibleLabel(peer ?? service.name, MAX_SERVICE),
    ...(peer === undefined ? colorOf(service) : { color: preferredSlot(peer) }),
    state,
    times: rows.length,
    ...times,
    duration: duration === undefined ? undefined : durationText(duration),
    below,
  };
}

/** The database or queue that a span asks: what happened there is seen in the caller alone. */
function askedBy({ kind, peer }: PlacedSpan): string | undefined {
  if ((kind !== CLIENT && kind !== PRODUCER) || (peer?.kind !== 'database' && peer?.kind !== 'queue')) return undefined;
  return peer.name;
}

function colorsOf(services: readonly KnownService[]): (service: KnownName) => ServiceColor {
  const known = new Map(services.map((service) => [keyOf(service), service]));
  return (service) => {
    const { color, secondLap } = known.get(keyOf(service)) ?? { color: preferredSlot(service.name) };
    return secondLap === true ? { color, secondLap } : { color };
  };
}

function keyOf({ name, namespace }: KnownName): string {
  return `${namespace}\0${name}`;
}
