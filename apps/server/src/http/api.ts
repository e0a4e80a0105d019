// The native API under /api/v1. Shapes are in @spanloom/api-schema.
import {
  attributeKeysParameters,
  attributeValuesParameters,
  edgesParameters,
  histogramParameters,
  openApiDocument,
  type OpenApiDocument,
  type KnocksResponse,
  operationsParameters,
  deploysParameters,
  redParameters,
  searchParameters,
  type StatusResponse,
  traceParameters,
  windowParameters,
  z,
} from '@spanloom/api-schema';
import { parseTraceId, type TraceId } from '@spanloom/otlp-model';
import { type Context, Hono } from 'hono';
import type { QueryPort } from '../query/queries.ts';
import type { Query } from '../threads/messages.ts';
import { type ActionDependencies, createActions } from './actions.ts';
import { answerJson, answerWithProgress } from './answers.ts';
import { createDiagrams } from './diagrams.ts';
import { failureResponse, malformedTraceId } from './errors.ts';
import { parseParameters } from './parameters.ts';
import { createShareApi, type ShareDependencies } from './shares/share-api.ts';

export interface ApiDependencies extends ActionDependencies, ShareDependencies {
  readonly status: () => Promise<StatusResponse>;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

const noParameters = z.object({});

type Answerer = (c: Context, queries: QueryPort, query: Query) => Promise<Response>;

export function createApi(dependencies: ApiDependencies): Hono {
  const { version, queries, status, askIngest } = dependencies;
  const api = new Hono();

  function route<S extends z.ZodObject>(
    path: string,
    schema: S,
    toQuery: (parameters: z.infer<S>) => Query,
    answer: Answerer = answerJson,
  ): void {
    api.get(path, async (c) => {
      const parameters = parseParameters(schema, new URL(c.req.url).searchParams);
      return parameters.ok ? answer(c, queries, toQuery(parameters.value)) : failureResponse(parameters.error);
    });
  }

  function traceRoute<S extends z.ZodObject>(
    path: string,
    schema: S,
    toQuery: (traceId: TraceId, parameters: z.infer<S>) => Query,
  ): void {
    api.get(path, async (c) => {
      const traceId = parseTraceId(c.req.param('traceId') ?? '');
      if (!traceId.ok) return malformedTraceId(traceId.error);
      const parameters = parseParameters(schema, new URL(c.req.url).searchParams);
      if (!parameters.ok) return failureResponse(parameters.error);
      return answerJson(c, queries, toQuery(traceId.value, parameters.value));
    });
  }

  route('/search', searchParameters, (parameters) => ({ kind: 'search', parameters }), answerWithProgress);
  route('/search/spans', searchParameters, (parameters) => ({ kind: 'spans', parameters }), answerWithProgress);
  route(
    '/search/histogram',
    histogramParameters,
    (parameters) => ({ kind: 'histogram', parameters }),
    answerWithProgress,
  );
  route('/edges', edgesParameters, (parameters) => ({ kind: 'edges', parameters }), answerWithProgress);
  route('/red', redParameters, (parameters) => ({ kind: 'red', parameters }), answerWithProgress);
  route('/deploys', deploysParameters, (parameters) => ({ kind: 'deploys', parameters }));
  route('/services', windowParameters, (parameters) => ({ kind: 'services', parameters }));
  route('/operations', operationsParameters, (parameters) => ({ kind: 'operations', parameters }));
  route('/attributes/keys', attributeKeysParameters, (parameters) => ({ kind: 'attribute-keys', parameters }));
  route('/attributes/values', attributeValuesParameters, (parameters) => ({ kind: 'attribute-values', parameters }));
  traceRoute('/traces/:traceId', traceParameters, (traceId, parameters) => ({ kind: 'trace', traceId, parameters }));
  traceRoute('/traces/:traceId/outline', noParameters, (traceId) => ({ kind: 'outline', traceId }));
  traceRoute('/traces/:traceId/otlp', noParameters, (traceId) => ({ kind: 'otlp', traceId }));
  api.get('/status', async (c) => c.json(await status(), 200, { 'Cache-Control': 'no-store' }));

  let document: OpenApiDocument | undefined;
  api.get('/openapi.json', (c) => {
    // Made when somebody asks: a start does not wait for it.
    document ??= openApiDocument(version);
    return c.json(document, 200, { 'Cache-Control': 'no-cache' });
  });
  api.get('/knocks', async (c) => {
    const knocks = await askIngest({ kind: 'knocks' });
    return c.json({ knocks: [...knocks] } satisfies KnocksResponse, 200, { 'Cache-Control': 'no-store' });
  });
  api.route('/diagrams', createDiagrams(dependencies));
  api.route('/shares', createShareApi(dependencies));
  api.route('/', createActions(dependencies));

  return api;
}
