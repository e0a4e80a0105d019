// HTTP/2 put together by hand, for senders that no library would be: frames, and headers without compression.
// https://www.rfc-editor.org/rfc/rfc9113.html, https://www.rfc-editor.org/rfc/rfc7541.html
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
export const END_STREAM = 1;
export const END_HEADERS = 4;

const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const PING = 6;
const WINDOW_UPDATE = 8;
const CONTINUATION = 9;
const CANCEL = 8;
const HEAD_BYTES = 9;

/** What a client says first. */
export const HELLO = Buffer.concat([PREFACE, frameOf(SETTINGS, 0, 0)]);

export function dataFrame(stream: number, content: Buffer, flags = 0): Buffer {
  return frameOf(DATA, flags, stream, content);
}

export function headersFrame(stream: number, block: Buffer, flags: number): Buffer {
  return frameOf(HEADERS, flags, stream, block);
}

export function continuationFrame(stream: number, block: Buffer, flags = 0): Buffer {
  return frameOf(CONTINUATION, flags, stream, block);
}

export function cancelFrame(stream: number): Buffer {
  const code = Buffer.alloc(4);
  code.writeUInt32BE(CANCEL);
  return frameOf(RST_STREAM, 0, stream, code);
}

export function pingFrame(): Buffer {
  return frameOf(PING, 0, 0, Buffer.alloc(8));
}

export function windowUpdateFrame(stream: number, by: number): Buffer {
  const increment = Buffer.alloc(4);
  increment.writeUInt32BE(by);
  return frameOf(WINDOW_UPDATE, 0, stream, increment);
}

export function settingsFrame(): Buffer {
  return frameOf(SETTINGS, 0, 0);
}

/** The codes of all RST_STREAM frames among whole frames. */
export function resetCodes(frames: Buffer): readonly number[] {
  const codes: number[] = [];
  for (let at = 0; at + HEAD_BYTES <= frames.length; at += HEAD_BYTES + frames.readUIntBE(at, 3)) {
    if (frames.readUInt8(at + 3) === RST_STREAM) codes.push(frames.readUInt32BE(at + HEAD_BYTES));
  }
  return codes;
}

/** A block of headers, each a literal. */
export function headerBlock(headers: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(Object.entries(headers).flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));
}

function frameOf(type: number, flags: number, stream: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(body.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, body]);
}

function text(content: string): Buffer {
  return Buffer.concat([length(content.length), Buffer.from(content, 'latin1')]);
}

/** An integer with a prefix of 7 bits. */
function length(value: number): Buffer {
  if (value < 127) return Buffer.from([value]);
  const bytes = [127];
  let rest = value - 127;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
