// Numbers things of equal content, so that an answer holds each of them once.
import type { Resource, Scope } from '@spanloom/otlp-model';
import { encodeResource, encodeScope } from '@spanloom/otlp-model/protobuf';

export function resourceTable(): ContentTable<Resource> {
  return new ContentTable(encodeResource);
}

export function scopeTable(): ContentTable<Scope> {
  return new ContentTable(encodeScope);
}

/** Numbers equal things once. Objects are often shared between spans, so the content is encoded only for new objects. */
export class ContentTable<T extends object> {
  readonly items: T[] = [];
  readonly #encode: (item: T) => Uint8Array;
  readonly #byObject = new WeakMap<T, number>();
  readonly #byContent = new Map<string, number>();

  constructor(encode: (item: T) => Uint8Array) {
    this.#encode = encode;
  }

  indexOf(item: T): number {
    const known = this.#byObject.get(item);
    if (known !== undefined) return known;
    const content = Buffer.from(this.#encode(item)).toString('latin1');
    let index = this.#byContent.get(content);
    if (index === undefined) {
      index = this.items.push(item) - 1;
      this.#byContent.set(content, index);
    }
    this.#byObject.set(item, index);
    return index;
  }
}
