// `spanloom status`: asks a running server how it is, for people and, with --json, for programs.
import { readyResponse, statusResponse, type StatusResponse } from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { parseOptions } from '../config/options.ts';
import { STATUS_OPTIONS, type StatusOptions } from '../config/status-options.ts';
import { statusText } from '../telemetry/status-text.ts';
import { authorization, jsonOf, refusal, unreachable } from './asking.ts';
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

    const headers = authorization(token);
    const response = await fetch(`${server}/api/v1/status`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = await jsonOf(response);
    if (!response.ok) return err(refusal(server, response.status, body));
    const parsed = statusResponse.safeParse(body);
    return parsed.success
      ? ok(parsed.data)
      : err(`The server at ${server} is of another version: its status is not understood.`);
  } catch (error) {
    return err(unreachable(server, error, PATIENCE_MS));
  }
}

function notReady(server: string, reason: string | undefined): string {
  if (reason === undefined) return `The server at ${server} is starting or stopping.`;
  return `The server at ${server} cannot store anything: ${reason}`;
}
