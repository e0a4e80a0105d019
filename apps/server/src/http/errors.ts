// The one place where failures become HTTP answers.
import type { ErrorBody } from '@spanloom/api-schema';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { DrawingFailure, QueryFailure } from '../threads/messages.ts';

type ErrorDetail = ErrorBody['error'];

/** Answers with `{"error": {...}}`. */
export function errorResponse(status: number, error: ErrorDetail, headers: Record<string, string> = {}): Response {
  const body: ErrorBody = { error };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}

/** For a picture that was asked for. */
export function drawingFailure({ code, message }: DrawingFailure): Response {
  return code === 'busy'
    ? errorResponse(503, { code: 'unavailable', message }, { 'Retry-After': '1' })
    : errorResponse(422, { code, message });
}

const STATUS_OF: Readonly<Record<QueryFailure['code'], number>> = {
  bad_request: 400,
  not_found: 404,
  // Nobody reads this answer: its client has gone (nginx's number for it).
  cancelled: 499,
  unavailable: 503,
  internal: 500,
};

export function failureResponse(failure: QueryFailure): Response {
  const { code, message, issues } = failure;
  const detail: ErrorDetail = { code, message, issues: issues === undefined ? undefined : [...issues] };
  return errorResponse(STATUS_OF[code], detail, code === 'unavailable' ? { 'Retry-After': '1' } : {});
}

export function malformedTraceId(why: string): Response {
  return errorResponse(400, { code: 'bad_request', message: `This is no trace id: ${why}.` });
}

/** For requests that node read but that make no URL, such as one with an impossible Host. */
export function unreadableRequest(error: unknown): Response {
  const why = error instanceof Error ? error.message : String(error);
  const detail: ErrorDetail = { code: 'bad_request', message: `The request makes no sense: ${why}.` };
  return errorResponse(400, detail, SECURITY_HEADERS);
}
