// Adding up calls and requests.
import { addDuration, type DurationBounds } from '@spanloom/analysis';
import type { DurationNano } from '@spanloom/otlp-model';
import type { CallSums } from './trace-aggregates.ts';

/** What a call and a request have in common. */
export interface Summand {
  readonly duration: DurationNano;
  readonly error: boolean;
  readonly weight: number;
}

export class CallSummer {
  #calls = 0;
  #weight = 0;
  #weightSquares = 0;
  #errorWeight = 0;
  readonly #durations = new Map<number, number>();
  #shortest: DurationNano | undefined;
  #longest: DurationNano | undefined;

  add({ duration, error, weight }: Summand): void {
    this.#calls++;
    this.#weight += weight;
    this.#weightSquares += weight * weight;
    if (error) this.#errorWeight += weight;
    addDuration(this.#durations, duration, weight);
    this.#addBounds(duration, duration);
  }

  addSums({ calls, weight, weightSquares, errorWeight, durations, bounds }: CallSums): void {
    this.#calls += calls;
    this.#weight += weight;
    this.#weightSquares += weightSquares;
    this.#errorWeight += errorWeight;
    for (const [bucket, share] of durations) this.#durations.set(bucket, (this.#durations.get(bucket) ?? 0) + share);
    if (bounds !== undefined) this.#addBounds(bounds.shortest, bounds.longest);
  }

  finish(): CallSums {
    return {
      calls: this.#calls,
      weight: this.#weight,
      weightSquares: this.#weightSquares,
      errorWeight: this.#errorWeight,
      durations: this.#durations,
      bounds: this.#bounds(),
    };
  }

  #addBounds(shortest: DurationNano, longest: DurationNano): void {
    if (this.#shortest === undefined || shortest < this.#shortest) this.#shortest = shortest;
    if (this.#longest === undefined || longest > this.#longest) this.#longest = longest;
  }

  #bounds(): DurationBounds | undefined {
    const [shortest, longest] = [this.#shortest, this.#longest];
    return shortest === undefined || longest === undefined ? undefined : { shortest, longest };
  }
}
