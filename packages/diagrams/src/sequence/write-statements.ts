// From the tree to its statements (steps 8 to 15): arrows in pairs, loops, parallel parts, failures and what became of
// them, gaps, and notes on what is not drawn.
import type { CallNode } from './call-node.ts';
import type { CallTree } from './call-tree.ts';
import { answerLabel, callLabel, durationOf, failureLabel, joined, retryLabel, spanName, workLabel } from './labels.ts';
import type { Hidden, LimitedTree } from './limits.ts';
import { callKey } from './outcomes.ts';
import type { Statement } from './sequence-model.ts';
import { durationText } from '../fixed-width.ts';

/** A gap is told when it is longer than this part of the trace. */
const GAP_SHARE = 0.2;
const BLOCK_NAME = 40;

/** Depth is bounded by the number of drawn messages. */
export function writeStatements(tree: CallTree, limited: LimitedTree): Statement[] {
  const writer = new Writer(tree, limited);
  writer.writeAll();
  return writer.statements;
}

class Writer {
  readonly statements: Statement[] = [];
  readonly #tree: CallTree;
  readonly #limited: LimitedTree;
  readonly #skewedClocks = new Set<string>();

  constructor(tree: CallTree, limited: LimitedTree) {
    this.#tree = tree;
    this.#limited = limited;
  }

  writeAll(): void {
    this.#writeChildren(undefined);
  }

  #writeChildren(parent: CallNode | undefined): void {
    const children = this.#limited.children.get(parent) ?? [];
    const gaps = this.#gapsOf(parent);
    for (let at = 0; at < children.length; ) {
      const first = children[at];
      if (first === undefined) break;
      const part = first.branch?.part;
      let until = at + 1;
      while (until < children.length && part !== undefined && children[until]?.branch?.part === part) until += 1;
      while (until < children.length && part === undefined && children[until]?.branch === undefined) {
        if (gaps.some(({ to }) => to <= (children[until]?.start ?? 0) && to > first.start)) break;
        until += 1;
      }
      this.#writeGaps(gaps, first.start, (parent?.to ?? first.from).id);
      this.#writePart(children.slice(at, until), parent);
      at = until;
    }
    const place = parent ?? children.at(-1);
    if (place === undefined) return;
    const hidden = this.#limited.hiddenIn.get(parent);
    if (hidden !== undefined) this.#note([place.to.id], hiddenLabel(hidden));
    if (children.length > 0) this.#writeGaps(gaps, Number.POSITIVE_INFINITY, place.to.id);
  }

  #writePart(nodes: readonly CallNode[], parent: CallNode | undefined): void {
    const lanes = new Map<number, CallNode[]>();
    for (const node of nodes) {
      const lane = node.branch?.lane ?? 0;
      const known = lanes.get(lane);
      if (known === undefined) lanes.set(lane, [node]);
      else known.push(node);
    }
    const branches = [...lanes.values()];
    if (branches.length < 2) {
      for (const branch of branches) this.#writeRow(branch, parent);
      return;
    }
    for (const [index, branch] of branches.entries()) {
      const label = branch[0] === undefined ? '' : spanName(branch[0], BLOCK_NAME);
      if (index === 0) this.statements.push({ kind: 'open', block: 'par', label });
      else this.statements.push({ kind: 'next', word: 'and', label });
      this.#writeRow(branch, parent);
    }
    this.statements.push({ kind: 'close' });
  }

  /** Siblings that follow each other. */
  #writeRow(nodes: readonly CallNode[], parent: CallNode | undefined): void {
    for (let at = 0; at < nodes.length; ) {
      const node = nodes[at];
      if (node === undefined) break;
      const run = runFrom(nodes, at);
      if (node.loop !== undefined) this.#writeLoop(run);
      else if (node.undoes !== undefined) this.#writeUndoing(run, parent);
      else this.#writeAttempts(run, parent);
      at += run.length;
    }
  }

  #writeLoop(body: readonly CallNode[]): void {
    const loop = body[0]?.loop;
    if (loop === undefined) return;
    const label = joined(`×${loop.times}`, `sum ${durationText(loop.sum)}`, `p95 ${durationText(loop.p95)}`);
    this.statements.push({ kind: 'open', block: 'loop', label });
    for (const node of body) this.#writeNode(node);
    this.statements.push({ kind: 'close' });
  }

  #writeUndoing(nodes: readonly CallNode[], parent: CallNode | undefined): void {
    const inferred = nodes.some(({ undoes }) => undoes === 'inferred');
    this.statements.push({ kind: 'open', block: 'rect', label: '' });
    const over = parent?.to.id ?? nodes[0]?.from.id;
    if (over !== undefined)
      this.#note([over], inferred ? 'undoes earlier steps, inferred from names' : 'undoes earlier steps');
    for (const run of runsOf(nodes, (node, next) => isNextAttempt(node, next))) this.#writeAttempts(run, parent);
    this.statements.push({ kind: 'close' });
  }

  /** A call with its further attempts, and what its failure meant. */
  #writeAttempts(attempts: readonly CallNode[], parent: CallNode | undefined): void {
    const [first] = attempts;
    const last = attempts.at(-1);
    if (first === undefined || last === undefined) return;
    if (!this.#tellsFailure(attempts, parent)) {
      for (const node of attempts) this.#writeNode(node);
      return;
    }
    const name = spanName(first, BLOCK_NAME);
    const passedOn = last.error && parent?.error === true;
    const label = attempts.length > 1 && last.error ? joined(name, `${attempts.length} attempts failed`) : name;
    this.statements.push({
      kind: 'open',
      block: passedOn ? 'break' : 'critical',
      label: passedOn ? joined(label, 'failure passed on') : label,
    });
    for (const [index, node] of attempts.entries()) {
      if (index > 0 && !passedOn) this.statements.push({ kind: 'next', word: 'option', label: retryLabel(node) });
      this.#writeNode(node);
    }
    if (last.error && !passedOn) {
      this.statements.push({ kind: 'next', word: 'option', label: 'without it' });
      this.#note([last.from.id], 'goes on without it');
    }
    this.statements.push({ kind: 'close' });
  }

  /** Told once, where a failure begins; and wherever it was tried again. */
  #tellsFailure(attempts: readonly CallNode[], parent: CallNode | undefined): boolean {
    const [first] = attempts;
    if (first === undefined || parent === undefined || !first.error || first.kind !== 'call') return false;
    // Whoever takes from a queue fails alone.
    if (first.way === 'async' && first.to.kind === 'service') return false;
    return attempts.length > 1 || !(this.#limited.children.get(first) ?? []).some(({ error }) => error);
  }

  #writeNode(node: CallNode): void {
    if (node.kind === 'work') {
      this.statements.push({ kind: 'note', node, over: [node.to.id], label: workLabel(node), failed: node.error });
      this.#writeChildren(node);
      return;
    }
    const children = this.#limited.children.get(node) ?? [];
    const hasInside = children.length > 0 || this.#limited.hiddenIn.has(node);
    const sends = node.way === 'async' && node.to.kind !== 'service';
    // The answer of a folded call is told by its loop.
    const plain = sends || (node.loop !== undefined && !hasInside);
    this.statements.push({
      kind: 'message',
      node,
      look: node.way === 'async' ? 'send' : 'call',
      from: node.from.id,
      to: node.to.id,
      failed: sends && node.error,
      activation: !plain,
      label: callLabel(node),
    });
    this.#writeSkew(node);
    this.#writeChildren(node);
    if (plain) return;
    if (node.way === 'async' || node.duration === undefined) {
      if (node.error) {
        this.statements.push({ kind: 'note', node, over: [node.to.id], label: failureLabel(node), failed: true });
      } else if (node.way === 'sync') this.#note([node.to.id], 'no end yet');
      this.statements.push({ kind: 'deactivate', party: node.to.id });
      return;
    }
    this.statements.push({
      kind: 'message',
      node,
      look: 'answer',
      from: node.to.id,
      to: node.from.id,
      failed: node.error,
      activation: true,
      label: answerLabel(node),
    });
  }

  /** Once for each clock. */
  #writeSkew(node: CallNode): void {
    const skewed = node.spans.find(({ shift, source }) => shift !== 0 && !this.#skewedClocks.has(source.clock));
    if (skewed === undefined) return;
    this.#skewedClocks.add(skewed.source.clock);
    const early = skewed.shift > 0;
    this.#note(
      [node.to.id],
      `clock ${durationOf(Math.abs(skewed.shift))} ${early ? 'behind' : 'ahead'}, corrected for the order`,
    );
  }

  /** Times in which nothing of what is below a node runs: step 13. */
  #gapsOf(parent: CallNode | undefined): { readonly from: number; readonly to: number }[] {
    const children = parent?.children ?? this.#tree.tops;
    const longest = this.#tree.extent * GAP_SHARE;
    if (children.length === 0 || longest <= 0) return [];
    const gaps: { from: number; to: number }[] = [];
    let reached = parent?.start ?? children[0]?.start ?? 0;
    for (const { start, end } of children) {
      if (start - reached > longest) gaps.push({ from: reached, to: start });
      reached = Math.max(reached, end);
    }
    if (parent !== undefined && parent.end - reached > longest) gaps.push({ from: reached, to: parent.end });
    return gaps;
  }

  #writeGaps(gaps: { readonly from: number; readonly to: number }[], until: number, party: string): void {
    while (gaps[0] !== undefined && gaps[0].to <= until) {
      const { from, to } = gaps[0];
      gaps.shift();
      this.#note([party], `${durationOf(to - from)} without a call`);
    }
  }

  #note(over: readonly string[], label: string): void {
    this.statements.push({ kind: 'note', node: undefined, over, label, failed: false });
  }
}

function hiddenLabel({ calls, works, withErrors, duration }: Hidden): string {
  return joined(
    calls > 0 ? `+${calls} ${calls === 1 ? 'call' : 'calls'} not drawn` : `+${works} steps not drawn`,
    withErrors > 0 ? `${withErrors} failed` : '',
    durationText(duration),
  );
}

/** The siblings from `at` on that are written together. */
function runFrom(nodes: readonly CallNode[], at: number): readonly CallNode[] {
  const first = nodes[at];
  let until = at + 1;
  while (until < nodes.length && belongTogether(first, nodes[until - 1], nodes[until])) until += 1;
  return nodes.slice(at, until);
}

function belongTogether(
  first: CallNode | undefined,
  before: CallNode | undefined,
  node: CallNode | undefined,
): boolean {
  if (first?.loop !== undefined || node?.loop !== undefined) return first?.loop === node?.loop;
  if (first?.undoes !== undefined || node?.undoes !== undefined) {
    return first?.undoes !== undefined && node?.undoes !== undefined;
  }
  return isNextAttempt(before, node);
}

function isNextAttempt(before: CallNode | undefined, node: CallNode | undefined): boolean {
  if (before === undefined || node === undefined || !before.error || node.attempt === 0) return false;
  return callKey(before) === callKey(node);
}

function runsOf(
  nodes: readonly CallNode[],
  together: (before: CallNode | undefined, node: CallNode | undefined) => boolean,
): CallNode[][] {
  const runs: CallNode[][] = [];
  for (const node of nodes) {
    const run = runs.at(-1);
    if (run !== undefined && together(run.at(-1), node)) run.push(node);
    else runs.push([node]);
  }
  return runs;
}
