// A bound on what waits for the writer, over all receivers: beyond it senders are told to come again.

export interface Load {
  readonly spans: number;
  /** Attributes, events, links and list elements: a few bytes of a body may become a thousand times that in memory. */
  readonly items: number;
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
  readonly limit: Load;
}

/** The fullest of what has a limit, as a share of it; above 1 for one batch that is larger. */
function shareOf(load: Load, max: Load): number {
  return Math.max(load.spans / max.spans, load.items / max.items, load.bytes / max.bytes);
}

/**
 * One batch larger than the bound is taken while nothing else waits: it would never fit otherwise. `onChange` hears which share
 * of the bound is taken.
 */
export function createWriteQueue(max: Load, onChange: (share: number) => void = () => undefined): WriteQueue {
  let waiting: Load = { spans: 0, items: 0, bytes: 0 };
  return {
    full: () => waiting.spans >= max.spans || waiting.items >= max.items || waiting.bytes >= max.bytes,
    enter(load) {
      const empty = waiting.spans === 0 && waiting.bytes === 0;
      const next = {
        spans: waiting.spans + load.spans,
        items: waiting.items + load.items,
        bytes: waiting.bytes + load.bytes,
      };
      if (!empty && (next.spans > max.spans || next.items > max.items || next.bytes > max.bytes)) return false;
      waiting = next;
      onChange(shareOf(waiting, max));
      return true;
    },
    leave(load) {
      waiting = {
        spans: waiting.spans - load.spans,
        items: waiting.items - load.items,
        bytes: waiting.bytes - load.bytes,
      };
      onChange(shareOf(waiting, max));
    },
    waiting: () => waiting,
    limit: max,
  };
}
