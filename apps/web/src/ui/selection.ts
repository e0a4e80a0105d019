// What is selected in a picture of the service graph: in the address, and in the graph that is shown.
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';

export type Selection =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly client: string; readonly server: string };

/** The part of an address that a selection is. */
export interface SelectionUrl {
  /** As the API names nodes. */
  readonly node: string | undefined;
  /** Ends of a call. */
  readonly client: string | undefined;
  readonly server: string | undefined;
}

export function readSelection({ node, client, server }: SelectionUrl): Selection | undefined {
  if (client !== undefined && server !== undefined) return { kind: 'edge', client, server };
  return node === undefined ? undefined : { kind: 'node', id: node };
}

export function writeSelection(selection: Selection | undefined): SelectionUrl {
  return {
    node: selection?.kind === 'node' ? selection.id : undefined,
    client: selection?.kind === 'edge' ? selection.client : undefined,
    server: selection?.kind === 'edge' ? selection.server : undefined,
  };
}

/** A node as a picture has it. */
export interface SelectableNode {
  readonly source: GraphNode;
  readonly label: string;
}

export interface SelectableEdge {
  readonly id: string;
  readonly source: GraphEdge;
  readonly client: SelectableNode;
  readonly server: SelectableNode;
  readonly failing: boolean;
}

export interface SelectableMap<N extends SelectableNode, E extends SelectableEdge> {
  readonly nodes: readonly N[];
  readonly edges: readonly E[];
}

/** A call, or both kinds of calls between its ends: at once and through a queue. */
export type SelectedPart<N extends SelectableNode, E extends SelectableEdge> =
  | { readonly kind: 'node'; readonly node: N }
  | { readonly kind: 'edge'; readonly edges: readonly E[] };

/** undefined when it is not there. */
export function findPart<N extends SelectableNode, E extends SelectableEdge>(
  { nodes, edges }: SelectableMap<N, E>,
  selection: Selection,
): SelectedPart<N, E> | undefined {
  if (selection.kind === 'node') {
    const node = nodes.find(({ source }) => source.id === selection.id);
    return node && { kind: 'node', node };
  }
  const between = edges.filter((edge) => isSelectedEdge(edge, selection));
  return between.length === 0 ? undefined : { kind: 'edge', edges: between };
}

export function isSelectedEdge({ source }: Pick<SelectableEdge, 'source'>, selection: Selection | undefined): boolean {
  return selection?.kind === 'edge' && source.client === selection.client && source.server === selection.server;
}
