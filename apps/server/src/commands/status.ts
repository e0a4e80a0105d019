// `spanloom status`: asks a running server how it is, for people and, with --json, for programs.
import { errorBody, readyResponse, statusResponse, type StatusResponse } from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { parseOptions } from '../config/options.ts';
import { STATUS_OPTIONS, type StatusOptions } from '../config/status-options.ts';
import { statusText } from '../telemetry/status-text.ts';
import type { RunCommand } from './commands.ts';

/** A server that is asked and says nothing for so long is not well. */
const PATIENCE_MS = 10_000;

/** Exit code 0 when the server is ready, 1 when it is not or cannot be asked. */
export const status: RunCommand = async (args) => {
  const options = parseOptions<StatusOptions>(STATUS_OPTIONS, args, process.env);
  if (!options.ok) return options;
  const { json } = options.value;
  const answer = await askServer(options.value);
  if (answer.ok) {
    process.stdout.write(json ? `${JSON.stringify(answer.value, undefined, 2)}\n` : statusText(answer.value));
  } else {
    process.stderr.write(`spanloom: ${answer.error}\n`);
    process.exitCode = 1;
  }
  return ok(undefined);
};

/** The error is a sentence for the user. */
async function askServer({ server, token }: StatusOptions): Promise<Result<StatusResponse, string>> {
  try {
    const ready = await fetch(`${server}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const readiness = readyResponse.safeParse(await jsonOf(ready));
    if (!readiness.success) return err(`What answers at ${server} is no Spanloom.`);
    if (!readiness.data.ready) return err(notReady(server, readiness.data.reason));

    const headers = token === undefined ? undefined : { Authorization: `Bearer ${token}` };
    const response = await fetch(`${server}/api/v1/status`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = await jsonOf(response);
    if (!response.ok) return err(refusal(server, response.status, body));
    const parsed = statusResponse.safeParse(body);
    return parsed.success
      ? ok(parsed.data)
      : err(`The server at ${server} is of another version: its status is not understood.`);
  } catch (error) {
    return err(
      `No server answers at ${server}: ${reasonOf(error)}. Is it running, and is this its address (--server)?`,
    );
  }
}

function notReady(server: string, reason: string | undefined): string {
  if (reason === undefined) return `The server at ${server} is starting or stopping.`;
  return `The server at ${server} cannot store anything: ${reason}`;
}

function refusal(server: string, status: number, body: unknown): string {
  if (status === 401) return `The server at ${server} asks for its token: give it with --token or SPANLOOM_TOKEN.`;
  const told = errorBody.safeParse(body);
  return `The server at ${server} answered ${status}${told.success ? `: ${told.data.error.message}` : '.'}`;
}

/** undefined when the body is no JSON: another server's page. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** fetch says `fetch failed`; what failed is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it said nothing for ${PATIENCE_MS / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message;
}
