// How much a read takes at a time. Tests make it tiny, so that little data crosses every border.

export interface ReadLimits {
  /** How long a step goes on, in milliseconds. A page may come on top, so this is well below the 50 a step may take. */
  readonly stepMs: number;
  /** Rows in a page: some milliseconds of work. */
  readonly page: number;
  /** Whole spans in a page, which are decoded, and condition rows that a trace reads ahead while traces are merged. */
  readonly spanPage: number;
  /** Traces in a chunk of a walk. */
  readonly chunk: number;
  /** Spans up to which a condition is rare: their traces are looked up one by one. */
  readonly rare: number;
  /** Values that a condition looks up one by one in the postings; when it allows more, the span itself is read. */
  readonly alternatives: number;
  /** Calls and requests of traces that a reader keeps for the next asking of the service graph or RED. */
  readonly graphCalls: number;
}

export const READ_LIMITS: ReadLimits = {
  stepMs: 15,
  page: 1000,
  spanPage: 250,
  chunk: 200,
  rare: 2000,
  alternatives: 8,
  graphCalls: 400_000,
};
