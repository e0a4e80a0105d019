// The shop over time. Everything follows from the seed and the time asked for, so any window can be played alone, in any
// order, and again: that is how history is filled in newest first.
import { type UnixNano, unixNano } from '@spanloom/otlp-model';
import type { Message } from './calls/messaging.ts';
import { browseFlow } from './flows/browse.ts';
import { cartFlow } from './flows/cart.ts';
import { checkoutFlow } from './flows/checkout.ts';
import type { Flow } from './flows/flow.ts';
import { loginFlow } from './flows/login.ts';
import { searchFlow } from './flows/search.ts';
import { acquirerDown } from './phenomena/acquirer-down.ts';
import { acquirerRetry } from './phenomena/acquirer-retry.ts';
import { cardDeclined } from './phenomena/card-declined.ts';
import { coldSession } from './phenomena/cold-session.ts';
import { indexOverloaded } from './phenomena/index-overloaded.ts';
import { mailBounced } from './phenomena/mail-bounced.ts';
import { slowStockQuery } from './phenomena/slow-stock-query.ts';
import { randomOf } from './random.ts';
import { bookPickUp } from './services/shipping.ts';
import { type Phenomenon, type PlayedTrace, playTrace } from './world/scene.ts';
import { createWorld } from './world/world.ts';

const FLOWS: readonly Flow[] = [browseFlow, checkoutFlow, searchFlow, cartFlow, loginFlow];
const PHENOMENA: readonly Phenomenon[] = [
  cardDeclined,
  acquirerRetry,
  acquirerDown,
  slowStockQuery,
  coldSession,
  mailBounced,
  indexOverloaded,
];

const SECOND = 1_000_000_000n;
/** How often shipping reads the topic. */
const BATCH_EVERY = 10n * SECOND;
/** In seconds: a slow checkout may still be running when its interval ends, so shipping reads a little after. */
const BATCH_DELAY = 8n;

export interface ShopOptions {
  readonly seed: string;
  /** Customers' requests a second, a whole number. */
  readonly tracesPerSecond: number;
}

export interface Shop {
  /** The traces that start in [from, to), by their start. Windows that touch give together what the whole one gives. */
  between(from: UnixNano, to: UnixNano): IterableIterator<PlayedTrace>;
  /** The name of everything out of the ordinary that can happen. */
  readonly phenomena: readonly string[];
}

interface Arrival {
  readonly start: UnixNano;
  readonly flow: Flow;
}

export function createShop({ seed, tracesPerSecond }: ShopOptions): Shop {
  const world = createWorld(seed);

  /** The requests that arrive in one second. */
  function arrivalsOf(second: bigint): Arrival[] {
    const random = randomOf(seed, 'arrivals', second);
    const weights = Object.fromEntries(FLOWS.map((flow, index) => [index, flow.weight]));
    return Array.from({ length: tracesPerSecond }, (_, index) => {
      const offset = Math.floor(((index + random.float()) / tracesPerSecond) * 1e9);
      const flow = FLOWS[Number(random.weighted(weights))] ?? browseFlow;
      return { start: timeOf(second * SECOND + BigInt(offset)), flow };
    });
  }

  function play({ start, flow }: Arrival): { trace: PlayedTrace; result: readonly Message[] } {
    return playTrace({ world, phenomena: PHENOMENA, keys: [seed, flow.name, start], start }, flow.play);
  }

  /** Shipping reads at the end of each interval what was sent in traces that started in it. */
  function batchAt(end: bigint): PlayedTrace | undefined {
    if (end < BATCH_EVERY || end % BATCH_EVERY !== 0n) return undefined;
    const messages: Message[] = [];
    for (let second = (end - BATCH_EVERY) / SECOND; second < end / SECOND; second++) {
      for (const arrival of arrivalsOf(second)) {
        if (arrival.flow === checkoutFlow) messages.push(...play(arrival).result);
      }
    }
    if (messages.length === 0) return undefined;
    const start = timeOf(end + BATCH_DELAY * SECOND);
    return playTrace({ world, phenomena: PHENOMENA, keys: [seed, 'shipping', end], start }, (scene) =>
      bookPickUp(scene, messages),
    ).trace;
  }

  function* ofSecond(second: bigint): IterableIterator<PlayedTrace> {
    const played = arrivalsOf(second).map((arrival) => play(arrival).trace);
    const batch = batchAt((second - BATCH_DELAY) * SECOND);
    if (batch !== undefined) played.push(batch);
    yield* played.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  }

  return {
    phenomena: PHENOMENA.map((phenomenon) => phenomenon.name),
    *between(from, to) {
      for (let second = from / SECOND; second * SECOND < to; second++) {
        for (const trace of ofSecond(second)) {
          if (trace.start >= from && trace.start < to) yield trace;
        }
      }
    },
  };
}

function timeOf(nanos: bigint): UnixNano {
  const time = unixNano(nanos);
  if (!time.ok) throw new Error(time.error);
  return time.value;
}
