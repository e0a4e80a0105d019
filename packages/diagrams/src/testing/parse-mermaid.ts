// Mermaid's own parser, for tests: what it read of a text.
import mermaid from 'mermaid';

interface Task {
  readonly id: string;
  readonly task: string;
  readonly section: string;
  readonly crit?: boolean;
  readonly startTime: Date;
  readonly endTime: Date;
}

export interface ParsedDb {
  /** Of a gantt. */
  readonly getTasks: () => readonly Task[];
  /** Of an ER diagram. */
  readonly getEntities: () => ReadonlyMap<
    string,
    { readonly alias: string; readonly attributes: readonly { readonly name: string; readonly comment: string }[] }
  >;
  /** Of a flowchart. */
  readonly getVertices: () => ReadonlyMap<string, { readonly text?: string }>;
  readonly getEdges: () => readonly { readonly start: string; readonly end: string; readonly text: string }[];
  /** Of a state diagram. */
  readonly getRelations: () => readonly {
    readonly id1: string;
    readonly id2: string;
    readonly relationTitle?: string;
  }[];
  readonly getStates: () => ReadonlyMap<string, { readonly id: string; readonly descriptions?: readonly string[] }>;
  /** Of a sequence. */
  readonly getMessages: () => readonly { readonly message?: unknown }[];
  readonly getRelationships: () => readonly { readonly roleA: string }[];
}

/** Rejects what Mermaid refuses. The kind's own database, of which each kind has other methods. */
export async function parsedDb<K extends keyof ParsedDb>(
  text: string,
  ..._methods: readonly K[]
): Promise<Pick<ParsedDb, K>> {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  return (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as Pick<ParsedDb, K>;
}

/** A text of the parser as a reader sees it. */
export function decoded(text: string): string {
  return text.replaceAll(/ﬂ°°(\d+)¶ß/g, (_, point: string) => String.fromCodePoint(Number(point)));
}
