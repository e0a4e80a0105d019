// Follows the frames of HTTP/2 through bytes that go by, whatever the chunks. It looks at the nine bytes before each frame
// and keeps nothing else. https://www.rfc-editor.org/rfc/rfc9113.html#name-frame-format
const HEAD_BYTES = 9;
const CODE_BYTES = 4;

export const FRAME = { data: 0, headers: 1, reset: 3, goaway: 7, continuation: 9 } as const;
export const FLAG = { endStream: 1, endHeaders: 4 } as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 0 = the connection. */
  readonly stream: number;
  /** Of RST_STREAM, once it is whole. */
  readonly code: number;
}

export interface FrameHandlers {
  /** The head of a frame has gone by. */
  readonly began: (frame: Frame) => void;
  /** And all of it. */
  readonly ended: (frame: Frame) => void;
}

export interface FrameReader {
  read(chunk: Uint8Array): void;
  /** What the bytes end in: nothing, the head of a frame (its bytes so far), or that frame. */
  unfinished(): 'nothing' | 'head' | Frame;
}

/** `skip`: bytes that come before the first frame; they are as a part of its head. */
export function createFrameReader(skip: number, { began, ended }: FrameHandlers): FrameReader {
  const head = Buffer.alloc(HEAD_BYTES);
  let skipping = skip;
  let headBytes = 0;
  let bodyLeft = 0;
  let frame: Frame | undefined;

  /** Returns how many bytes of the chunk it has used. */
  function readHead(chunk: Uint8Array, from: number): number {
    const part = chunk.subarray(from, from + HEAD_BYTES - headBytes);
    head.set(part, headBytes);
    headBytes += part.length;
    if (headBytes === HEAD_BYTES) {
      bodyLeft = head.readUIntBE(0, 3);
      frame = { type: head.readUInt8(3), flags: head.readUInt8(4), stream: head.readUInt32BE(5) % 2 ** 31, code: 0 };
      began(frame);
      if (bodyLeft === 0) finish(frame);
    }
    return part.length;
  }

  function readBody(chunk: Uint8Array, from: number, of: Frame): number {
    const part = Math.min(bodyLeft, chunk.length - from);
    let now = of;
    if (of.type === FRAME.reset) {
      const code = chunk.subarray(from, from + Math.min(part, CODE_BYTES));
      now = { ...of, code: code.reduce((sum, byte) => (sum * 256 + byte) % 2 ** 32, of.code) };
    }
    frame = now;
    bodyLeft -= part;
    if (bodyLeft === 0) finish(now);
    return part;
  }

  function finish(whole: Frame): void {
    frame = undefined;
    headBytes = 0;
    ended(whole);
  }

  return {
    read(chunk) {
      let at = Math.min(skipping, chunk.length);
      skipping -= at;
      while (at < chunk.length) at += frame === undefined ? readHead(chunk, at) : readBody(chunk, at, frame);
    },
    unfinished: () => frame ?? (headBytes > 0 || skipping > 0 ? 'head' : 'nothing'),
  };
}
