// What the table of endpoints says of each.
import type { z } from './jitless.ts';

export interface Endpoint {
  readonly method: 'get' | 'post' | 'delete';
  /** With `{traceId}` for the one parameter that a path may have. */
  readonly path: string;
  readonly tag: 'Search' | 'Traces' | 'Catalogue' | 'Service graph' | 'Diagrams' | 'Shares' | 'Server' | 'Sending';
  readonly summary: string;
  readonly description?: string;
  /** Of the query string. */
  readonly parameters?: z.ZodObject;
  /** `text` answers with plain text, `json` with JSON that is described elsewhere, `file` with something of that media type. */
  readonly answer:
    | { readonly schema: z.ZodType }
    | { readonly text: string }
    | { readonly json: string }
    | { readonly file: string };
  /** What the body is, for endpoints that take one: JSON that is described elsewhere. */
  readonly body?: string;
  /** Refusals beside those that every endpoint may give. */
  readonly errors?: readonly (400 | 404 | 409 | 413 | 422)[];
  /** Answers in lines with progress to `Accept: application/x-ndjson`. */
  readonly lines?: true;
  /** Answers without the token, and while the server starts or stops. */
  readonly open?: true;
}

export const API = '/api/v1';
export const BAD_PARAMETERS = [400] as const;
export const NO_SUCH_TRACE = [400, 404] as const;
