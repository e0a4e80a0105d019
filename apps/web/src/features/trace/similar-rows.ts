// Folding similar siblings: many calls of one kind below one span become one row that can be opened. Errors and repeated
// attempts never go into a fold, and neither does anything with a large tree of its own.
import type { GroupModelRow, ModelRow, SpanModelRow } from './model-row.ts';
import { serviceKey, type ViewSpan } from './view-span.ts';

/** Fewer than this are easier to read one by one. */
const LEAST = 5;
/** A call over the network is often a client, a server and a query: with more below it, a sibling stays by itself. */
const MOST_BELOW = 3;

/** Similar siblings before their row is made. */
interface Members {
  readonly kind: 'members';
  readonly members: readonly SpanModelRow[];
}

/** Where a row comes to stand. */
interface Place {
  readonly parent: number | undefined;
  readonly children: number[];
  readonly depth: number;
  descendants: number;
  spansBelow: number;
}

/** A row or a group that is still to be placed. */
interface Work {
  readonly what: ModelRow | Members;
  readonly parent: number | undefined;
  /** Levels that groups above added. */
  readonly deeper: number;
}

/** The same rows with a group row above each set of similar siblings. Rows come depth first, before and after. */
export function groupSimilar(rows: readonly ModelRow[]): readonly ModelRow[] {
  const folds = ({ row: { children } }: ModelRow): boolean =>
    children.length >= LEAST && piecesOf(rows, children).length < children.length;
  if (!rows.some(folds)) return rows;
  const order: (ModelRow | Members)[] = [];
  const places: Place[] = [];
  const stack = rows
    .filter((row) => row.row.parent === undefined)
    .map((what): Work => ({ what, parent: undefined, deeper: 0 }))
    .toReversed();
  for (let work = stack.pop(); work !== undefined; work = stack.pop()) {
    const { what, parent, deeper } = work;
    const at = order.push(what) - 1;
    if (parent !== undefined) places[parent]?.children.push(at);
    const depth = (what.kind === 'members' ? (what.members[0]?.depth ?? 0) : what.depth) + deeper;
    places.push({ parent, children: [], depth, descendants: 0, spansBelow: 0 });
    const below = what.kind === 'members' ? what.members : piecesOf(rows, what.row.children);
    const levels = what.kind === 'members' ? deeper + 1 : deeper;
    for (const child of below.toReversed()) stack.push({ what: child, parent: at, deeper: levels });
  }
  sumUp(order, places);
  return order.map((what, index) => placed(what, places[index], order));
}

/** Rows come parents first, so one pass from the end adds children to parents. */
function sumUp(order: readonly (ModelRow | Members)[], places: readonly Place[]): void {
  for (let index = places.length - 1; index >= 0; index--) {
    const place = places[index];
    const parent = place?.parent === undefined ? undefined : places[place.parent];
    if (place === undefined || parent === undefined) continue;
    parent.descendants += place.descendants + 1;
    parent.spansBelow += place.spansBelow + (order[index]?.kind === 'span' ? 1 : 0);
  }
}

function placed(what: ModelRow | Members, place: Place | undefined, order: readonly (ModelRow | Members)[]): ModelRow {
  if (place === undefined) throw new Error('each row has a place');
  const { depth, spansBelow, parent, children, descendants } = place;
  const moved = { parent, children, descendants, depth };
  switch (what.kind) {
    case 'members':
      return { ...groupOf(what.members, order[parent ?? -1]), depth, spansBelow, row: { ...moved, errors: 0 } };
    case 'span':
      return { ...what, depth, spansBelow, row: { ...what.row, ...moved } };
    case 'group':
      return { ...what, depth, spansBelow, row: { ...what.row, ...moved } };
    case 'ghost':
    case 'missing':
      return { ...what, depth, spansBelow, row: { ...what.row, ...moved } };
  }
}

function groupOf(
  members: readonly SpanModelRow[],
  above: ModelRow | Members | undefined,
): Omit<GroupModelRow, 'depth' | 'spansBelow' | 'row'> {
  const spans = members.map((member) => member.row.span);
  const [first] = members;
  if (first === undefined) throw new Error('a group has members');
  const durations = spans.map((span) => span.end - span.start).toSorted((a, b) => a - b);
  const parent = above === undefined || above.kind === 'members' ? '' : above.key;
  return {
    kind: 'group',
    // It names whom the calls belong to and what they are, not which of them is first: it stays while spans come in.
    key: `similar ${parent} ${callText(first.row.span)}`,
    drawn: first.drawn,
    spans,
    total: durations.reduce((sum, duration) => sum + duration, 0),
    median: durations[Math.floor((durations.length - 1) / 2)] ?? 0,
    start: first.row.span.start,
    end: spans.reduce((latest, span) => Math.max(latest, span.end), 0),
  };
}

/** Children in their order; similar ones as one piece where the first of them stands. */
function piecesOf(rows: readonly ModelRow[], children: readonly number[]): readonly (ModelRow | Members)[] {
  const given = children.flatMap((index) => rows[index] ?? []);
  if (given.length < LEAST) return given;
  const alike = new Map<number, SpanModelRow[]>();
  for (const row of given) {
    if (!isPlain(row)) continue;
    const { call } = row.row.span;
    const members = alike.get(call);
    if (members === undefined) alike.set(call, [row]);
    else members.push(row);
  }
  return given.flatMap((row): readonly (ModelRow | Members)[] => {
    const members = isPlain(row) ? (alike.get(row.row.span.call) ?? []) : [];
    if (members.length < LEAST) return [row];
    return members[0] === row ? [{ kind: 'members', members }] : [];
  });
}

function isPlain(row: ModelRow): row is SpanModelRow {
  if (row.kind !== 'span') return false;
  const { errors, descendants, span } = row.row;
  return errors === 0 && descendants <= MOST_BELOW && row.retry === 0 && !span.running;
}

/** What makes calls alike, in words that stay the same from one answer to the next. */
function callText({ service, kind, name, peer }: ViewSpan): string {
  return [serviceKey(service), kind, name, peer?.kind, peer?.name].join('\u0000');
}
