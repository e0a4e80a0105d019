// Runs of one to five calls that repeat three times or more become one loop (step 8). Calls that failed never do.
import { type CallNode, type Loop, nameOf } from './call-node.ts';
import { answerStatus } from './labels.ts';

const LONGEST_BODY = 5;
const FEWEST_TIMES = 3;

/** Numbers nodes so that those that would be drawn alike have the same number. Children are numbered before parents. */
export class Signatures {
  readonly #numbers = new Map<string, number>();
  readonly #ofNode = new Map<CallNode, number>();
  readonly #single = new Set<CallNode>();

  /** `children` as they are after their own folding. */
  add(node: CallNode, children: readonly CallNode[]): void {
    const single =
      node.error ||
      node.duration === undefined ||
      node.attempt > 0 ||
      node.undoes !== undefined ||
      node.flaw !== undefined ||
      node.around.length > 0 ||
      node.spans.some(({ conflicting }) => conflicting) ||
      children.some((child) => this.#single.has(child));
    if (single) this.#single.add(node);
    const text = JSON.stringify([
      node.kind,
      node.way,
      node.from.id,
      node.to.id,
      nameOf(node),
      answerStatus(node),
      node.links.all,
      node.links.elsewhere,
      children.map((child) => [
        this.of(child),
        child.loop?.times ?? 1,
        child.branch?.part ?? -1,
        child.branch?.lane ?? 0,
      ]),
    ]);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#ofNode.set(node, number);
  }

  of(node: CallNode): number {
    return this.#ofNode.get(node) ?? -1;
  }

  /** True when the two may be repetitions of one another. */
  alike(a: CallNode | undefined, b: CallNode | undefined): boolean {
    if (a === undefined || b === undefined || this.#single.has(a) || this.#single.has(b)) return false;
    return this.of(a) === this.of(b) && a.branch?.part === b.branch?.part && a.branch?.lane === b.branch?.lane;
  }
}

/** Siblings of one branch, with the first of each run of repetitions standing for all of them. */
export function foldRepeats(siblings: readonly CallNode[], signatures: Signatures): CallNode[] {
  const kept: CallNode[] = [];
  for (let at = 0; at < siblings.length; ) {
    const { body, times } = bestRun(siblings, at, signatures);
    const first = siblings.slice(at, at + body);
    if (times > 1) {
      const loop = loopOf(siblings.slice(at, at + body * times), body, times);
      for (const node of first) node.loop = loop;
    }
    kept.push(...first);
    at += body * times;
  }
  return kept;
}

function bestRun(siblings: readonly CallNode[], at: number, signatures: Signatures): { body: number; times: number } {
  let best = { body: 1, times: 1 };
  for (let body = 1; body <= LONGEST_BODY; body++) {
    let alike = 0;
    while (signatures.alike(siblings[at + alike], siblings[at + alike + body])) alike += 1;
    const times = Math.floor(alike / body) + 1;
    if (times >= FEWEST_TIMES && times * body > best.times * best.body) best = { body, times };
  }
  return best;
}

function loopOf(nodes: readonly CallNode[], body: number, times: number): Loop {
  const rounds = Array.from({ length: times }, (_, round) =>
    nodes.slice(round * body, (round + 1) * body).reduce((sum, node) => sum + (node.duration ?? 0n), 0n),
  ).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    times,
    sum: rounds.reduce((sum, round) => sum + round, 0n),
    p95: rounds[Math.ceil(times * 0.95) - 1] ?? 0n,
  };
}
