// How much one span, resource or scope of a JSON request may hold, counted while it is read.
import type { DecodeLimits } from '../codec.ts';
import { REASONS } from '../rejections.ts';
import { asList, Refusal } from './fields.ts';

export class Allowance {
  /** Levels that a value may nest. */
  readonly maxDepth: number;
  readonly #maxItems: number;
  #items = 0;

  constructor(limits: DecodeLimits) {
    this.maxDepth = limits.maxDepth;
    this.#maxItems = limits.maxItemsOfOne;
  }

  /** Attributes, events, links and list elements so far. */
  get items(): number {
    return this.#items;
  }

  /** A list whose elements count. An absent one is empty. Throws Refusal. */
  list(value: unknown, what: string): readonly unknown[] {
    const list = asList(value, what);
    this.#items += list.length;
    if (this.#items > this.#maxItems) throw new Refusal(REASONS.tooManyItems(this.#maxItems));
    return list;
  }
}
