// The use cases behind one door: a validated query in, JSON text out. Runs in a reader worker; the main thread holds a
// proxy with the same interface.
import type { Result } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { Cancellation, OnProgress, ReadOptions, StoreScope, TraceReader } from '../storage/trace-store.ts';
import { CancelledError } from '../storage/trace-store.ts';
import type { Query, QueryFailure } from '../threads/messages.ts';
import {
  answerAttributeKeys,
  answerAttributeValues,
  answerOperations,
  answerServices,
  answerStats,
} from './catalogue.ts';
import { answerEdges } from './edges.ts';
import { answerHistogram } from './histogram.ts';
import { answerOtlp } from './otlp-export.ts';
import { answerDeploys } from './deploys.ts';
import { answerRed } from './red.ts';
import { answerSearch } from './search.ts';
import { answerSpanSearch } from './span-search.ts';
import { answerOutline } from './trace-outline.ts';
import { answerTrace } from './trace-view.ts';

/** JSON text in pieces that make one document when joined. Reading it may throw when the store fails half-way. */
export type JsonPieces = AsyncIterable<string>;

export interface QueryOptions {
  readonly abort: Cancellation;
  readonly onProgress?: OnProgress;
}

export interface Queries {
  /** Expected failures (bad cursor, unknown trace, cancelled) are values; a broken store throws. */
  run(query: Query, options: QueryOptions): Promise<Result<JsonPieces, QueryFailure>>;
}

/** What HTTP needs of the queries, on whatever thread they run. Every `Queries` is one. */
export interface QueryPort {
  run(query: Query, options: QueryPortOptions): Promise<Result<JsonPieces, QueryFailure>>;
}

export interface QueryPortOptions extends QueryOptions {
  readonly abort: AbortSignal;
}

/** What a use case works with. */
export interface QueryContext {
  readonly reader: TraceReader;
  readonly scope: StoreScope;
  readonly colors: () => ServiceSlots;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  readonly read: ReadOptions;
}

export interface QueryDependencies {
  readonly reader: TraceReader;
  readonly scope: StoreScope;
  readonly colors: () => ServiceSlots;
  readonly clock: () => number;
}

export function createQueries(dependencies: QueryDependencies): Queries {
  return {
    async run(query, options) {
      const { abort, onProgress } = options;
      const context: QueryContext = { ...dependencies, read: { ...dependencies.scope, abort, onProgress } };
      try {
        return await answer(query, context);
      } catch (error) {
        if (error instanceof CancelledError) return { ok: false, error: CANCELLED };
        throw error;
      }
    },
  };
}

const CANCELLED: QueryFailure = { code: 'cancelled', message: 'The request was cancelled.' };

function answer(query: Query, context: QueryContext): Promise<Result<JsonPieces, QueryFailure>> {
  switch (query.kind) {
    case 'search':
      return answerSearch(query.parameters, context);
    case 'spans':
      return answerSpanSearch(query.parameters, context);
    case 'histogram':
      return answerHistogram(query.parameters, context);
    case 'edges':
      return answerEdges(query.parameters, context);
    case 'diagram':
      // Loaded when somebody asks: a start does not wait for it.
      return import('./diagram.ts').then(({ answerDiagram }) => answerDiagram(query.request, context));
    case 'red':
      return answerRed(query.parameters, context);
    case 'deploys':
      return answerDeploys(query.parameters, context);
    case 'trace':
      return answerTrace(query.traceId, query.parameters, context);
    case 'outline':
      return answerOutline(query.traceId, context);
    case 'otlp':
      return answerOtlp(query.traceId, context);
    case 'services':
      return answerServices(query.parameters, context);
    case 'operations':
      return answerOperations(query.parameters, context);
    case 'attribute-keys':
      return answerAttributeKeys(query.parameters, context);
    case 'attribute-values':
      return answerAttributeValues(query.parameters, context);
    case 'stats':
      return answerStats(context);
  }
}
