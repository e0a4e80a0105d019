// What makes two spans the same span: a hash over their canonical content, resource and scope included. The order of
// attributes carries no meaning and is left out of it; the order of events, links and array elements does.
import { hash } from 'node:crypto';
import type { AnyValue, Attributes, Resource, Scope, Span, SpanRecord } from '@spanloom/otlp-model';

/** Bytes of a content hash: the first half of a SHA-256. */
const HASH_BYTES = 16;

export interface SpanHasher {
  /** 16 bytes over the span with its resource and scope. */
  span(record: SpanRecord): Buffer;
}

/** A hasher that remembers resources and scopes, which the spans of a batch share. */
export function createSpanHasher(): SpanHasher {
  const known = new WeakMap<Resource | Scope, Buffer>();
  /** Of a resource or scope. Beside that of a span, which is written at the same time. */
  const shared = new CanonicalBytes();
  const remember = <T extends Resource | Scope>(item: T, write: (bytes: CanonicalBytes, item: T) => void): Buffer => {
    const seen = known.get(item);
    if (seen !== undefined) return seen;
    shared.clear();
    write(shared, item);
    const digest = shared.digest();
    known.set(item, digest);
    return digest;
  };
  const bytes = new CanonicalBytes();
  return {
    span: (record) => {
      bytes.clear();
      bytes.blob(remember(record.resource, writeResource));
      bytes.blob(remember(record.scope, writeScope));
      writeSpan(bytes, record.span);
      return bytes.digest();
    },
  };
}

/** A growing buffer in which every text and list carries its length, so that no two contents run together. */
class CanonicalBytes {
  #buffer = Buffer.allocUnsafe(4096);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  digest(): Buffer {
    return hash('sha256', this.#buffer.subarray(0, this.#length), 'buffer').subarray(0, HASH_BYTES);
  }

  text(value: string): void {
    // Three bytes a code unit is the most that UTF-8 takes.
    this.#reserve(4 + value.length * 3);
    const written = this.#buffer.write(value, this.#length + 4, 'utf8');
    this.#buffer.writeUInt32LE(written, this.#length);
    this.#length += 4 + written;
  }

  blob(value: Uint8Array): void {
    this.#reserve(4 + value.length);
    this.#buffer.writeUInt32LE(value.length, this.#length);
    this.#buffer.set(value, this.#length + 4);
    this.#length += 4 + value.length;
  }

  /** Counts, flags and codes: any number up to 2^32 - 1, and any other as its double. */
  number(value: number): void {
    this.#reserve(8);
    this.#buffer.writeDoubleLE(value, this.#length);
    this.#length += 8;
  }

  /** Signed or unsigned 64 bits; the caller never mixes the two in one place. */
  bits(value: bigint): void {
    this.#reserve(8);
    this.#buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.#length);
    this.#length += 8;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

function writeResource(bytes: CanonicalBytes, resource: Resource): void {
  writeAttributes(bytes, resource.attributes);
  bytes.number(resource.droppedAttributesCount);
  bytes.text(resource.schemaUrl);
  bytes.number(resource.entityRefs.length);
  for (const entity of resource.entityRefs) {
    bytes.text(entity.schemaUrl);
    bytes.text(entity.type);
    writeTexts(bytes, entity.idKeys);
    writeTexts(bytes, entity.descriptionKeys);
  }
}

function writeScope(bytes: CanonicalBytes, scope: Scope): void {
  bytes.text(scope.name);
  bytes.text(scope.version);
  writeAttributes(bytes, scope.attributes);
  bytes.number(scope.droppedAttributesCount);
  bytes.text(scope.schemaUrl);
}

function writeSpan(bytes: CanonicalBytes, span: Span): void {
  bytes.text(span.traceId);
  bytes.text(span.spanId);
  bytes.text(span.parentSpanId ?? '');
  bytes.text(span.traceState);
  bytes.number(span.flags);
  bytes.text(span.name);
  bytes.number(span.kind);
  bytes.bits(span.start);
  bytes.bits(span.end);
  writeAttributes(bytes, span.attributes);
  bytes.number(span.droppedAttributesCount);
  bytes.number(span.events.length);
  for (const event of span.events) {
    bytes.bits(event.time);
    bytes.text(event.name);
    writeAttributes(bytes, event.attributes);
    bytes.number(event.droppedAttributesCount);
  }
  bytes.number(span.droppedEventsCount);
  bytes.number(span.links.length);
  for (const link of span.links) {
    bytes.text(link.traceId);
    bytes.text(link.spanId);
    bytes.text(link.traceState);
    writeAttributes(bytes, link.attributes);
    bytes.number(link.droppedAttributesCount);
    bytes.number(link.flags);
  }
  bytes.number(span.droppedLinksCount);
  bytes.number(span.status.code);
  bytes.text(span.status.message);
}

function writeTexts(bytes: CanonicalBytes, texts: readonly string[]): void {
  bytes.number(texts.length);
  for (const text of texts) bytes.text(text);
}

function writeAttributes(bytes: CanonicalBytes, attributes: Attributes): void {
  // The sort is stable: entries that share a key keep their order, because the last of them counts.
  const sorted = attributes.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  bytes.number(sorted.length);
  for (const entry of sorted) {
    bytes.text(entry.key);
    writeValue(bytes, entry.value);
  }
}

function writeValue(bytes: CanonicalBytes, value: AnyValue): void {
  bytes.text(value.kind);
  switch (value.kind) {
    case 'empty':
      return;
    case 'string':
      return bytes.text(value.value);
    case 'bool':
      return bytes.number(value.value ? 1 : 0);
    case 'int':
      return bytes.bits(value.value);
    case 'double':
      return bytes.number(value.value);
    case 'bytes':
      return bytes.blob(value.value);
    case 'array':
      bytes.number(value.values.length);
      for (const item of value.values) writeValue(bytes, item);
      return;
    case 'kvlist':
      return writeAttributes(bytes, value.entries);
  }
}
