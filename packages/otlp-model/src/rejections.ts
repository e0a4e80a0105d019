// Counts spans that a decoder leaves out, by reason, for OTLP's partial success.

/** Reasons that both codecs share, in words fit for a sender's log. */
export const REASONS = {
  traceId: 'an invalid trace id (it must be 16 bytes, not all zero)',
  spanId: 'an invalid span id (it must be 8 bytes, not all zero)',
  parentSpanId: 'an invalid parent span id (it must be 8 bytes, or empty for a root span)',
  tooDeep: (maxDepth: number): string => `an attribute nested deeper than ${maxDepth} levels`,
  tooManyItems: (max: number): string => `more than ${max} attributes, events, links and list elements`,
  longName: (max: number): string => `a name longer than ${max} characters`,
  longServiceName: (max: number): string => `a service.name or service.namespace longer than ${max} characters`,
  resource: (why: string): string => `a resource that could not be used: ${why}`,
  scope: (why: string): string => `an instrumentation scope that could not be used: ${why}`,
} as const;

/** Different reasons that are spelled out; hostile input could bring endless ones. */
const MAX_REASONS = 8;

/** A tally of spans left out. */
export class Rejections {
  readonly #counts = new Map<string, number>();
  #total = 0;

  /** Counts `spans` spans left out for `reason`. */
  add(reason: string, spans = 1): void {
    if (spans === 0) return;
    this.#total += spans;
    const known = this.#counts.get(reason);
    if (known !== undefined || this.#counts.size < MAX_REASONS) this.#counts.set(reason, (known ?? 0) + spans);
  }

  /** Spans left out so far. */
  get total(): number {
    return this.#total;
  }

  /** '' when nothing was left out, else a sentence with counts. */
  message(): string {
    if (this.#total === 0) return '';
    const parts: string[] = [];
    let told = 0;
    for (const [reason, spans] of this.#counts) {
      parts.push(`${spans} with ${reason}`);
      told += spans;
    }
    if (told < this.#total) parts.push(`${this.#total - told} for other reasons`);
    return `${this.#total} ${this.#total === 1 ? 'span was' : 'spans were'} not stored: ${parts.join('; ')}`;
  }
}
