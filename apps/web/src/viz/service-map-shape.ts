// What a service map is made of for those who lay it out and those who draw it: apart from the layout, which is large.

export const NODE_WIDTH = 146;
export const NODE_HEIGHT = 44;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface MapStructure {
  readonly nodes: readonly {
    readonly id: string;
    /** Nodes of one group stand in one box. */
    readonly group?: string | undefined;
  }[];
  readonly edges: readonly { readonly client: string; readonly server: string }[];
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** Top left corners by id. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** Points between the ends of edges that pass layers, by `edgeEnds`. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
  /** By name of the group. */
  readonly groups: ReadonlyMap<string, Box>;
}

export function edgeEnds({ client, server }: { readonly client: string; readonly server: string }): string {
  return `${client}\n${server}`;
}
