// /api/v1/shares: making, listing and ending shares. Whoever may read the traces may share them.
import {
  deleteShareParameters,
  type Share,
  type ShareDeletedResponse,
  type SharedResponse,
  type ShareRequestBody,
  shareRequest,
  type SharesResponse,
} from '@spanloom/api-schema';
import { visibleLabel } from '@spanloom/diagrams';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { QueryPort } from '../../query/queries.ts';
import type {
  AskShares,
  DiagramAnswer,
  DiagramRequest,
  DrawPicture,
  ListedShare,
  NewShare,
  QueryFailure,
} from '../../threads/messages.ts';
import { queryValue } from '../answers.ts';
import { diagramFile } from '../diagram-file.ts';
import { readDiagramRequest } from '../diagram-request.ts';
import { drawingFailure, errorResponse, failureResponse } from '../errors.ts';
import { parseParameters } from '../parameters.ts';
import { livingRequest } from './living-picture.ts';
import { newSecret, secretHash } from './share-secrets.ts';
import { sharedWords } from './shared-words.ts';

export interface ShareDependencies {
  readonly version: string;
  readonly queries: QueryPort;
  readonly drawPicture: DrawPicture;
  readonly askShares: AskShares;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The origin under which others reach this server; undefined when nobody said. */
  readonly publicUrl: string | undefined;
}

const MAX_BODY_BYTES = 65_536;
const MAX_TITLE = 200;
const DAY_MS = 86_400_000;
const FRESH = { 'Cache-Control': 'no-store' };

export function createShareApi(dependencies: ShareDependencies): Hono {
  const { askShares, now } = dependencies;
  const api = new Hono();

  api.post('/', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }), async (c) => {
    const body = readBody(await c.req.text());
    return body.ok ? makeShare(c, body.value, dependencies) : failureResponse(body.error);
  });

  api.get('/', async (c) => {
    const shares = await askShares({ kind: 'list', now: now() });
    if (!shares.ok) return failureResponse(shares.error);
    return c.json({ shares: shares.value.map(toShare) } satisfies SharesResponse, 200, FRESH);
  });

  api.delete('/', async (c) => {
    const parameters = parseParameters(deleteShareParameters, new URL(c.req.url).searchParams);
    if (!parameters.ok) return failureResponse(parameters.error);
    const { id } = parameters.value;
    const ended = await askShares({ kind: 'end', id, now: now() });
    if (!ended.ok) return failureResponse(ended.error);
    if (!ended.value) return errorResponse(404, { code: 'not_found', message: `There is no share ${id}.` });
    return c.json({ id } satisfies ShareDeletedResponse, 200, FRESH);
  });
  return api;
}

async function makeShare(
  c: Context,
  { kind, query, title, days, window }: ShareRequestBody,
  dependencies: ShareDependencies,
): Promise<Response> {
  const { version, askShares, now, publicUrl, queries } = dependencies;
  const createdAt = now();
  const request =
    window === undefined
      ? readDiagramRequest(kind, new URLSearchParams(query))
      : livingRequest({ kind, query, window }, createdAt);
  if (!request.ok) return failureResponse(request.error);
  if (window !== undefined) {
    // Nothing is drawn yet, so nobody else would say that the query cannot be read. That there is nothing now is no fault.
    const read = await queryValue<DiagramAnswer>(c, queries, { kind: 'diagram', request: request.value });
    if (!read.ok && read.error.code === 'bad_request') return failureResponse(read.error);
  }
  const content = window === undefined ? await drawContent(c, request.value, dependencies) : EMPTY;
  if (content instanceof Response) return content;
  const [token, deleteKey] = [newSecret(), newSecret()];
  const share: NewShare = {
    tokenHash: secretHash(token),
    deleteKeyHash: secretHash(deleteKey),
    kind,
    query,
    theme: request.value.parameters.theme,
    // Whoever opens the link must not be led astray by characters that turn round or hide what stands beside them.
    title: visibleLabel(title, MAX_TITLE),
    window,
    createdAt,
    expiresAt: days === undefined ? undefined : createdAt + days * DAY_MS,
    version,
    content,
  };
  const id = await askShares({ kind: 'add', share });
  if (!id.ok) return failureResponse(id.error);
  if (id.value === undefined) return tooMany();
  const path = window === undefined ? `/s/${token}` : `/live/${token}.svg`;
  const body: SharedResponse = {
    ...toShare({ ...share, id: id.value }),
    token,
    deleteKey,
    path,
    ...(publicUrl === undefined ? {} : { url: `${publicUrl}${path}` }),
  };
  return c.json(body, 200, FRESH);
}

const EMPTY: NewShare['content'] = { text: '', picture: '', svg: '', start: '', end: '' };

async function drawContent(
  c: Context,
  request: DiagramRequest,
  { version, queries, drawPicture }: ShareDependencies,
): Promise<NewShare['content'] | Response> {
  const diagram = await queryValue<DiagramAnswer>(c, queries, { kind: 'diagram', request });
  if (!diagram.ok) return failureResponse(diagram.error);
  const words = sharedWords(undefined);
  const svg = await diagramFile(diagram.value, { format: 'svg', request, version, words }, drawPicture);
  if (!svg.ok) return drawingFailure(svg.error);
  const { text, picture, start, end } = diagram.value;
  return { text, picture: JSON.stringify(picture), svg: String(svg.value), start, end };
}

function readBody(text: string): Result<ShareRequestBody, QueryFailure> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return err({ code: 'bad_request', message: `The body is no JSON: ${why}.` });
  }
  const parsed = shareRequest.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const sentences = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return err({ code: 'bad_request', message: `Wrong body: ${sentences.join('; ')}.`, issues });
}

function toShare({ id, kind, title, createdAt, expiresAt, query, window }: ListedShare): Share {
  return {
    id,
    // What is stored was made above.
    kind: kind as Share['kind'],
    title,
    createdAt: nanos(createdAt),
    ...(expiresAt === undefined ? {} : { expiresAt: nanos(expiresAt) }),
    query,
    ...(window === undefined ? {} : { window }),
  };
}

function nanos(milliseconds: number): string {
  return (BigInt(Math.round(milliseconds)) * 1_000_000n).toString();
}

function tooMany(): Response {
  const message = 'As many links are open as may be: 10,000. End some under Shared links, then try again.';
  return errorResponse(409, { code: 'too_many_shares', message });
}

function tooLarge(): Response {
  return errorResponse(413, { code: 'too_large', message: `The body may have ${MAX_BODY_BYTES} bytes at most.` });
}
