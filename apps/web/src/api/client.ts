// Asks the native API: one function for plain JSON, one for answers in lines that report progress (application/x-ndjson).
// Every answer passes its Zod schema before anything else sees it.
import { errorBody, type StreamLine, z } from '@spanloom/api-schema';

/** Why an answer did not come. `detail` is for copying into a report. */
export type ApiFailure =
  /** No connection, or one that broke: the server stopped, or something between stands in the way. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The server answered and said no; `message` is its sentence for the user. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly detail: string;
    }
  /** The server answered with something that is not what this version of the page understands. */
  | { readonly kind: 'not-understood'; readonly detail: string };

/** Thrown by the functions below; TanStack Query hands it on as `error`. */
export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure, cause?: unknown) {
    super(failure.detail, { cause });
    this.name = 'ApiError';
    this.failure = failure;
  }
}

/** Query parameters; undefined and empty lists are left out, a list becomes a repeated key. */
export type ApiParameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** How far a query has read. */
export interface Progress {
  /** Of the window, 0 .. 1. */
  readonly share: number;
  /** Traces found to match so far. */
  readonly matched: number;
}

/** One request, as failures name it: `GET /api/v1/status`. */
type Asked = `${'GET' | 'POST' | 'DELETE'} ${string}`;

/** When a good time is to take an answer that is there: reading one that is large stops all else. */
export type GoodTime = (signal: AbortSignal) => Promise<void>;

const ANY_TIME: GoodTime = () => Promise.resolve();

/** Asks for JSON. Rejects with ApiError, or with the signal's reason when it was aborted. */
export async function getJson<T>(
  path: string,
  parameters: ApiParameters,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  goodTime = ANY_TIME,
): Promise<T> {
  return askJson(`GET ${apiUrl(path, parameters)}`, schema, signal, { goodTime });
}

/** Has the server do something, and gives back what came of it. Rejects as `getJson` does. */
export async function changeJson<T>(
  method: 'POST' | 'DELETE',
  path: string,
  parameters: ApiParameters,
  schema: z.ZodType<T>,
  body?: string,
): Promise<T> {
  // Never aborted: it may have been done already.
  return askJson(`${method} ${apiUrl(path, parameters)}`, schema, new AbortController().signal, { body });
}

/** Has the server do something whose answer is a page of its own. Rejects as `getJson` does. */
export async function postForPage(path: string): Promise<void> {
  await request(`POST ${path}`, 'text/html', new AbortController().signal);
}

interface Asking {
  readonly body?: string | undefined;
  readonly goodTime?: GoodTime;
}

async function askJson<T>(
  asked: Asked,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  { body, goodTime = ANY_TIME }: Asking,
): Promise<T> {
  const response = await request(asked, 'application/json', signal, body);
  await goodTime(signal);
  const text = await bodyText(asked, response, signal);
  await goodTime(signal);
  return validated(asked, schema, parseJson(asked, text));
}

/** Asks for lines; `onProgress` is told how far the reading is. Rejects as `getJson` does. */
export async function getWithProgress<T>(
  path: string,
  parameters: ApiParameters,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  goodTime = ANY_TIME,
): Promise<T> {
  const asked: Asked = `GET ${apiUrl(path, parameters)}`;
  const response = await request(asked, 'application/x-ndjson', signal);
  if (!(response.headers.get('content-type') ?? '').startsWith('application/x-ndjson')) {
    return validated(asked, schema, parseJson(asked, await bodyText(asked, response, signal)));
  }
  for await (const text of lines(asked, response, signal)) {
    await goodTime(signal);
    const line = parseJson(asked, text) as StreamLine<unknown>;
    if ('progress' in line) onProgress({ share: line.progress, matched: line.matched });
    else if ('result' in line) return validated(asked, schema, line.result);
    else if ('error' in line) throw refused(asked, response.status, line.error.code, line.error.message);
    else throw notUnderstood(asked, 'a line that is neither progress nor result');
  }
  throw new ApiError({ kind: 'unreachable', detail: `${asked}: the answer broke off before its end` });
}

export function apiUrl(path: string, parameters: ApiParameters): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const item of typeof value === 'object' ? value : [value]) query.append(key, String(item));
  }
  const text = query.toString();
  return `/api/v1/${path}${text === '' ? '' : `?${text}`}`;
}

/** `sent`: the body, JSON. */
async function request(asked: Asked, accept: string, signal: AbortSignal, sent?: string): Promise<Response> {
  const [method, url] = splitAsked(asked);
  const headers = { accept, ...(sent === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await network(asked, signal, () => fetch(url, { method, headers, signal, body: sent ?? null }));
  if (response.ok) return response;
  // The session has ended: the server asks for its token, then leads back here.
  if (response.status === 401) location.assign(`/login?next=${encodeURIComponent(pageAddress())}`);
  const text = await bodyText(asked, response, signal);
  const body = errorBody.safeParse(parseErrorJson(text));
  if (body.success) throw refused(asked, response.status, body.data.error.code, body.data.error.message);
  // A proxy before a server that is down answers in its own words.
  if (response.status >= 502 && response.status <= 504) {
    throw new ApiError({ kind: 'unreachable', detail: `${asked}: ${response.status} ${response.statusText}` });
  }
  throw notUnderstood(asked, `${response.status} ${response.statusText}`);
}

function pageAddress(): string {
  return location.pathname + location.search + location.hash;
}

/** The method, and the address, which holds no space. */
function splitAsked(asked: Asked): readonly [method: string, url: string] {
  const at = asked.indexOf(' ');
  return [asked.slice(0, at), asked.slice(at + 1)];
}

async function network<T>(asked: Asked, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiError({ kind: 'unreachable', detail: `${asked}: ${reason}` }, error);
  }
}

function bodyText(asked: Asked, response: Response, signal: AbortSignal): Promise<string> {
  return network(asked, signal, () => response.text());
}

async function* lines(asked: Asked, response: Response, signal: AbortSignal): AsyncGenerator<string> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await network(asked, signal, () => reader.read());
      const parts = (rest + (value ?? '')).split('\n');
      rest = parts.pop() ?? '';
      yield* parts.filter((part) => part !== '');
      if (done) break;
    }
    if (rest !== '') yield rest;
  } finally {
    // Also reached when the consumer has its result and stops reading; a stream that already failed rejects again here.
    reader.releaseLock();
  }
}

function parseJson(asked: Asked, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError({ kind: 'not-understood', detail: `${asked}: the answer is not JSON` }, error);
  }
}

function parseErrorJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not our server's words; the caller goes by the status.
    return undefined;
  }
}

function validated<T>(asked: Asked, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notUnderstood(asked, z.prettifyError(parsed.error));
}

function refused(asked: Asked, status: number, code: string, message: string): ApiError {
  return new ApiError({ kind: 'refused', status, code, message, detail: `${asked}: ${status} ${code}` });
}

function notUnderstood(asked: Asked, what: string): ApiError {
  return new ApiError({ kind: 'not-understood', detail: `${asked}: ${what}` });
}
