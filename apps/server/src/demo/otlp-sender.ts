// A small OTLP/HTTP exporter: protobuf, one request at a time, tries again when the server asks for it.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp-response
import type { ResourceSpans } from '@spanloom/otlp-model';
import { decodeExportResponse, encodeExportRequest } from '@spanloom/otlp-model/protobuf';

export interface OtlpSender {
  /**
   * Resolves once the server has acknowledged the spans. Answers that mean "try again" and a connection that fails are
   * tried again until one is told to give up. Rejects on any other answer, on a partial success, and when given up.
   */
  send(resourceSpans: readonly ResourceSpans[], until: SendUntil): Promise<void>;
}

export interface SendUntil {
  /** No further try. The one that is under way is waited for: nobody could tell whether its spans are stored. */
  readonly giveUp: AbortSignal;
  /** The try that is under way is broken off, too. */
  readonly cutOff: AbortSignal;
}

interface SenderOptions {
  /** Such as http://127.0.0.1:4318/v1/traces. */
  readonly url: string;
  /** Sent as bearer token; undefined when the server asks for none. */
  readonly token?: string;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const DEFAULT_PAUSE_MS = 1000;

export function createOtlpSender({ url, token, pause }: SenderOptions): OtlpSender {
  const headers = {
    'Content-Type': 'application/x-protobuf',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  return {
    async send(resourceSpans, { giveUp, cutOff }) {
      // The copy tells the type checker that no shared memory is behind the bytes.
      const body = new Uint8Array(encodeExportRequest(resourceSpans));
      for (;;) {
        giveUp.throwIfAborted();
        const response = await post(url, { headers, body, signal: cutOff });
        if (response?.ok) {
          const { rejected, errorMessage } = decodeExportResponse(new Uint8Array(await response.arrayBuffer()));
          if (rejected > 0) throw new Error(`${rejected} spans were rejected: ${errorMessage}`);
          return;
        }
        if (response !== undefined) {
          await response.body?.cancel();
          if (!RETRYABLE.has(response.status)) throw new Error(`the server answered ${response.status}`);
        }
        await pause(retryAfterMs(response), giveUp);
      }
    },
  };
}

/** undefined when no answer came. */
async function post(url: string, request: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, { ...request, method: 'POST' });
  } catch (error) {
    // fetch rejects with a TypeError when the connection fails, which may pass; all else is for the caller.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function retryAfterMs(response: Response | undefined): number {
  const seconds = Number(response?.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : DEFAULT_PAUSE_MS;
}
