// When customers come: requests of each second, at a rate that makes the number of spans that was asked for.
import { type UnixNano, unixNano } from '@spanloom/otlp-model';
import type { Arrival } from './play/player.ts';
import { randomOf } from './random.ts';
import { expectedSpans } from './topology/expected-spans.ts';
import type { TopologyIndex } from './topology/index-topology.ts';

export const SECOND = 1_000_000_000n;

/** The requests that arrive in a second, given in seconds since the Unix epoch, by their start. */
export type Arrivals = (second: bigint) => Arrival[];

export function createArrivals(seed: string, index: TopologyIndex, spansPerSecond: number): Arrivals {
  const { flows } = index.topology;
  const byName = new Map(flows.map((flow) => [flow.name, flow]));
  const weights = Object.fromEntries(flows.map(({ name, weight }) => [name, weight]));
  const rate = spansPerSecond / expectedSpans(index);

  return (second) => {
    const random = randomOf(seed, 'arrivals', second);
    const count = Math.floor(Number(second + 1n) * rate) - Math.floor(Number(second) * rate);
    return Array.from({ length: count }, (_, place) => {
      const offset = Math.floor(((place + random.float()) / count) * 1e9);
      const flow = byName.get(random.weighted(weights));
      if (flow === undefined) throw new Error('a flow is missing');
      return { start: timeOf(second * SECOND + BigInt(offset)), flow };
    });
  };
}

export function timeOf(nanos: bigint): UnixNano {
  const time = unixNano(nanos);
  if (!time.ok) throw new Error(time.error);
  return time.value;
}
