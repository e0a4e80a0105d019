// What the frames of one connection tell that node:http2 does not: calls that it resets before anybody hears of them, and
// what the sender had begun when it went away.
import { HTTP2_PREFACE } from '../first-bytes.ts';
import { createFrameReader, FLAG, FRAME, type Frame } from './frame-reader.ts';

export interface FrameWatch {
  /** Bytes from the sender, before node:http2 gets them; and bytes to it. */
  incoming(chunk: Uint8Array): void;
  outgoing(chunk: Uint8Array): void;
  /** The sender closed its side, or broke off. Says so once. */
  senderLeft(): void;
  readonly hasLeft: () => boolean;
  /** node:http2 tells of this call; from here on whoever takes it says how it ends. */
  announced(stream: number): void;
  /** True when the sender itself has reset the call. */
  wasResetBySender(stream: number): boolean;
  /** Runs once, when the last frame of our answer to the call has gone by. */
  afterAnswer(stream: number, run: () => void): void;
  /** Nothing will be asked about this call again. */
  forget(stream: number): void;
  /** How many requests were begun and never became calls. Calls, and frames within calls, tell their end themselves. */
  halfSent(): number;
}

interface Call {
  announced: boolean;
  /** All of it has been sent. */
  whole: boolean;
  resetBySender: boolean;
  afterAnswer: () => void;
}

const nothing = (): void => {
  // Nobody waits for the answer to have gone.
};

/** `onReset`: a call of which nobody was told has been reset by node:http2, with this code of HTTP/2. */
export function watchFrames(onReset: (code: number) => void): FrameWatch {
  const calls = new Map<number, Call>();
  let latest = 0;
  let frames = 0;
  /** After a GOAWAY new calls are passed over; their sender knows that it has to repeat them. */
  let takesCalls = true;
  let left = false;
  let halfFrame = false;

  const received = createFrameReader(HTTP2_PREFACE.length, {
    began({ type, stream }) {
      if (type !== FRAME.headers || stream <= latest) return;
      latest = stream;
      if (takesCalls) {
        calls.set(stream, { announced: false, whole: false, resetBySender: false, afterAnswer: nothing });
      }
    },
    ended({ type, flags, stream }) {
      frames++;
      const call = calls.get(stream);
      if (call === undefined) return;
      if (type === FRAME.reset) call.resetBySender = true;
      if (endsStream(type, flags)) call.whole = true;
    },
  });

  const sent = createFrameReader(0, {
    began() {
      // Only whole frames say something.
    },
    ended({ type, flags, stream, code }) {
      const call = calls.get(stream);
      if (call !== undefined && endsStream(type, flags)) {
        const { afterAnswer } = call;
        call.afterAnswer = nothing;
        setImmediate(afterAnswer);
      }
      if (type === FRAME.goaway) takesCalls = false;
      if (type !== FRAME.reset) return;
      // node:http2 announces calls at the next tick, and may have written the reset by then.
      process.nextTick(() => {
        if (calls.get(stream)?.announced !== false) return;
        calls.delete(stream);
        onReset(code);
      });
    },
  });

  /** The bytes end within a frame that belongs to no call. */
  function endsInHalfFrame(): boolean {
    const unfinished = received.unfinished();
    if (unfinished === 'nothing') return frames === 0;
    if (unfinished !== 'head' && isOfCall(unfinished, latest)) return false;
    return ![...calls.values()].some((call) => !call.announced || !call.whole);
  }

  return {
    incoming: (chunk) => received.read(chunk),
    outgoing: (chunk) => sent.read(chunk),
    senderLeft() {
      if (left) return;
      left = true;
      halfFrame = endsInHalfFrame();
    },
    hasLeft: () => left,
    announced(stream) {
      const call = calls.get(stream);
      if (call !== undefined) call.announced = true;
    },
    wasResetBySender: (stream) => calls.get(stream)?.resetBySender === true,
    afterAnswer(stream, run) {
      const call = calls.get(stream);
      if (call !== undefined) call.afterAnswer = run;
    },
    forget: (stream) => void calls.delete(stream),
    halfSent() {
      const unannounced = [...calls.values()].filter(({ announced }) => !announced).length;
      return unannounced + Number(left ? halfFrame : endsInHalfFrame());
    },
  };
}

function endsStream(type: number, flags: number): boolean {
  return (type === FRAME.headers || type === FRAME.data) && (flags & FLAG.endStream) !== 0;
}

function isOfCall({ type, stream }: Frame, latest: number): boolean {
  const isContent = type === FRAME.data || type === FRAME.headers || type === FRAME.continuation;
  return isContent && stream > 0 && stream <= latest;
}
