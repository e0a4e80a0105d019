// `--demo`: plays the shop of @spanloom/demo-data into this server, through its own OTLP/HTTP port like any other sender.
// First the last quarter of an hour, newest first, then what happens, as it happens.
import { createShop, type PlayedTrace, type Shop } from '@spanloom/demo-data';
import { type UnixNano, unixNano } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { OtlpSender } from './otlp-sender.ts';

/** Equal on every start: a restart in the same folder sends the same spans again, and they are stored once. */
const SEED = 'spanloom';
const TRACES_PER_SECOND = 2;

const SECOND = 1_000_000_000n;
const HISTORY = 15n * 60n * SECOND;
/** One request of the history: small, because the main thread makes it between serving other requests. */
const CHUNK = 10n * SECOND;
/** Between two of them: the machine has a browser to serve as well. */
const BREATH_MS = 20;
const TICK_MS = 500;

export interface DemoDependencies {
  readonly sender: OtlpSender;
  /** Nanoseconds since the Unix epoch. */
  readonly now: () => UnixNano;
  /** Resolves after that time, or rejects with an AbortError when the signal is raised. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
  /** Told once the history is sent, and when the demo has ended by itself. */
  readonly onState?: (state: 'running' | 'failed') => void;
}

export interface Demo {
  /** Stops sending; resolves once nothing is under way. */
  stop(): Promise<void>;
}

/** Starts once the OTLP/HTTP port is bound. A failure ends the demo, not the server, and is logged. */
export function startDemo(dependencies: DemoDependencies): Demo {
  const { logger } = dependencies;
  const stopped = new AbortController();
  const running = play(dependencies, stopped.signal).catch((error: unknown) => {
    if (stopped.signal.aborted) return;
    logger.error({ err: error }, 'the demo stopped: its traces could not be sent');
    dependencies.onState?.('failed');
  });
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

async function play(dependencies: DemoDependencies, signal: AbortSignal): Promise<void> {
  const { sender, now, pause, logger } = dependencies;
  const shop = createShop({ seed: SEED, tracesPerSecond: TRACES_PER_SECOND });
  const begun = now();
  const running = await sendHistory(shop, { sender, pause }, begun, signal);
  logger.debug({ running: running.length }, 'the demo has sent its history');
  dependencies.onState?.('running');

  let pending = running;
  let playedUntil = begun;
  for (;;) {
    await pause(TICK_MS, signal);
    const time = now();
    // After a long sleep of the machine only the last part of what was missed is made up for.
    const from = time - playedUntil > HISTORY ? before(time, HISTORY) : playedUntil;
    if (time > from) {
      pending.push(...shop.between(from, time));
      playedUntil = time;
    }
    const ended = pending.filter((trace) => trace.end <= time);
    pending = pending.filter((trace) => trace.end > time);
    await send(sender, ended, signal);
  }
}

/** Sends what ended before `begun`, and returns the traces that were still running then. */
async function sendHistory(
  shop: Shop,
  { sender, pause }: Pick<DemoDependencies, 'sender' | 'pause'>,
  begun: UnixNano,
  signal: AbortSignal,
): Promise<PlayedTrace[]> {
  const running: PlayedTrace[] = [];
  for (let age = 0n; age < HISTORY; age += CHUNK) {
    const chunk = [...shop.between(before(begun, age + CHUNK), before(begun, age))];
    running.push(...chunk.filter((trace) => trace.end > begun));
    await send(
      sender,
      chunk.filter((trace) => trace.end <= begun),
      signal,
    );
    await pause(BREATH_MS, signal);
  }
  return running;
}

async function send(sender: OtlpSender, traces: readonly PlayedTrace[], signal: AbortSignal): Promise<void> {
  if (traces.length === 0) return;
  const resourceSpans = traces.flatMap((trace) => trace.resourceSpans);
  await sender.send(resourceSpans, signal);
}

function before(time: UnixNano, nanos: bigint): UnixNano {
  const earlier = unixNano(time - nanos);
  if (!earlier.ok) throw new Error(`the clock of this machine is wrong: ${earlier.error}`);
  return earlier.value;
}
