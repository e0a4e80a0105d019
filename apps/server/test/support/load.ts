// Concurrent senders that remember what was acknowledged.
import type { Span } from '@spanloom/otlp-model';
import { encodeExportRequest } from '@spanloom/otlp-model/protobuf';
import { type BuiltServer, exportedTrace, spansOf } from './built-server.ts';
import { at, resourceOf, resourceSpansOf, spanIdOf, spanOf, traceIdOf } from './spans.ts';

const SPANS_EACH = 3;

/** One request: a trace of its own. */
export interface SentTrace {
  readonly traceId: string;
  readonly acknowledged: boolean;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface LoadOptions {
  readonly senders: number;
  /** Trace ids count up from here. */
  readonly firstTrace: number;
  /** Called at each acknowledgement with how many there are; the load goes on until the server is gone. */
  readonly onAcknowledged: (count: number) => void;
}

/** Sends until the server answers no more; resolves with all that was sent. */
export async function sendUntilGone(server: BuiltServer, options: LoadOptions): Promise<SentTrace[]> {
  const sent: SentTrace[] = [];
  let next = options.firstTrace;
  let acknowledgements = 0;

  async function sender(): Promise<void> {
    for (;;) {
      const traceId = traceIdOf(next++);
      const answer = await post(server.otlpHttp, traceId);
      if (answer === 200) options.onAcknowledged(++acknowledgements);
      sent.push({ traceId, acknowledged: answer === 200 });
      if (answer !== 200) return;
    }
  }
  await Promise.all(Array.from({ length: options.senders }, sender));
  return sent;
}

/** The status of the answer, or undefined when the connection broke before a whole answer came. */
async function post(url: string, traceId: Span['traceId']): Promise<number | undefined> {
  const spans = Array.from({ length: SPANS_EACH }, (_, i) =>
    spanOf({ traceId, spanId: spanIdOf(i + 1), parentSpanId: i === 0 ? undefined : spanIdOf(i), start: at(i) }),
  );
  const body = new Uint8Array(encodeExportRequest([resourceSpansOf(resourceOf('load'), spans)]));
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/x-protobuf' }, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // The server was killed: nothing was acknowledged.
    return undefined;
  }
}

/** Throws when an acknowledged span is missing or there twice, or a request was stored in part. */
export async function verifyStored(server: BuiltServer, sent: readonly SentTrace[]): Promise<void> {
  const left = sent.values();
  const verifier = async (): Promise<void> => {
    for (const trace of left) await verifyTrace(server, trace);
  };
  await Promise.all([verifier(), verifier(), verifier(), verifier()]);
}

async function verifyTrace(server: BuiltServer, { traceId, acknowledged }: SentTrace): Promise<void> {
  const found = spansOf((await exportedTrace(server, traceId)) ?? []);
  const ids = found.map((span) => span.spanId).sort();
  const whole = Array.from({ length: SPANS_EACH }, (_, i) => spanIdOf(i + 1));
  const isWhole = ids.length === whole.length && ids.every((id, i) => id === whole[i]);
  if (isWhole || (ids.length === 0 && !acknowledged)) return;
  const sentAs = acknowledged ? 'acknowledged' : 'not acknowledged';
  throw new Error(`trace ${traceId}, ${sentAs}, has spans [${ids.join(', ')}]`);
}
