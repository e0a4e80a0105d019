// `--demo`: plays the shop of @spanloom/demo-data into this server, through its own OTLP/HTTP port like any other sender.
// First the last hour, newest first, then what happens, as it happens: also what leaves its service late.
import { createShop, type Shop, type SpanExport } from '@spanloom/demo-data';
import { type UnixNano, unixNano } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { OtlpSender, SendUntil } from './otlp-sender.ts';

/** Equal on every start: a restart in the same folder sends the same spans again, and they are stored once. */
const SEED = 'spanloom';
/** 200,000 in an hour. */
const SPANS_PER_SECOND = 55;

const MILLISECOND = 1_000_000n;
const SECOND = 1_000_000_000n;
const HISTORY_SECONDS = 3600;
/** One request of the history. */
const CHUNK = 10n * SECOND;
/** At least so long between two of them: the machine has a browser to serve as well. */
const BREATH_MS = 20;
/** Not longer, also when the clock jumps. */
const REST_MS = 2000;
/**
 * And so many times as long as making the last one took: a busy machine is left alone. Most of it in the beginning, when the
 * browser loads the page and asks for the first time; what it shows then was sent with the first request.
 */
const REST = { first: 8, later: 1 } as const;
const BEGINNING = 8n * SECOND;
const TICK_MS = 500;
/** What is made up for when the machine has slept: more would be one huge request. */
const CATCH_UP = 60n * SECOND;

/** A store that does not acknowledge must not hold up a stop for ever. */
const LAST_REQUEST_MS = 10_000;

export interface DemoDependencies {
  readonly sender: OtlpSender;
  /** Nanoseconds since the Unix epoch. */
  readonly now: () => UnixNano;
  /** Resolves after that time, or rejects with an AbortError when the signal is raised. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
  /** How far back the history goes, an hour when left out. */
  readonly historySeconds?: number;
  /** How long a stop waits for the answer to the last request. */
  readonly lastRequestMs?: number;
  /** Told how many spans each acknowledged request held. */
  readonly onSent?: (spans: number) => void;
  /** Told once the history is sent, and when the demo has ended by itself. */
  readonly onState?: (state: 'running' | 'failed') => void;
}

export interface Demo {
  /** Stops sending; resolves once what was under way is acknowledged, so that nothing of the demo is stored after that. */
  stop(): Promise<void>;
}

/** Starts once the OTLP/HTTP port is bound. A failure ends the demo, not the server, and is logged. */
export function startDemo(dependencies: DemoDependencies): Demo {
  const { logger, lastRequestMs = LAST_REQUEST_MS } = dependencies;
  const stopped = new AbortController();
  const cutOff = new AbortController();
  const stop = { giveUp: stopped.signal, cutOff: cutOff.signal };
  const running = play(dependencies, stop).catch((error: unknown) => {
    if (stopped.signal.aborted) return;
    logger.error({ err: error }, 'the demo stopped: its traces could not be sent');
    dependencies.onState?.('failed');
  });
  return {
    async stop() {
      stopped.abort();
      const patience = setTimeout(() => cutOff.abort(), lastRequestMs);
      await running;
      clearTimeout(patience);
    },
  };
}

async function play(dependencies: DemoDependencies, stop: SendUntil): Promise<void> {
  const { now, pause, logger } = dependencies;
  const shop = createShop({ seed: SEED, spansPerSecond: SPANS_PER_SECOND });
  const begun = now();
  const present = new Present(shop, dependencies, begun);
  await sendHistory(shop, dependencies, { begun, present }, stop);
  logger.debug('the demo has sent its history');
  dependencies.onState?.('running');
  for (;;) {
    await pause(TICK_MS, stop.giveUp);
    await present.goOn(stop);
  }
}

/** What happens as it happens, from a moment on, with what was played before and leaves its service later. */
class Present {
  readonly #shop: Shop;
  readonly #dependencies: DemoDependencies;
  #playedUntil: UnixNano;
  #pending: SpanExport[] = [];

  constructor(shop: Shop, dependencies: DemoDependencies, begun: UnixNano) {
    this.#shop = shop;
    this.#dependencies = dependencies;
    this.#playedUntil = begun;
  }

  sendLater(exports: readonly SpanExport[]): void {
    this.#pending.push(...exports);
  }

  /** Plays up to now, and sends what has left its service by now. */
  async goOn(stop: SendUntil): Promise<void> {
    const time = this.#dependencies.now();
    // Whole seconds: a part of one costs as much to play.
    const until = before(time, time % SECOND);
    const from = until - this.#playedUntil > CATCH_UP ? before(until, CATCH_UP) : this.#playedUntil;
    if (until > from) {
      this.#pending.push(...exportsBetween(this.#shop, from, until));
      this.#playedUntil = until;
    }
    const due = this.#pending.filter(({ at }) => at <= time);
    this.#pending = this.#pending.filter(({ at }) => at > time);
    await send(this.#dependencies, due, stop);
  }
}

/**
 * Sends what had left its service by `begun`; what leaves later is left to the present, which goes on meanwhile: a minute of
 * loading must not look like an outage.
 */
async function sendHistory(
  shop: Shop,
  dependencies: DemoDependencies,
  { begun, present }: { readonly begun: UnixNano; readonly present: Present },
  stop: SendUntil,
): Promise<void> {
  const { now, pause } = dependencies;
  const history = BigInt(dependencies.historySeconds ?? HISTORY_SECONDS) * SECOND;
  for (let age = 0n; age < history; age += CHUNK) {
    const started = now();
    const chunk = exportsBetween(shop, before(begun, age + CHUNK), before(begun, age));
    const made = now();
    present.sendLater(chunk.filter(({ at }) => at > begun));
    await send(
      dependencies,
      chunk.filter(({ at }) => at <= begun),
      stop,
    );
    const rest = Number((made - started) / MILLISECOND) * (made - begun < BEGINNING ? REST.first : REST.later);
    await pause(Math.min(Math.max(rest, BREATH_MS), REST_MS), stop.giveUp);
    await present.goOn(stop);
  }
}

function exportsBetween(shop: Shop, from: UnixNano, to: UnixNano): SpanExport[] {
  return Array.from(shop.between(from, to)).flatMap((trace) => trace.exports);
}

async function send(
  { sender, onSent }: DemoDependencies,
  exports: readonly SpanExport[],
  stop: SendUntil,
): Promise<void> {
  if (exports.length === 0) return;
  const resourceSpans = exports.flatMap((leaving) => leaving.resourceSpans);
  await sender.send(resourceSpans, stop);
  onSent?.(
    resourceSpans.reduce((sum, { scopeSpans }) => scopeSpans.reduce((all, { spans }) => all + spans.length, sum), 0),
  );
}

function before(time: UnixNano, nanos: bigint): UnixNano {
  const earlier = unixNano(time - nanos);
  if (!earlier.ok) throw new Error(`the clock of this machine is wrong: ${earlier.error}`);
  return earlier.value;
}
