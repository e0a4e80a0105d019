// A bound on what waits for the writer, over all receivers: beyond it senders are told to come again.

export interface Load {
  readonly spans: number;
  /** Of the body, after inflation. */
  readonly bytes: number;
}

export interface WriteQueue {
  /** True when nothing more fits: no need to decode a body. */
  full(): boolean;
  /** False when it does not fit behind what waits already; nothing is taken then. */
  enter(load: Load): boolean;
  leave(load: Load): void;
  waiting(): Load;
}

/** One batch larger than the bound is taken while nothing else waits: it would never fit otherwise. */
export function createWriteQueue(max: Load): WriteQueue {
  let spans = 0;
  let bytes = 0;
  return {
    full: () => spans >= max.spans || bytes >= max.bytes,
    enter(load) {
      const empty = spans === 0 && bytes === 0;
      if (!empty && (spans + load.spans > max.spans || bytes + load.bytes > max.bytes)) return false;
      spans += load.spans;
      bytes += load.bytes;
      return true;
    },
    leave(load) {
      spans -= load.spans;
      bytes -= load.bytes;
    },
    waiting: () => ({ spans, bytes }),
  };
}
