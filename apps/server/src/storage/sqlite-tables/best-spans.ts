// The first spans of an order, collected from traces in any sequence: those that come after the first so many are dropped.
import { compareSpanPositions, spanPosition } from '../span-order.ts';
import type { FoundSpan, SpanPage, SpanPageRequest, SpanPosition } from '../trace-store.ts';

export class BestSpans {
  readonly #request: SpanPageRequest;
  /** In their order; one more than the page holds, which shows that others follow. */
  readonly #spans: FoundSpan[] = [];

  constructor(request: SpanPageRequest) {
    this.#request = request;
  }

  /** Value (start or duration) below which a span has no place any more; undefined while there are too few. */
  get least(): bigint | undefined {
    const last = this.#spans.length > this.#request.limit ? this.#spans.at(-1) : undefined;
    return last === undefined ? undefined : this.#position(last).value;
  }

  add(span: FoundSpan): void {
    const { after, limit } = this.#request;
    const position = this.#position(span);
    if (after !== undefined && compareSpanPositions(position, after) <= 0) return;
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#spans[middle];
      if (other !== undefined && compareSpanPositions(this.#position(other), position) < 0) low = middle + 1;
      else high = middle;
    }
    if (low > limit) return;
    this.#spans.splice(low, 0, span);
    if (this.#spans.length > limit + 1) this.#spans.pop();
  }

  page(): SpanPage {
    const { limit } = this.#request;
    const spans = this.#spans.slice(0, limit);
    const last = spans.at(-1);
    const more = this.#spans.length > limit && last !== undefined;
    return { spans, next: more ? this.#position(last) : undefined };
  }

  #position(span: FoundSpan): SpanPosition {
    return spanPosition(span, this.#request.order);
  }
}
