// How a page looks at the service graph, as its address has it: services split into several nodes, calls through nodes folded.
import { parseNodeId, type SplitBy, SPLITS } from '@spanloom/analysis';

/** The part of an address. */
export interface GraphViewUrl {
  /** One of SPLITS. */
  readonly split?: string | undefined;
  /** `proxies`, and ids of whole nodes. */
  readonly fold?: readonly string[] | undefined;
}

/** As the API takes it. */
export interface GraphView {
  readonly split?: SplitBy;
  readonly fold?: string[];
}

export const FOLD_PROXIES = 'proxies';

export function isSplit(text: string): boolean {
  return SPLITS.some((known) => known === text);
}

export function isFold(text: string): boolean {
  if (text === FOLD_PROXIES) return true;
  const node = parseNodeId(text);
  return node.ok && node.value.split === undefined;
}

/** Without what nobody can read, of which the page tells. */
export function readGraphView({ split, fold }: GraphViewUrl): GraphView {
  const by = SPLITS.find((known) => known === split);
  const folded = fold?.filter(isFold) ?? [];
  return {
    ...(by === undefined ? {} : { split: by }),
    ...(folded.length === 0 ? {} : { fold: [...new Set(folded)] }),
  };
}

/** The folds with or without one of them; undefined when none is left. */
export function withFold(fold: readonly string[] | undefined, what: string, folded: boolean): string[] | undefined {
  const others = (fold ?? []).filter((one) => one !== what);
  const next = folded ? [...others, what] : others;
  return next.length === 0 ? undefined : next;
}

/** Ids of nodes mean something else in a graph that is split otherwise: they leave the address with it. */
export const WITHOUT_NODES = {
  node: undefined,
  client: undefined,
  server: undefined,
} as const;
