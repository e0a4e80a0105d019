// What diagrams of the server itself are made of: its counters since the start, and how full it is.

export interface ServerFacts {
  readonly version: string;
  /** Acknowledged since the start, by the name of the protocol as in OTEL_EXPORTER_OTLP_PROTOCOL. */
  readonly protocols: readonly {
    readonly name: string;
    readonly requests: number;
    readonly spans: number;
    readonly bytes: number;
  }[];
  /** Mean of the last ten seconds. */
  readonly spansPerSecond: number;
  readonly duplicateSpans: number;
  /** Items reported by partial success. */
  readonly rejectedItems: number;
  /** Requests answered with an error. */
  readonly refusedRequests: number;
  /** What waits for the writer now. */
  readonly waitingSpans: number;
  readonly commits: number;
  /** Nanoseconds of a commit, on average; undefined before the first. */
  readonly commitMean: bigint | undefined;
  readonly store: { readonly spans: number; readonly traces: number; readonly bytes: number };
}
