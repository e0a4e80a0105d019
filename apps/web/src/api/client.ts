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

/** Asks for JSON. Rejects with ApiError, or with the signal's reason when it was aborted. */
export async function getJson<T>(
  path: string,
  parameters: ApiParameters,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T> {
  const url = apiUrl(path, parameters);
  const response = await request(url, 'application/json', signal);
  return validated(url, schema, parseJson(url, await bodyText(url, response, signal)));
}

/** Asks for lines; `onProgress` gets the share of the window read so far, 0 .. 1. Rejects as `getJson` does. */
export async function getWithProgress<T>(
  path: string,
  parameters: ApiParameters,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<T> {
  const url = apiUrl(path, parameters);
  const response = await request(url, 'application/x-ndjson', signal);
  if (!(response.headers.get('content-type') ?? '').startsWith('application/x-ndjson')) {
    return validated(url, schema, parseJson(url, await bodyText(url, response, signal)));
  }
  for await (const text of lines(url, response, signal)) {
    const line = parseJson(url, text) as StreamLine<unknown>;
    if ('progress' in line) onProgress(line.progress);
    else if ('result' in line) return validated(url, schema, line.result);
    else if ('error' in line) throw refused(url, response.status, line.error.code, line.error.message);
    else throw notUnderstood(url, 'a line that is neither progress nor result');
  }
  throw new ApiError({ kind: 'unreachable', detail: `GET ${url}: the answer broke off before its end` });
}

function apiUrl(path: string, parameters: ApiParameters): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const item of typeof value === 'object' ? value : [value]) query.append(key, String(item));
  }
  const text = query.toString();
  return `/api/v1/${path}${text === '' ? '' : `?${text}`}`;
}

async function request(url: string, accept: string, signal: AbortSignal): Promise<Response> {
  const response = await network(url, signal, () => fetch(url, { headers: { accept }, signal }));
  if (response.ok) return response;
  const text = await bodyText(url, response, signal);
  const body = errorBody.safeParse(parseErrorJson(text));
  if (body.success) throw refused(url, response.status, body.data.error.code, body.data.error.message);
  // A proxy before a server that is down answers in its own words.
  if (response.status >= 502 && response.status <= 504) {
    throw new ApiError({ kind: 'unreachable', detail: `GET ${url}: ${response.status} ${response.statusText}` });
  }
  throw notUnderstood(url, `${response.status} ${response.statusText}`);
}

async function network<T>(url: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiError({ kind: 'unreachable', detail: `GET ${url}: ${reason}` }, error);
  }
}

function bodyText(url: string, response: Response, signal: AbortSignal): Promise<string> {
  return network(url, signal, () => response.text());
}

async function* lines(url: string, response: Response, signal: AbortSignal): AsyncGenerator<string> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await network(url, signal, () => reader.read());
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

function parseJson(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError({ kind: 'not-understood', detail: `GET ${url}: the answer is not JSON` }, error);
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

function validated<T>(url: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notUnderstood(url, z.prettifyError(parsed.error));
}

function refused(url: string, status: number, code: string, message: string): ApiError {
  return new ApiError({ kind: 'refused', status, code, message, detail: `GET ${url}: ${status} ${code}` });
}

function notUnderstood(url: string, what: string): ApiError {
  return new ApiError({ kind: 'not-understood', detail: `GET ${url}: ${what}` });
}
