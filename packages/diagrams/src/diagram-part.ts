// The parts of a drawn diagram that lead to spans, told the same for every kind: whoever shows the picture binds them.

export interface DiagramPart {
  /** How Mermaid draws it, which decides where its picture is found. */
  readonly mark: 'node' | 'edge' | 'bar' | 'entity' | 'state' | 'transition' | 'participant' | 'message' | 'note';
  /** Its key in the text; of messages and notes their place among those; of edges and transitions `FROM TO` in the order of the text, repeated where they repeat. */
  readonly key: string;
  /** What a reader sees of it. */
  readonly name: string;
  /** Span that it leads to. */
  readonly spanId: string;
  readonly failed: boolean;
}
