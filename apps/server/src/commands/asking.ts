// How commands ask a running server, and what they say when it does not answer.
import { errorBody } from '@spanloom/api-schema';

export function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/** For the user, of what `fetch` threw. */
export function unreachable(server: string, error: unknown, patienceMs: number): string {
  return `No server answers at ${server}: ${reasonOf(error, patienceMs)}. Is it running, and is this its address (--server)?`;
}

/** What a server said instead of an answer, for the user. */
export function refusal(server: string, status: number, body: unknown): string {
  if (status === 401) return `The server at ${server} asks for its token: give it with --token or SPANLOOM_TOKEN.`;
  const told = errorBody.safeParse(body);
  return `The server at ${server} answered ${status}${told.success ? `: ${told.data.error.message}` : '.'}`;
}

/** undefined when the body is no JSON: another server's page. */
export async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** fetch says `fetch failed`; what failed is in the cause. */
function reasonOf(error: unknown, patienceMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it said nothing for ${patienceMs / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message;
}
