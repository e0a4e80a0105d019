// Keeps what traces add to the service graph and to RED: a live page asks for the same window again and again, and nearly
// all of its traces have not changed since.
import type { TraceGraph } from '../trace-graph.ts';
import type { TraceRow } from './trace-tables.ts';

interface Kept {
  readonly lastSpan: number;
  readonly spans: number;
  readonly graph: TraceGraph;
}

/** The least recently used are dropped beyond `maxCalls` calls, requests and senders, some 200 bytes each. */
export class GraphCache {
  readonly #maxCalls: number;
  /** By the id of the trace's row, the least recently used first. */
  readonly #kept = new Map<number, Kept>();
  #calls = 0;

  constructor(maxCalls: number) {
    this.#maxCalls = maxCalls;
  }

  /**
   * Ids of spans only grow and are never used twice, so what a row says of its last span and their number tells whether
   * a span came or went; a row id that was given away again has a later last span.
   */
  get(row: TraceRow): TraceGraph | undefined {
    const kept = this.#kept.get(row.id);
    if (kept === undefined || kept.lastSpan !== row.lastSpan || kept.spans !== row.spans) return undefined;
    this.#kept.delete(row.id);
    this.#kept.set(row.id, kept);
    return kept.graph;
  }

  /** A row that was summed up for an older mark is not kept. */
  keep(row: TraceRow, graph: TraceGraph): void {
    const { id, lastSpan, spans } = row;
    if (lastSpan === undefined) return;
    this.#drop(id);
    this.#kept.set(id, { lastSpan, spans, graph });
    this.#calls += sizeOf(graph);
    for (const oldest of this.#kept.keys()) {
      if (this.#calls <= this.#maxCalls) return;
      this.#drop(oldest);
    }
  }

  #drop(id: number): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    this.#kept.delete(id);
    this.#calls -= sizeOf(kept.graph);
  }
}

function sizeOf({ calls, userCalls, requests, senders }: TraceGraph): number {
  return calls.length + userCalls.length + requests.length + senders.length + 1;
}
