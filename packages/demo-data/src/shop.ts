// The shop over time. Everything follows from the seed, the topology and the time asked for, so any window can be played
// alone, in any order, and again: that is how history is filled in newest first.
import type { SpanId, TraceId, UnixNano } from '@spanloom/otlp-model';
import { createArrivals, SECOND, timeOf } from './arrivals.ts';
import { exportsOf, type SpanExport } from './deliver/exports.ts';
import type { AbsentPhenomenon, PlacedPhenomenon } from './phenomena/all.ts';
import type { Window } from './phenomena/phenomenon.ts';
import type { DraftTrace } from './play/draft.ts';
import { createPlayer } from './play/player.ts';
import type { Message } from './play/scene.ts';
import { queuesOf } from './topology/queues-of.ts';
import type { ConsumerSpec, Topology } from './topology/topology.ts';
import { TUNED_SHOP } from './topology/tuned-shop.ts';
import type { Occurrence, TruthArrival, TruthCall } from './truth/truth.ts';

export interface ShopOptions {
  readonly seed: string;
  /** The tuned shop when left out. */
  readonly topology?: Topology;
  /** How many spans are made a second, on average over an hour. */
  readonly spansPerSecond: number;
}

/** One request that was played to its end. Its spans are in one trace, or in two when the trace was cut. */
export interface PlayedTrace {
  /** The trace of the request's first span. */
  readonly traceId: TraceId;
  readonly start: UnixNano;
  /** The end of the span that ended last, by the true clock. */
  readonly end: UnixNano;
  /** The earliest first; spans that were lost are in none, spans that were sent again in two. */
  readonly exports: readonly SpanExport[];
  /** The truth about it. */
  readonly occurrences: readonly Occurrence[];
  readonly calls: readonly TruthCall[];
  readonly arrivals: readonly TruthArrival[];
  readonly lost: ReadonlySet<SpanId>;
}

/** A time during which a phenomenon can happen. */
export interface PhenomenonWindow extends Window {
  readonly phenomenon: string;
  readonly service: string;
}

export interface Shop {
  readonly topology: Topology;
  /** Where each phenomenon happens. */
  readonly placed: readonly Pick<PlacedPhenomenon, 'phenomenon' | 'service' | 'detail' | 'offset'>[];
  /** Phenomena for which this topology has no place. */
  readonly absent: readonly AbsentPhenomenon[];
  /** The traces that start in [from, to), by their start. Windows that touch give together what the whole one gives. */
  between(from: UnixNano, to: UnixNano): IterableIterator<PlayedTrace>;
  /** When phenomena that come and go do so in [from, to). */
  windows(from: UnixNano, to: UnixNano): PhenomenonWindow[];
}

/** Throws when the topology contradicts itself. */
export function createShop({ seed, topology = TUNED_SHOP, spansPerSecond }: ShopOptions): Shop {
  const player = createPlayer(seed, topology);
  const arrivalsOf = createArrivals(seed, player.index, spansPerSecond);
  const queuesOfFlow = new Map(topology.flows.map((flow) => [flow, queuesOf(player.index, flow)]));

  /** A consumer takes, some time after each of its intervals, what was sent by requests that started in it. */
  function batchAt(consumer: ConsumerSpec, second: bigint): DraftTrace[] {
    const { queue, mode } = consumer;
    if (mode.kind !== 'batch') return [];
    const every = BigInt(mode.everySeconds);
    const end = second - BigInt(mode.delaySeconds);
    if (end < every || end % every !== 0n) return [];
    const messages: Message[] = [];
    for (let at = end - every; at < end; at++) {
      for (const arrival of arrivalsOf(at)) {
        if (queuesOfFlow.get(arrival.flow)?.has(queue) !== true) continue;
        messages.push(...player.request(arrival).messages.filter((message) => message.queue === queue));
      }
    }
    return messages.length === 0 ? [] : [player.batch(consumer, messages, timeOf(second * SECOND))];
  }

  function* ofSecond(second: bigint): IterableIterator<PlayedTrace> {
    const drafts = arrivalsOf(second).map((arrival) => player.request(arrival));
    for (const consumer of topology.consumers) drafts.push(...batchAt(consumer, second));
    for (const workflow of topology.workflows) {
      if (second % BigInt(workflow.everySeconds) === 0n) {
        drafts.push(player.workflow(workflow, timeOf(second * SECOND)));
      }
    }
    for (const draft of drafts.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))) {
      player.send(draft);
      yield finished(draft);
    }
  }

  return {
    topology,
    placed: player.placed,
    absent: player.absent,
    *between(from, to) {
      for (let second = from / SECOND; second * SECOND < to; second++) {
        for (const trace of ofSecond(second)) {
          if (trace.start >= from && trace.start < to) yield trace;
        }
      }
    },
    windows: (from, to) =>
      player.placed.flatMap(({ phenomenon, service, windows }) =>
        (windows?.between(from, to) ?? []).map((window) => ({ phenomenon, service, ...window })),
      ),
  };
}

function finished({ traceId, start, end, spans, occurrences, calls, arrivals }: DraftTrace): PlayedTrace {
  const lost = new Set(spans.filter(({ delays }) => delays.length === 0).map(({ span }) => span.spanId));
  return { traceId, start, end, exports: exportsOf(spans, end), occurrences, calls, arrivals, lost };
}
