// What a timeline needs of an encoded span beside its own times, without decoding the rest: a large trace is mostly
// attributes that nobody looks at until a span is opened.
import { util } from 'protobufjs/minimal.js';
import type { KeyValue } from '../any-value.ts';
import type { UnixNano } from '../time.ts';
import { keyValueFromWire } from './from-wire.ts';
import { opentelemetry } from './gen/otlp.js';
import { WireReader } from './wire.ts';

export interface SpanDetails {
  /** In the order they were sent. */
  readonly eventTimes: readonly UnixNano[];
  /** Those with one of the keys: of the span, then of its events, each in the order sent. */
  readonly attributes: readonly KeyValue[];
}

const NOTHING: SpanDetails = Object.freeze({ eventTimes: Object.freeze([]), attributes: Object.freeze([]) });
const NO_TIME = 0n as UnixNano;
const NO_DEPTH_LIMIT = Number.NEGATIVE_INFINITY;

/** Fields by number, https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto */
const SPAN_ATTRIBUTES = 9;
const SPAN_EVENTS = 11;
const EVENT_TIME = 1;
const EVENT_ATTRIBUTES = 3;
const KEY_VALUE_KEY = 1;
const FIXED64 = 1;
const DELIMITED = 2;

/** Looks through what `encodeSpan` wrote. Throws on bytes that are no protobuf message. */
export function spanDetails(bytes: Uint8Array, keys: AttributeKeys): SpanDetails {
  const reader = new WireReader(bytes);
  let eventTimes: UnixNano[] | undefined;
  let ofSpan: KeyValue[] | undefined;
  let ofEvents: KeyValue[] | undefined;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    const field = tag >>> 3;
    if ((tag & 7) !== DELIMITED || (field !== SPAN_ATTRIBUTES && field !== SPAN_EVENTS)) {
      reader.skipType(tag & 7, 0, field);
      continue;
    }
    const end = reader.size() + reader.pos;
    if (field === SPAN_ATTRIBUTES) {
      const found = attributeAt(reader, end, keys);
      if (found !== undefined) (ofSpan ??= []).push(found);
    } else {
      (eventTimes ??= []).push(eventAt(reader, end, keys, (found) => (ofEvents ??= []).push(found)));
    }
    reader.pos = end;
  }
  if (eventTimes === undefined && ofSpan === undefined) return NOTHING;
  return { eventTimes: eventTimes ?? [], attributes: [...(ofSpan ?? []), ...(ofEvents ?? [])] };
}

/** Attribute keys to look for. Their lengths in bytes tell most other keys apart before any text is made of them. */
export class AttributeKeys {
  readonly #keys: ReadonlySet<string>;
  readonly #lengths: ReadonlySet<number>;

  constructor(keys: Iterable<string>) {
    this.#keys = new Set(keys);
    this.#lengths = new Set([...this.#keys].map((key) => util.utf8.length(key)));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Whether a key of so many bytes can be one of them. */
  mayHave(length: number): boolean {
    return this.#lengths.has(length);
  }
}

function eventAt(reader: WireReader, end: number, keys: AttributeKeys, onFound: (found: KeyValue) => void): UnixNano {
  let time = NO_TIME;
  while (reader.pos < end) {
    const tag = reader.tag();
    const field = tag >>> 3;
    if (field === EVENT_TIME && (tag & 7) === FIXED64) {
      time = reader.fixed64() as UnixNano;
    } else if (field === EVENT_ATTRIBUTES && (tag & 7) === DELIMITED) {
      const stop = reader.size() + reader.pos;
      const found = attributeAt(reader, stop, keys);
      if (found !== undefined) onFound(found);
      reader.pos = stop;
    } else {
      reader.skipType(tag & 7, 0, field);
    }
  }
  return time;
}

/** The KeyValue message from here to `end`, when its key is asked for. We write the key first. */
function attributeAt(reader: WireReader, end: number, keys: AttributeKeys): KeyValue | undefined {
  const start = reader.pos;
  if (start >= end || reader.tag() !== ((KEY_VALUE_KEY << 3) | DELIMITED)) return undefined;
  const length = reader.size();
  if (!keys.mayHave(length) || !keys.has(reader.text(length))) return undefined;
  const message = new WireReader(reader.buf.subarray(start, end));
  return keyValueFromWire(opentelemetry.proto.common.v1.KeyValue.decode(message, undefined, undefined, NO_DEPTH_LIMIT));
}
