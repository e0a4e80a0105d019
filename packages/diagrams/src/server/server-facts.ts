// What diagrams of the server itself are made of: what its threads have counted since the start, and how full it is.
import type { DiagramLanguage } from '@spanloom/api-schema';

/** Of something that is measured each time it happens. */
export interface MeasuredTimes {
  /** How often it happened, in pieces. */
  readonly counts: readonly number[];
  readonly sumSeconds: number;
  /** Seconds, of the last few hundred times; undefined before the first. */
  readonly recent: { readonly p50: number; readonly p95: number } | undefined;
}

/** Trace requests of one protocol that were acknowledged. */
export interface ProtocolFacts {
  readonly requests: number;
  readonly spans: number;
  /** After inflation. */
  readonly bytes: number;
  /** Those of them that came compressed. */
  readonly gzip: { readonly requests: number; readonly bytes: number; readonly wireBytes: number };
  readonly spansPerSecond: number;
  readonly latency: MeasuredTimes;
}

/** As in OTEL_EXPORTER_OTLP_PROTOCOL. */
export const OTLP_PROTOCOLS = ['http/protobuf', 'http/json', 'grpc'] as const;
export type OtlpProtocol = (typeof OTLP_PROTOCOLS)[number];

export const RECEIVERS = ['otlp-http', 'otlp-grpc'] as const;
export type ReceiverId = (typeof RECEIVERS)[number];

interface QueueLoad {
  readonly spans: number;
  readonly items: number;
  readonly bytes: number;
}

/** What the ingest thread knows. */
export interface IngestFacts {
  /** Mean of the last ten seconds. */
  readonly spansPerSecond: number;
  readonly duplicateSpans: number;
  readonly protocols: Readonly<Record<OtlpProtocol, ProtocolFacts>>;
  /** Requests answered with an error, by reason. */
  readonly refused: Readonly<Record<ReceiverId, Readonly<Record<string, number>>>>;
  /** Milliseconds since the last refusal for each reason that there was. */
  readonly refusedAgo: Readonly<Record<string, number>>;
  /** Requests whose sender went away before they were whole. */
  readonly aborted: Readonly<Record<ReceiverId, number>>;
  /** Items reported by partial success, by signal. */
  readonly rejected: Readonly<Record<string, number>>;
  /** What waits for the writer now, and how much may. */
  readonly queue: QueueLoad;
  readonly queueLimit: QueueLoad;
  /** Spans stored for the first time. */
  readonly acceptedSpans: number;
  /** Of the requests that brought spans. */
  readonly stages: Readonly<Record<IngestStage, MeasuredTimes>>;
  /** Transactions that stored batches, with what they took. */
  readonly commits: {
    readonly triggers: Readonly<Record<'nothing waits' | 'spans' | 'bytes', number>>;
    readonly batches: number;
    readonly spans: number;
    readonly largest: number;
  };
  /** The slowest request of about the last minute. */
  readonly slowest:
    | { readonly milliseconds: number; readonly stages?: Readonly<Record<IngestStage, number>> | undefined }
    | undefined;
  readonly health: HealthFacts;
}

/** What a request goes through: its body arrives; is decoded; is encoded and hashed; waits for a transaction; is in it. */
export type IngestStage = 'receive' | 'decode' | 'prepare' | 'wait' | 'commit';

export type HealthState =
  | 'ok'
  | 'filling'
  | 'high'
  | 'nearly full'
  | 'refusing'
  | 'disk full'
  | 'read-only'
  | 'broken'
  | 'recovering';

export interface HealthFacts {
  readonly state: HealthState;
  /** Spent in each state. */
  readonly milliseconds: Readonly<Record<HealthState, number>>;
  /** Those that happened; `ago` is in milliseconds. */
  readonly transitions: readonly {
    readonly from: HealthState;
    readonly to: HealthState;
    readonly times: number;
    readonly ago: number;
  }[];
}

export interface ServerFacts {
  readonly version: string;
  /** Of the start, as `2026-11-20T13:25:00Z`. */
  readonly startedAt: string;
  readonly ports: Readonly<Partial<Record<ReceiverId | 'ui', number>>>;
  readonly ingest: IngestFacts;
  readonly store: { readonly spans: number; readonly traces: number; readonly bytes: number };
  /** Questions to the readers, but for those about the size of the store. */
  readonly queries: MeasuredTimes;
  /** Pictures that were asked of the drawing thread. */
  readonly drawings: MeasuredTimes;
  /** What was asked of the thread of the shared links. */
  readonly shares: MeasuredTimes;
}

/** The facts, and the language in which they are told. */
export interface ToldFacts extends ServerFacts {
  readonly language: DiagramLanguage;
}
