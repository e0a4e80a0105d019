// The tree of calls with what its siblings tell together, and with repetitions folded: what there would be to draw if
// there were room for everything.
import type { CallTree } from './call-tree.ts';
import type { CallNode } from './call-node.ts';
import { markCritical, markRetries, markUndoing } from './outcomes.ts';
import { markParallel } from './parallel.ts';
import { foldRepeats, Signatures } from './repeats.ts';

/** Children that stand for all, sorted by time within each branch; of `undefined` those without a parent. */
export type FoldedChildren = ReadonlyMap<CallNode | undefined, readonly CallNode[]>;

export function foldTree(tree: CallTree): FoldedChildren {
  const signatures = new Signatures();
  const folded = new Map<CallNode | undefined, readonly CallNode[]>();
  const fold = (parent: CallNode | undefined, siblings: readonly CallNode[]): void => {
    markRetries(siblings);
    markUndoing(siblings);
    markParallel(siblings);
    for (const node of siblings) signatures.add(node, folded.get(node) ?? []);
    folded.set(
      parent,
      branchesOf(siblings).flatMap((branch) => foldRepeats(branch, signatures)),
    );
  };
  // Parents stand before their children, so from the end every child is folded before its parent.
  for (const node of tree.nodes.toReversed()) fold(node, node.children);
  fold(undefined, tree.tops);
  markCritical(tree.tops);
  return folded;
}

/** Siblings in runs: those of one branch of a parallel part together, what is in no part between the parts. */
function branchesOf(siblings: readonly CallNode[]): CallNode[][] {
  const runs = new Map<string, CallNode[]>();
  let part = -1;
  let between = 0;
  for (const node of siblings) {
    const ownPart = node.branch?.part ?? -1;
    if (ownPart !== part) between += 1;
    part = ownPart;
    const key = `${between} ${node.branch?.lane ?? 0}`;
    const run = runs.get(key);
    if (run === undefined) runs.set(key, [node]);
    else run.push(node);
  }
  return [...runs.values()];
}
