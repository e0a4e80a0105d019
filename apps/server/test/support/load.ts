// Concurrent senders in every protocol that remember what was acknowledged.
import type { ResourceSpans, TraceId } from '@spanloom/otlp-model';
import { type BuiltServer, exportedTrace, spansOf } from './built-server.ts';
import { type Answer, createSender, type OtlpSender, type Protocol, PROTOCOLS } from './otlp-senders.ts';
import { at, attributesOf, resourceOf, resourceSpansOf, spanIdOf, spanOf, traceIdOf } from './spans.ts';

const SPANS_EACH = 3;

/** One request: a trace of its own. */
export interface SentTrace {
  /** Its trace id as a number. */
  readonly number: number;
  readonly traceId: TraceId;
  readonly protocol: Protocol;
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
  /** Senders of each protocol. */
  readonly senders: number;
  /** Trace ids count up from here. */
  readonly firstTrace: number;
  /** Called at each acknowledgement with how many there are; the load goes on until the server is gone. */
  readonly onAcknowledged: (count: number) => void;
}

/** Sends until the server stores no more; resolves with all that was sent. */
export async function sendUntilGone(server: BuiltServer, options: LoadOptions): Promise<SentTrace[]> {
  const sent: SentTrace[] = [];
  let next = options.firstTrace;
  let acknowledgements = 0;

  async function run(protocol: Protocol, sender: OtlpSender): Promise<void> {
    for (;;) {
      const number = next++;
      const traceId = traceIdOf(number);
      const { kind } = await sender.send(requestOf(traceId));
      const acknowledged = kind === 'stored';
      if (acknowledged) options.onAcknowledged(++acknowledgements);
      sent.push({ number, traceId, protocol, acknowledged });
      if (!acknowledged) return;
    }
  }
  const senders = PROTOCOLS.flatMap((protocol) =>
    Array.from({ length: options.senders }, () => ({ protocol, sender: createSender(protocol, server) })),
  );
  await Promise.all(senders.map(({ protocol, sender }) => run(protocol, sender)));
  for (const { sender } of senders) sender.close();
  return sent;
}

/** Sends one trace. */
export async function sendOnce(
  server: BuiltServer,
  protocol: Protocol,
  number: number,
): Promise<{ readonly trace: SentTrace; readonly answer: Answer }> {
  const sender = createSender(protocol, server);
  const traceId = traceIdOf(number);
  const answer = await sender.send(requestOf(traceId));
  sender.close();
  return { trace: { number, traceId, protocol, acknowledged: answer.kind === 'stored' }, answer };
}

/** Spans of a trace of `sendFilling`, of some 4 KB each that no two traces share. */
export const FILLING_TRACE_SPANS = 50;

/** Sends one trace that takes up space. */
export async function sendFilling(
  server: BuiltServer,
  protocol: Protocol,
  number: number,
): Promise<{ readonly trace: SentTrace; readonly answer: Answer }> {
  const traceId = traceIdOf(number);
  const spans = Array.from({ length: FILLING_TRACE_SPANS }, (_, i) =>
    spanOf({ traceId, spanId: spanIdOf(i + 1), attributes: attributesOf({ filler: `${number} ${i} `.repeat(500) }) }),
  );
  const sender = createSender(protocol, server);
  const answer = await sender.send([resourceSpansOf(resourceOf('filling'), spans)]);
  sender.close();
  return { trace: { number, traceId, protocol, acknowledged: answer.kind === 'stored' }, answer };
}

/** Sends these traces once more, each in its protocol. Throws when one is not stored. */
export async function sendAgain(server: BuiltServer, traces: readonly SentTrace[]): Promise<void> {
  for (const protocol of PROTOCOLS) {
    const sender = createSender(protocol, server);
    for (const { traceId } of traces.filter((trace) => trace.protocol === protocol)) {
      const answer = await sender.send(requestOf(traceId));
      if (answer.kind !== 'stored') throw new Error(`trace ${traceId}, sent again: ${JSON.stringify(answer)}`);
    }
    sender.close();
  }
}

/** The same bytes each time. */
function requestOf(traceId: TraceId): ResourceSpans[] {
  const spans = Array.from({ length: SPANS_EACH }, (_, i) =>
    spanOf({ traceId, spanId: spanIdOf(i + 1), parentSpanId: i === 0 ? undefined : spanIdOf(i), start: at(i) }),
  );
  return [resourceSpansOf(resourceOf('load'), spans)];
}

/** Throws when an acknowledged span is missing or there twice, or a request was stored in part. */
export async function verifyStored(
  server: BuiltServer,
  sent: readonly SentTrace[],
  spansEach = SPANS_EACH,
): Promise<void> {
  const left = sent.values();
  const verifier = async (): Promise<void> => {
    for (const trace of left) await verifyTrace(server, trace, spansEach);
  };
  await Promise.all([verifier(), verifier(), verifier(), verifier()]);
}

async function verifyTrace(server: BuiltServer, trace: SentTrace, spansEach: number): Promise<void> {
  const { traceId, protocol, acknowledged } = trace;
  const found = spansOf((await exportedTrace(server, traceId)) ?? []);
  const ids = found.map((span) => span.spanId).sort();
  const whole = Array.from({ length: spansEach }, (_, i) => spanIdOf(i + 1));
  const isWhole = ids.length === whole.length && ids.every((id, i) => id === whole[i]);
  if (isWhole || (ids.length === 0 && !acknowledged)) return;
  const sentAs = acknowledged ? 'acknowledged' : 'not acknowledged';
  throw new Error(`trace ${traceId}, by ${protocol}, ${sentAs}, has spans [${ids.join(', ')}]`);
}
