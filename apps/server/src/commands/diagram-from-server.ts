// Asks a running server for a diagram.
import { err, ok, type Result } from '@spanloom/otlp-model';
import { authorization, jsonOf, refusal, unreachable } from './asking.ts';
import type { Wanted } from './diagram.ts';

/** Reading a long window and drawing it may take this long. */
const PATIENCE_MS = 120_000;

export async function diagramFromServer({
  kind,
  format,
  parameters,
  options: { server, token },
}: Wanted): Promise<Result<string | Uint8Array, string>> {
  try {
    const response = await fetch(`${server}/api/v1/diagrams/${kind}.${format}?${parameters}`, {
      headers: authorization(token),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) return err(refusal(server, response.status, await jsonOf(response)));
    return ok(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    return err(unreachable(server, error, PATIENCE_MS));
  }
}
