// A document of traces that somebody has as a file: it goes through the OTLP/HTTP port as from any other sender.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp-response
import { type ImportResponse, z } from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';

export interface ImportTarget {
  /** Such as http://127.0.0.1:4318/v1/traces. */
  readonly url: string;
  readonly token: string | undefined;
}

/** The answer of the OTLP port when it was not 200. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  /** Seconds, where it asks to try again. */
  readonly retryAfter: string | undefined;
}

/** ExportTraceServiceResponse. */
const exportResponse = z.object({
  partialSuccess: z
    .object({ rejectedSpans: z.coerce.number().default(0), errorMessage: z.string().default('') })
    .optional(),
});
/** google.rpc.Status. */
const rpcStatus = z.object({ message: z.string() });

/** `document`: OTLP/JSON. Resolves once the port has answered; rejects when it could not be reached. */
export async function importDocument(
  document: ArrayBuffer,
  { url, token }: ImportTarget,
): Promise<Result<ImportResponse, Refusal>> {
  const headers = {
    'Content-Type': 'application/json',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: document });
  const answer: unknown = await response.json();
  if (response.ok) {
    const { partialSuccess } = exportResponse.parse(answer);
    return ok({ rejectedSpans: partialSuccess?.rejectedSpans ?? 0, message: partialSuccess?.errorMessage ?? '' });
  }
  const { message } = rpcStatus.parse(answer);
  return err({ status: response.status, message, retryAfter: response.headers.get('Retry-After') ?? undefined });
}
