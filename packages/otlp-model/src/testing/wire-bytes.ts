// Protobuf bytes put together by hand, so that tests do not check our encoder with itself.

/** Bytes from hex; spaces and line breaks are allowed. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(/\s/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** A length-delimited field. */
export function field(number: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(...content);
  return concat(varint((number << 3) | 2), varint(body.length), body);
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** A Span message with good ids and whatever else is given. */
export function spanBytes(...more: readonly Uint8Array[]): Uint8Array {
  return concat(field(1, fromHex('01'.repeat(16))), field(2, fromHex('02'.repeat(8))), ...more);
}

/** An ExportTraceServiceRequest with these spans in one scope of one resource. */
export function requestBytes(...spans: readonly Uint8Array[]): Uint8Array {
  return field(1, field(2, ...spans.map((span) => field(2, span))));
}

/** An attribute (field `number`) whose value is nested `levels` deep in array values: 1 is a plain string. */
export function nestedAttribute(number: number, levels: number): Uint8Array {
  let value = field(1, text('deep'));
  for (let level = 1; level < levels; level++) value = field(5, field(1, value));
  return field(number, field(1, text('k')), field(2, value));
}
