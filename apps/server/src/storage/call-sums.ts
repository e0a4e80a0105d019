// Adding up calls and requests.
import { addDuration } from '@spanloom/analysis';
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
  #errorWeight = 0;
  readonly #durations = new Map<number, number>();

  add({ duration, error, weight }: Summand): void {
    this.#calls++;
    this.#weight += weight;
    if (error) this.#errorWeight += weight;
    addDuration(this.#durations, duration, weight);
  }

  addSums({ calls, weight, errorWeight, durations }: CallSums): void {
    this.#calls += calls;
    this.#weight += weight;
    this.#errorWeight += errorWeight;
    for (const [bucket, share] of durations) this.#durations.set(bucket, (this.#durations.get(bucket) ?? 0) + share);
  }

  finish(): CallSums {
    return {
      calls: this.#calls,
      weight: this.#weight,
      errorWeight: this.#errorWeight,
      durations: this.#durations,
    };
  }
}
