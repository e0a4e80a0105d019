// What a row of siblings tells together: which calls are further attempts (step 11), which undo earlier ones after a
// failure (step 12), and which of all calls the trace waited for.
import { attributeText, type PlacedSpan } from './sequence-span.ts';
import { type CallNode, isUnknown, nameOf } from './call-node.ts';

/** So many of one call without a failure are a row of them: what comes after one that fails is the next of the row. */
const ROW = 2;

/** Same target and name after a failure, or what HTTP says of itself. `siblings` sorted by time. */
export function markRetries(siblings: readonly CallNode[]): void {
  const failed = new Map<string, CallNode>();
  const succeeded = new Map<string, number>();
  for (const node of siblings) {
    if (node.kind !== 'call' || isUnknown(node.from)) continue;
    const key = callKey(node);
    const before = failed.get(key);
    const [span] = node.spans;
    const said = span === undefined ? 0 : resendCount(span);
    const inRow = (succeeded.get(key) ?? 0) >= ROW;
    const after = before !== undefined && !inRow && node.start >= before.end ? before : undefined;
    node.attempt = said > 0 ? said : after === undefined ? 0 : after.attempt + 1;
    node.retries = said > 0 ? before : after;
    if (node.retries !== undefined) node.retries.retriedBy = node;
    node.waited = after === undefined ? 0 : node.start - after.end;
    if (node.error) failed.set(key, node);
    else {
      failed.delete(key);
      succeeded.set(key, (succeeded.get(key) ?? 0) + 1);
    }
  }
}

/** How often HTTP says that the request was sent again. */
function resendCount(span: PlacedSpan): number {
  const said = Number(attributeText(span.source, 'http.request.resend_count'));
  return Number.isSafeInteger(said) && said > 0 ? said : 0;
}

/** Equal for calls of one name to one target. */
function callKey(node: CallNode): string {
  return JSON.stringify([node.from.id, node.to.id, node.way, nameOf(node)]);
}

const UNDOING = /compensat|roll[\s_-]?back|refund|cancel|undo|revert|release/i;
const SAYING = ['saga.compensation', 'compensation', 'temporal.compensation'] as const;
/** Of the steps undone one after the other, this part must go backwards. */
const MOSTLY = 0.5;

/** A step of a row, as what is needed to see whether it undoes another one. */
export interface RowStep {
  readonly name: string;
  /** Equal for steps done by the same one; undefined where that tells nothing. */
  readonly target: string | undefined;
  /** It failed, and was not tried again. */
  readonly failed: boolean;
  readonly spans: readonly PlacedSpan[];
}

/** What a step undoes: the place of an earlier one of its row, where that is known. */
export interface Undoing {
  readonly how: 'said' | 'inferred';
  readonly undone: number | undefined;
}

/**
 * By place: after a failure that was not tried again, later steps that undo earlier ones, mostly the last one first. `row` sorted by
 * time.
 */
export function undoingsOf(row: readonly RowStep[]): ReadonlyMap<number, Undoing> {
  const failure = row.findIndex(({ failed }) => failed);
  const undoings = new Map<number, Undoing>();
  if (failure < 0) return undoings;
  const done = row.slice(0, failure);
  const inferred: { readonly place: number; readonly undone: number }[] = [];
  for (const [place, step] of row.entries()) {
    if (place <= failure) continue;
    const undone = done.findLastIndex((earlier) => matches(earlier, step));
    if (step.spans.some(({ source }) => attributeText(source, ...SAYING) === 'true')) {
      undoings.set(place, { how: 'said', undone: undone < 0 ? undefined : undone });
    } else if (undone >= 0 && UNDOING.test(step.name)) inferred.push({ place, undone });
  }
  const steps = inferred.length - 1;
  const backwards = inferred.filter(({ undone }, index) => index > 0 && undone <= (inferred[index - 1]?.undone ?? 0));
  if (steps > 0 && backwards.length < steps * MOSTLY) return undoings;
  for (const { place, undone } of inferred) undoings.set(place, { how: 'inferred', undone });
  return undoings;
}

/** Marks what undoes earlier calls. */
export function markUndoing(siblings: readonly CallNode[]): void {
  const row = siblings.map(
    (node): RowStep => ({
      name: nameOf(node),
      target: node.kind === 'call' ? node.to.id : undefined,
      failed: node.error && node.retriedBy === undefined,
      spans: node.spans,
    }),
  );
  for (const [place, { how }] of undoingsOf(row)) {
    const node = siblings[place];
    if (node !== undefined) node.undoes = how;
  }
}

/** A step and what undoes it go to the same target, or share a word. */
function matches(step: RowStep, undoing: RowStep): boolean {
  if (step.target !== undefined && step.target === undoing.target) return true;
  const words = new Set(wordsOf(undoing.name));
  return wordsOf(step.name).some((word) => words.has(word));
}

function wordsOf(name: string): string[] {
  return (name.match(/\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+/gu) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2 && !UNDOING.test(word) && !GENERAL.has(word));
}

const GENERAL: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'patch',
  'http',
  'the',
  'run',
  'start',
  'activity',
]);

/** Marks what the trace waited for, from its last end backwards. Nothing here recurses. */
export function markCritical(tops: readonly CallNode[]): void {
  const stack: (readonly [readonly CallNode[], number])[] = [[tops, Number.POSITIVE_INFINITY]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [siblings, until] = next;
    let reached = until;
    for (const node of siblings.toSorted((a, b) => b.end - a.end || a.start - b.start)) {
      if (node.end > reached) continue;
      node.critical = true;
      reached = node.start;
      stack.push([node.children, node.end]);
    }
  }
}
