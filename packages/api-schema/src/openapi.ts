// The OpenAPI document of the API, from the table of endpoints and the schemas that check real requests and answers.
// https://spec.openapis.org/oas/v3.1.1
import { deletedResponse, importResponse, testTraceResponse } from './actions.ts';
import { attributeKeysResponse, attributeValuesResponse, operationsResponse, servicesResponse } from './catalogue.ts';
import { callNumbers, edgesResponse, graphEdge, graphNode } from './edges.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { z } from './jitless.ts';
import { knock, knocksResponse } from './knocks.ts';
import { errorBody, serviceRef } from './primitives.ts';
import { liveBlock, liveDiagram, liveDiagramResponse, liveFlow, liveStep, partTarget } from './live-diagram.ts';
import { deploy, deploysResponse } from './deploys.ts';
import { redColumns, redResponse, redRow, redSubject } from './red.ts';
import {
  answerCost,
  foundSpan,
  histogramResponse,
  searchResponse,
  spanSearchResponse,
  traceSummary,
} from './search.ts';
import { share, shareDeletedResponse, sharedResponse, sharesResponse } from './shares.ts';
import { demoStatus, listener, readyResponse, statusResponse } from './status.ts';
import { apiAttribute, apiResource, apiScope, apiSpan, traceResponse } from './trace.ts';
import { outlineConflict, outlineExtra, outlineOperation, outlinePeer, traceOutlineResponse } from './trace-outline.ts';

/** Every named schema stands once in the document, and others refer to it. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  AnswerCost: answerCost,
  Attribute: apiAttribute,
  AttributeKeys: attributeKeysResponse,
  AttributeValues: attributeValuesResponse,
  CallNumbers: callNumbers,
  Deleted: deletedResponse,
  DemoStatus: demoStatus,
  Edges: edgesResponse,
  Error: errorBody,
  FoundSpan: foundSpan,
  GraphEdge: graphEdge,
  GraphNode: graphNode,
  Histogram: histogramResponse,
  Import: importResponse,
  Knock: knock,
  Knocks: knocksResponse,
  Listener: listener,
  LiveBlock: liveBlock,
  LiveDiagram: liveDiagram,
  LiveDiagramAnswer: liveDiagramResponse,
  LiveFlow: liveFlow,
  LiveStep: liveStep,
  Operations: operationsResponse,
  OutlineConflict: outlineConflict,
  OutlineExtra: outlineExtra,
  OutlineOperation: outlineOperation,
  OutlinePeer: outlinePeer,
  PartTarget: partTarget,
  Ready: readyResponse,
  DeployList: deploysResponse,
  Deploy: deploy,
  Red: redResponse,
  RedColumns: redColumns,
  RedRow: redRow,
  RedSubject: redSubject,
  Resource: apiResource,
  Scope: apiScope,
  SearchResult: searchResponse,
  Service: serviceRef,
  Services: servicesResponse,
  Share: share,
  ShareDeleted: shareDeletedResponse,
  Shared: sharedResponse,
  Shares: sharesResponse,
  Span: apiSpan,
  SpanSearchResult: spanSearchResponse,
  Status: statusResponse,
  TestTrace: testTraceResponse,
  Trace: traceResponse,
  TraceOutline: traceOutlineResponse,
  TraceSummary: traceSummary,
};

type Json = Readonly<Record<string, unknown>>;

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly security: readonly Json[];
  readonly tags: readonly Json[];
  /** By path, then by method. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Json };
}

/** `version` is that of the server. */
export function openApiDocument(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of ENDPOINTS)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Spanloom',
      version,
      description:
        'The native API of Spanloom. 64-bit values are decimal strings, times are unix nanoseconds, ids are lowercase hex. Unknown and repeated query parameters are refused. What changes something is refused when a page of another origin asks.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'this server' }],
    // Both are wanted only of a server that was started with a token.
    security: [{ bearer: [] }, { session: [] }, {}],
    tags: [...new Set(ENDPOINTS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'What the server was started with as --token.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'spanloom_session_4319',
          description: 'Set by the login page; its name ends with the port of the address in the browser.',
        },
      },
    },
  };
}

function namedSchemas(): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refOf, io: 'output' });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)]));
}

function refOf(id: string): string {
  return `#/components/schemas/${id}`;
}

/** A part of a document has the document's identity and dialect. */
function withoutIds(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
}

function operation(endpoint: Endpoint): Json {
  const { method, path, tag, summary, description, body, open } = endpoint;
  const parameters = [...pathParameters(path), ...queryParameters(endpoint)];
  return {
    operationId: `${method}${path
      .replace('/api/v1', '')
      .replaceAll(/[^a-zA-Z]+([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase())
      .replaceAll(/[^a-zA-Z]/g, '')}`,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(open === undefined ? {} : { security: [] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { type: 'object', description: body } } },
          },
        }),
    responses: responses(endpoint),
  };
}

function pathParameters(path: string): Json[] {
  if (!path.includes('{traceId}')) return [];
  const schema = { type: 'string', pattern: '^[0-9a-fA-F]{32}$' };
  return [{ name: 'traceId', in: 'path', required: true, description: '32 hex digits, not all zero.', schema }];
}

function queryParameters({ parameters }: Endpoint): Json[] {
  return Object.entries(parameters?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = withoutIds(z.toJSONSchema(field, { io: 'output' }));
    return {
      name,
      in: 'query',
      required: !field.safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      ...(schema['type'] === 'array' ? { style: 'form', explode: true } : {}),
      schema,
    };
  });
}

const LINES =
  'Any number of `{"progress": 0 .. 1, "matched": traces so far}` lines, then exactly one `{"result": ...}` or `{"error": {"code", "message"}}` line.';

const ERRORS = {
  400: 'Wrong parameters.',
  404: 'It is not there.',
  409: 'As many links are open as may be.',
  413: 'The body is too large.',
  422: 'It is too much to be drawn.',
} as const;

function responses({ path, answer, errors = [], lines, open, method }: Endpoint): Json {
  const refusals: readonly (readonly [number, string])[] = [
    ...errors.map((status) => [status, ERRORS[status]] as const),
    ...(open === undefined ? ([[401, 'The token is missing or wrong.']] as const) : []),
    ...(method === 'get' ? [] : ([[403, 'A page of another origin asked.']] as const)),
    [421, 'The server does not answer to this name.'],
    ...(open === undefined
      ? ([
          [429, 'Too many wrong tokens came from this address.'],
          [500, 'The server failed; its log says why.'],
          [503, 'The server is starting, stopping, or a thread of it was lost. Try again.'],
        ] as const)
      : []),
  ];
  return {
    200: { description: 'OK', content: content(answer, lines) },
    ...(path === '/readyz' ? { 503: { description: 'Not ready.', content: content(answer, undefined) } } : {}),
    ...Object.fromEntries(
      refusals.map(([status, description]) => [
        status,
        { description, content: { 'application/json': { schema: { $ref: refOf('Error') } } } },
      ]),
    ),
  };
}

function content(answer: Endpoint['answer'], lines: true | undefined): Json {
  if ('text' in answer) return { 'text/plain': { schema: { type: 'string' }, example: answer.text } };
  if ('file' in answer) return { [answer.file]: { schema: { type: 'string' } } };
  if ('json' in answer) return { 'application/json': { schema: { type: 'object', description: answer.json } } };
  const schema = { $ref: refOf(nameOf(answer.schema)) };
  return {
    'application/json': { schema },
    ...(lines === undefined
      ? {}
      : {
          'application/x-ndjson': {
            schema: {
              description: LINES,
              anyOf: [
                object({
                  progress: { type: 'number', minimum: 0, maximum: 1 },
                  matched: { type: 'integer', minimum: 0 },
                }),
                object({ result: schema }),
                object({ error: object({ code: { type: 'string' }, message: { type: 'string' } }) }),
              ],
            },
          },
        }),
  };
}

function object(properties: Json): Json {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function nameOf(schema: z.ZodType): string {
  const name = Object.entries(NAMED).find(([, candidate]) => candidate === schema)?.[0];
  if (name === undefined) throw new Error('the answer of an endpoint has no name in the document');
  return name;
}
