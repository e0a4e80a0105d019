// From the tree to its statements (steps 8 to 15): arrows in pairs, loops, parallel parts, failures and what became of
// them, gaps, and notes on what is not drawn.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { type CallNode, serviceParty } from './call-node.ts';
import type { CallTree } from './call-tree.ts';
import { answerLabel, callLabel, durationOf, failureLabel, joined, retryLabel, spanName, workLabel } from './labels.ts';
import type { Hidden, LimitedTree } from './limits.ts';
import type { Statement } from './sequence-model.ts';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { isHttpHop, traceparentOf } from '../traceparent.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { SEQUENCE_WORDS } from '../words/sequence-words.ts';

/** A gap is told when it is longer than this part of the trace. */
const GAP_SHARE = 0.2;
const BLOCK_NAME = 40;

/** Depth is bounded by the number of drawn messages. */
export function writeStatements(tree: CallTree, limited: LimitedTree, language: DiagramLanguage): Statement[] {
  const writer = new Writer(tree, limited, language);
  writer.writeAll();
  return writer.statements;
}

class Writer {
  readonly statements: Statement[] = [];
  readonly #tree: CallTree;
  readonly #limited: LimitedTree;
  readonly #language: DiagramLanguage;
  readonly #skewedClocks = new Set<string>();
  readonly #probed = new Set<string>();

  readonly #onlyHop: CallNode | undefined;

  constructor(tree: CallTree, limited: LimitedTree, language: DiagramLanguage) {
    this.#tree = tree;
    this.#limited = limited;
    this.#language = language;
    const hops = tree.nodes.filter(({ spans: [sent, answered] }) => isHttpHop(sent, answered));
    this.#onlyHop = hops.length === 1 ? hops[0] : undefined;
  }

  get #words() {
    return SEQUENCE_WORDS[this.#language];
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
    if (hidden !== undefined) this.#note([place.to.id], hiddenLabel(hidden, this.#words));
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

  /** Siblings that follow each other; `undoing` when a frame around them says that they undo something. */
  #writeRow(nodes: readonly CallNode[], parent: CallNode | undefined, undoing = false): void {
    for (let at = 0; at < nodes.length; ) {
      const node = nodes[at];
      if (node === undefined) break;
      const run = nodes.slice(at, endOfRun(nodes, at, undoing));
      if (node.loop !== undefined) this.#writeLoop(run);
      else if (node.undoes !== undefined && !undoing) this.#writeUndoing(run, parent);
      else this.#writeAttempts(run, parent, undoing);
      at += run.length;
    }
  }

  #writeLoop(body: readonly CallNode[]): void {
    const loop = body[0]?.loop;
    if (loop === undefined) return;
    const label = joined(`×${loop.times}`, this.#words.sum(durationText(loop.sum)), `p95 ${durationText(loop.p95)}`);
    this.statements.push({ kind: 'open', block: 'loop', label });
    for (const node of body) this.#writeNode(node);
    this.statements.push({ kind: 'close' });
  }

  #writeUndoing(nodes: readonly CallNode[], parent: CallNode | undefined): void {
    const inferred = nodes.some(({ undoes }) => undoes === 'inferred');
    this.statements.push({ kind: 'open', block: 'rect', label: '' });
    const over = parent?.to.id ?? nodes[0]?.from.id;
    if (over !== undefined) this.#note([over], inferred ? this.#words.undoesInferred : this.#words.undoes);
    this.#writeRow(nodes, parent, true);
    this.statements.push({ kind: 'close' });
  }

  /** A call with its further attempts and what happens between them, and what its failure meant. */
  #writeAttempts(run: readonly CallNode[], parent: CallNode | undefined, undoing: boolean): void {
    const parts = attemptsOf(run);
    const attempts = parts.map(({ attempt }) => attempt);
    const [first] = attempts;
    const last = attempts.at(-1);
    if (first === undefined || last === undefined) return;
    if (!this.#tellsFailure(attempts, parent)) {
      for (const { attempt, followedBy } of parts) {
        this.#writeNode(attempt);
        this.#writeRow(followedBy, parent, undoing);
      }
      return;
    }
    const name = spanName(first, BLOCK_NAME);
    const passedOn = last.error && last.retriedBy === undefined && parent?.error === true;
    const label = attempts.length > 1 && last.error ? joined(name, this.#words.attemptsFailed(attempts.length)) : name;
    this.statements.push({
      kind: 'open',
      block: passedOn ? 'break' : 'critical',
      label: passedOn ? joined(label, this.#words.passedOn) : label,
    });
    for (const [index, { attempt, followedBy }] of parts.entries()) {
      if (index > 0 && !passedOn)
        this.statements.push({ kind: 'next', word: 'option', label: retryLabel(attempt, this.#language) });
      this.#writeNode(attempt);
      this.#writeRow(followedBy, parent, undoing);
    }
    if (last.error && !passedOn) {
      const later = last.retriedBy !== undefined;
      this.statements.push({ kind: 'next', word: 'option', label: later ? this.#words.again : this.#words.without });
      this.#note([last.from.id], later ? this.#words.triedLater : this.#words.goesOn);
    }
    this.statements.push({ kind: 'close' });
  }

  /** Told once, where a failure begins; and wherever it was tried again. */
  #tellsFailure(attempts: readonly CallNode[], parent: CallNode | undefined): boolean {
    const [first] = attempts;
    if (first === undefined || parent === undefined || !first.error || first.kind !== 'call') return false;
    // Whoever takes from a queue fails alone.
    if (first.way === 'async' && first.to.kind === 'service') return false;
    return (
      attempts.length > 1 ||
      first.retriedBy !== undefined ||
      !(this.#limited.children.get(first) ?? []).some(({ error }) => error)
    );
  }

  #writeNode(node: CallNode): void {
    if (node.kind === 'work') {
      this.statements.push({
        kind: 'note',
        node,
        over: [node.to.id],
        label: workLabel(node, this.#language),
        failed: node.error,
      });
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
      label: callLabel(node, this.#language),
    });
    this.#writeSkew(node);
    this.#writeProbe(node);
    // Over one of them alone: a box over both is as wide as they stand apart, not as the text.
    const [sent] = node.spans;
    if (node === this.#onlyHop && sent !== undefined) this.#note([node.to.id], `traceparent: ${traceparentOf(sent)}`);
    this.#writeChildren(node);
    if (plain) return;
    if (node.way === 'async' || node.duration === undefined) {
      if (node.error) {
        const label = failureLabel(node, this.#language);
        this.statements.push({ kind: 'note', node, over: [node.to.id], label, failed: true });
      } else if (node.way === 'sync') this.#note([node.to.id], COMMON_WORDS[this.#language].noEnd);
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
      label: answerLabel(node, this.#language),
    });
  }

  /** Once for each clock. */
  #writeSkew(node: CallNode): void {
    const skewed = node.spans.find(({ shift, source }) => shift !== 0 && !this.#skewedClocks.has(source.clock));
    if (skewed === undefined) return;
    this.#skewedClocks.add(skewed.source.clock);
    // What was moved to a later time had a clock that is behind.
    const sign = skewed.shift > 0 ? '−' : '+';
    this.#note([node.to.id], this.#words.skew(`${sign}${durationOf(Math.abs(skewed.shift))}`));
  }

  /** Once for each service. */
  #writeProbe(node: CallNode): void {
    for (const span of node.spans) {
      const { id } = serviceParty(span);
      if (span.source.probe === '' || this.#probed.has(id)) continue;
      this.#probed.add(id);
      this.#note([id], this.#words.probe(visibleLabel(span.source.probe, BLOCK_NAME)));
    }
  }

  /** Times in which nothing of what is below a node runs: step 13. */
  #gapsOf(parent: CallNode | undefined): { readonly from: number; readonly to: number }[] {
    const children = parent?.children ?? this.#tree.tops;
    const longest = this.#tree.extent * GAP_SHARE;
    if (children.length === 0 || longest <= 0) return [];
    const gaps: { from: number; to: number }[] = [];
    let reached = parent?.start ?? children[0]?.start ?? 0;
    for (const { start, end, retries, waited } of children) {
      // How long a further attempt waited is said by its own label.
      const told = retries !== undefined && waited >= start - reached;
      if (start - reached > longest && !told) gaps.push({ from: reached, to: start });
      reached = Math.max(reached, end);
    }
    if (parent !== undefined && parent.end - reached > longest) gaps.push({ from: reached, to: parent.end });
    return gaps;
  }

  #writeGaps(gaps: { readonly from: number; readonly to: number }[], until: number, party: string): void {
    while (gaps[0] !== undefined && gaps[0].to <= until) {
      const { from, to } = gaps[0];
      gaps.shift();
      this.#note([party], this.#words.gap(durationOf(to - from)));
    }
  }

  #note(over: readonly string[], label: string): void {
    this.statements.push({ kind: 'note', node: undefined, over, label, failed: false });
  }
}

function hiddenLabel(
  { calls, works, withErrors, duration }: Hidden,
  words: (typeof SEQUENCE_WORDS)[DiagramLanguage],
): string {
  return joined(
    calls > 0 ? words.hiddenCalls(calls) : words.hiddenSteps(works),
    withErrors > 0 ? words.failed(withErrors) : '',
    durationText(duration),
  );
}

/** Where the siblings end that are written together with the one at `at`. */
function endOfRun(nodes: readonly CallNode[], at: number, undoing: boolean): number {
  const first = nodes[at];
  let end = at + 1;
  if (first?.loop !== undefined) {
    while (nodes[end]?.loop === first.loop) end += 1;
    return end;
  }
  const framed = first?.undoes !== undefined && !undoing;
  for (let index = at; index < end; index++) {
    end = Math.max(end, endOfAttempts(nodes, index));
    if (framed && nodes[end]?.undoes !== undefined) end += 1;
    if (!framed) break;
  }
  return end;
}

/** Behind the last attempt of the call at `at`. */
function endOfAttempts(nodes: readonly CallNode[], at: number): number {
  let last = nodes[at];
  let end = at + 1;
  for (let index = end; index < nodes.length && last?.retriedBy !== undefined; index++) {
    if (nodes[index] !== last.retriedBy) continue;
    last = nodes[index];
    end = index + 1;
  }
  return end;
}

interface Attempt {
  readonly attempt: CallNode;
  /** What happens before the next attempt. */
  readonly followedBy: CallNode[];
}

/** The first of the siblings with its further attempts, the last of which is the last of the siblings. */
function attemptsOf(run: readonly CallNode[]): Attempt[] {
  const parts: Attempt[] = [];
  for (const node of run) {
    const before = parts.at(-1);
    if (before === undefined || node === before.attempt.retriedBy) parts.push({ attempt: node, followedBy: [] });
    else before.followedBy.push(node);
  }
  return parts;
}
