// Every message that crosses a thread, in one place. All of it is structured-cloneable plain data.
import type {
  AttributeKeysParameters,
  AttributeValuesParameters,
  DeploysParameters,
  EdgesParameters,
  HistogramParameters,
  Knock,
  Listener,
  LiveDiagram,
  MapDiagramParameters,
  OperationsParameters,
  RedParameters,
  ResultsParameters,
  SearchParameters,
  ServerDiagramKind,
  ServerDiagramParameters,
  TraceDiagramKind,
  TraceDiagramParameters,
  TraceParameters,
  WaterfallParameters,
  WindowDiagramKind,
  WindowDiagramParameters,
  WindowParameters,
} from '@spanloom/api-schema';
import type { DiagramTheme, Picture } from '@spanloom/diagrams';
import type { Result, ServiceName, Signal, TraceId } from '@spanloom/otlp-model';
import type { LogLevel } from '../config/settings.ts';
import type { FoundShare, ListedShare, NewShare, StoredShare } from '../storage/share-store.ts';
import type { Load } from '../pipeline/write-queue.ts';
import type { Commit, DeleteResult } from '../storage/trace-store.ts';
import type { LatencyCounts } from '../telemetry/latency-histogram.ts';
import type { RefusalReason } from '../telemetry/refusal-reasons.ts';

// ------------------------------------------------------------------------------------------------------------ common

/** Why a thread could not start, in words for the user: printed, then exit 1. */
export interface StartProblem {
  readonly message: string;
}

// ------------------------------------------------------------------------------------------------------ ingest worker

/** workerData of the ingest worker. */
export interface IngestSetup {
  readonly folder: string;
  readonly host: string;
  readonly otlpHttpPort: number;
  readonly otlpGrpcPort: number;
  readonly logLevel: LogLevel;
  /** What senders have to show as `Authorization: Bearer TOKEN`; without one everybody may send. */
  readonly token: string | undefined;
  /** Origins whose pages may send, besides those of this machine; each as a browser writes it. */
  readonly corsOrigins: readonly string[];
}

/** What the main thread asks of the ingest worker. */
export type IngestRequest =
  | { readonly kind: 'counters' }
  | { readonly kind: 'knocks' }
  | { readonly kind: 'delete-trace'; readonly traceId: TraceId }
  | { readonly kind: 'delete-service'; readonly service: ServiceName }
  | { readonly kind: 'delete-all' };

export interface IngestAnswers {
  readonly counters: IngestCounters;
  readonly knocks: readonly Knock[];
  readonly 'delete-trace': DeleteResult;
  readonly 'delete-service': DeleteResult;
  readonly 'delete-all': DeleteResult;
}

/** Asks the ingest worker. Rejects when it could not do it, and when it is not running. */
export type AskIngest = <K extends IngestRequest['kind']>(
  request: Extract<IngestRequest, { readonly kind: K }>,
) => Promise<IngestAnswers[K]>;

export type ToIngest =
  | { readonly kind: 'request'; readonly id: number; readonly request: IngestRequest }
  | { readonly kind: 'stop' };

export type FromIngest =
  /** Recovery is done: readers may open the folder. */
  | { readonly kind: 'opened' }
  /** Every OTLP port is bound. */
  | { readonly kind: 'ready'; readonly listeners: readonly Listener[] }
  | { readonly kind: 'failed'; readonly problem: StartProblem }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: IngestAnswers[IngestRequest['kind']] }
  /** A request could not be answered; the worker has logged why. */
  | { readonly kind: 'request-failed'; readonly id: number; readonly message: string }
  /** Why nothing can be stored at the moment, in words for the user; undefined: it works again. */
  | { readonly kind: 'store-problem'; readonly problem: string | undefined }
  /** Everything that was accepted is stored, and the store is closed. */
  | { readonly kind: 'stopped' };

/** What the receivers have done since the start. */
export interface IngestCounters {
  /** Spans stored for the first time. */
  readonly acceptedSpans: number;
  /** Spans that were there already, with the same content. */
  readonly duplicateSpans: number;
  /** Spans that were not stored and were reported so by partial success. */
  readonly rejectedSpans: number;
  /** Requests answered with an error. */
  readonly refusedRequests: number;
  /** Requests whose sender went away before the body was complete. */
  readonly abortedRequests: number;
  /** Mean over the last ten seconds. */
  readonly spansPerSecond: number;
  /** What was acknowledged. */
  readonly protocols: Readonly<Record<Protocol, ProtocolCounters>>;
  /** Items that were not stored and were reported so by partial success. */
  readonly rejected: Readonly<Record<Signal, number>>;
  readonly refused: Readonly<Record<ReceiverName, Readonly<Record<RefusalReason, number>>>>;
  /** Milliseconds since the last refusal for each reason that there was. */
  readonly refusedAgo: Readonly<Partial<Record<RefusalReason, number>>>;
  readonly aborted: Readonly<Record<ReceiverName, number>>;
  /** What waits for the writer now. */
  readonly queue: Load;
  readonly queueLimit: Load;
  /** From when the writer begins to prepare a transaction until it is durable. */
  readonly commit: LatencyCounts;
  /** Of the requests that brought spans. */
  readonly stages: Readonly<Record<IngestStage, LatencyCounts>>;
  /** Transactions that stored batches, with what they took; `largest` is the most spans that one took. */
  readonly commits: {
    readonly triggers: Readonly<Record<CommitTrigger, number>>;
    readonly batches: number;
    readonly spans: number;
    readonly largest: number;
  };
  /** The slowest request of about the last minute. */
  readonly slowest: SlowRequest | undefined;
  readonly health: HealthFacts;
}

export const HEALTH_STATES = [
  'ok',
  'filling',
  'high',
  'nearly full',
  'refusing',
  'disk full',
  'read-only',
  'broken',
  'recovering',
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

export interface HealthTransition {
  readonly from: HealthState;
  readonly to: HealthState;
  readonly times: number;
  /** Milliseconds since the last time. */
  readonly ago: number;
}

export interface HealthFacts {
  readonly state: HealthState;
  /** Spent in each state. */
  readonly milliseconds: Readonly<Record<HealthState, number>>;
  readonly transitions: readonly HealthTransition[];
}

/** What a request goes through: its body arrives; is decoded; is encoded and hashed; waits for a transaction; is in it. */
export const INGEST_STAGES = ['receive', 'decode', 'prepare', 'wait', 'commit'] as const;
export type IngestStage = (typeof INGEST_STAGES)[number];

export const COMMIT_TRIGGERS = ['nothing waits', 'spans', 'bytes'] as const satisfies readonly Commit['trigger'][];
export type CommitTrigger = (typeof COMMIT_TRIGGERS)[number];

export interface SlowRequest {
  readonly protocol: Protocol;
  readonly spans: number;
  readonly duplicates: number;
  /** After inflation. */
  readonly bytes: number;
  readonly milliseconds: number;
  readonly stages?: Readonly<Record<IngestStage, number>> | undefined;
}

export type ReceiverName = Exclude<Listener['name'], 'ui'>;

/** As in OTEL_EXPORTER_OTLP_PROTOCOL. */
export type Protocol = 'http/protobuf' | 'http/json' | 'grpc';

/** Trace requests that were acknowledged. */
export interface ProtocolCounters {
  readonly requests: number;
  /** Stored for the first time. */
  readonly spans: number;
  readonly duplicateSpans: number;
  /** Of the bodies, after inflation. */
  readonly bytes: number;
  /** Those of them that came compressed. */
  readonly gzip: { readonly requests: number; readonly bytes: number; readonly wireBytes: number };
  /** Mean over the last ten seconds, with those that were there already. */
  readonly spansPerSecond: number;
  /** From the headers until durable, of requests that brought spans. */
  readonly latency: LatencyCounts;
}

// ------------------------------------------------------------------------------------------------------ reader worker

/** workerData of a reader worker. */
export interface ReaderSetup {
  readonly folder: string;
  readonly logLevel: LogLevel;
}

/** What the API asks. The parameters were validated by @spanloom/api-schema. */
export type Query =
  | { readonly kind: 'search'; readonly parameters: SearchParameters }
  | { readonly kind: 'spans'; readonly parameters: SearchParameters }
  | { readonly kind: 'histogram'; readonly parameters: HistogramParameters }
  | { readonly kind: 'edges'; readonly parameters: EdgesParameters }
  | { readonly kind: 'red'; readonly parameters: RedParameters }
  | { readonly kind: 'deploys'; readonly parameters: DeploysParameters }
  | { readonly kind: 'trace'; readonly traceId: TraceId; readonly parameters: TraceParameters }
  | { readonly kind: 'outline'; readonly traceId: TraceId }
  | { readonly kind: 'otlp'; readonly traceId: TraceId }
  | { readonly kind: 'services'; readonly parameters: WindowParameters }
  | { readonly kind: 'operations'; readonly parameters: OperationsParameters }
  | { readonly kind: 'attribute-keys'; readonly parameters: AttributeKeysParameters }
  | { readonly kind: 'attribute-values'; readonly parameters: AttributeValuesParameters }
  | { readonly kind: 'diagram'; readonly request: DiagramRequest }
  | { readonly kind: 'stats' };

/** A diagram that the server draws. The answer is a DiagramAnswer. */
export type DiagramRequest =
  | { readonly kind: 'map'; readonly parameters: MapDiagramParameters }
  | { readonly kind: 'waterfall'; readonly parameters: WaterfallParameters }
  | { readonly kind: 'results'; readonly parameters: ResultsParameters }
  | WindowDiagramRequest
  | ServerDiagramRequest
  | { readonly kind: TraceDiagramKind; readonly parameters: TraceDiagramParameters };

export interface WindowDiagramRequest {
  readonly kind: WindowDiagramKind;
  readonly parameters: WindowDiagramParameters;
}

/** Answered by whoever knows the counters of the server. */
export interface ServerDiagramRequest {
  readonly kind: ServerDiagramKind;
  readonly parameters: ServerDiagramParameters;
}

export interface DiagramAnswer {
  /** Mermaid text to copy; '' for what Mermaid does not draw. */
  readonly text: string;
  /** What is drawn. */
  readonly picture: Picture;
  /** Of a live diagram: what both were made of. */
  readonly live?: LiveDiagram;
  /** The time that it shows, unix nanoseconds. */
  readonly start: string;
  readonly end: string;
}

/** Why a query has no answer, although nothing broke. */
export interface QueryFailure {
  readonly code: 'bad_request' | 'not_found' | 'cancelled' | 'unavailable' | 'internal';
  readonly message: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

export type ToReader =
  | { readonly kind: 'open' }
  /** `cancel` holds one Int32; anything but 0 means: stop, nobody waits any more. */
  | { readonly kind: 'query'; readonly id: number; readonly query: Query; readonly cancel: SharedArrayBuffer }
  /** One more piece may be sent. */
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'close' };

export type FromReader =
  | { readonly kind: 'opened' }
  | { readonly kind: 'failed'; readonly problem: StartProblem }
  | { readonly kind: 'progress'; readonly id: number; readonly share: number; readonly matched: number }
  /** There is an answer; its pieces follow. */
  | { readonly kind: 'found'; readonly id: number }
  | { readonly kind: 'piece'; readonly id: number; readonly text: string }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: QueryFailure };

/** Pieces that a reader sends without hearing `more`: bounds what a slow client makes us hold. */
export const PIECES_AHEAD = 4;

// -------------------------------------------------------------------------------------------------------- demo worker

/** workerData of the demo worker. */
export interface DemoSetup {
  /** Where it sends, such as http://127.0.0.1:4318/v1/traces. */
  readonly url: string;
  readonly token: string | undefined;
  readonly logLevel: LogLevel;
}

/** It ends by itself once nothing is under way. */
export interface ToDemo {
  readonly kind: 'stop';
}

export type FromDemo =
  /** So many spans were acknowledged. */
  | { readonly kind: 'sent'; readonly spans: number }
  /** The history is sent, or the demo has ended by itself. */
  | { readonly kind: 'state'; readonly state: 'running' | 'failed' };

// ----------------------------------------------------------------------------------------------------- drawing worker

export type DrawingJob = Picture & {
  readonly theme: DiagramTheme;
  readonly format: 'svg' | 'png';
};

export type DrawnPicture =
  | { readonly format: 'svg'; readonly svg: string }
  | { readonly format: 'png'; readonly png: Uint8Array };

/** Why there is no picture, although nothing broke. */
export interface DrawingFailure {
  /** busy: ask again in a moment. not_drawable: the text is none, or too much for the limits. */
  readonly code: 'busy' | 'not_drawable';
  /** A sentence for the user. */
  readonly message: string;
}

/** Draws, or says why not. Rejects when the worker broke. */
export type DrawPicture = (job: DrawingJob) => Promise<Result<DrawnPicture, DrawingFailure>>;

export interface ToDrawing {
  readonly kind: 'draw';
  readonly id: number;
  readonly job: DrawingJob;
}

export type FromDrawing =
  /** Everything that it draws with is loaded. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'drawn'; readonly id: number; readonly picture: DrawnPicture }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string };

// ------------------------------------------------------------------------------------------------------ shares worker

/** workerData of the shares worker. */
export interface SharesSetup {
  readonly folder: string;
  readonly logLevel: LogLevel;
}

export type { ListedShare, NewShare, StoredShare };

/** What the main thread asks of the shares worker. `now` is milliseconds since the epoch. */
export type ShareRequest =
  | { readonly kind: 'add'; readonly share: NewShare }
  | { readonly kind: 'find'; readonly tokenHash: string; readonly now: number }
  | { readonly kind: 'list'; readonly now: number }
  | { readonly kind: 'end'; readonly id: number; readonly now: number }
  | { readonly kind: 'end-by-key'; readonly tokenHash: string; readonly deleteKeyHash: string; readonly now: number }
  | { readonly kind: 'png'; readonly id: number }
  | { readonly kind: 'keep-png'; readonly id: number; readonly png: Uint8Array };

export interface ShareAnswers {
  /** The id of what was added; undefined: as many are open as may be. */
  readonly add: number | undefined;
  readonly find: FoundShare;
  readonly list: readonly ListedShare[];
  /** Whether there was one to end. */
  readonly end: boolean;
  readonly 'end-by-key': boolean;
  readonly png: Uint8Array | undefined;
  readonly 'keep-png': undefined;
}

/** Asks the shares worker. Its error is that nothing can be kept or read at the moment. Rejects when the worker broke. */
export type AskShares = <K extends ShareRequest['kind']>(
  request: Extract<ShareRequest, { readonly kind: K }>,
) => Promise<Result<ShareAnswers[K], QueryFailure>>;

export type ToShares =
  | { readonly kind: 'request'; readonly id: number; readonly request: ShareRequest }
  | { readonly kind: 'close' };

export type FromShares =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: ShareAnswers[ShareRequest['kind']] }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: QueryFailure };
