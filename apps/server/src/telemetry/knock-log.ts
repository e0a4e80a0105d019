// Remembers the last requests to the OTLP ports, for people who wonder why nothing arrives. In memory only.
import type { Knock } from '@spanloom/api-schema';

const MOST = 50;
const LONGEST_TEXT = 200;

export interface KnockLog {
  /** All of its text is the sender's and may be of any length. */
  record(knock: Knock): void;
  /** Newest first. */
  recent(): readonly Knock[];
}

export function createKnockLog(): KnockLog {
  let knocks: readonly Knock[] = [];
  return {
    record(knock) {
      const kept: Knock = {
        ...knock,
        method: shortened(knock.method),
        path: shortened(knock.path),
        status: shortened(knock.status),
        reason: shortened(knock.reason),
        userAgent: shortened(knock.userAgent),
      };
      knocks = [kept, ...knocks.slice(0, MOST - 1)];
    },
    recent: () => knocks,
  };
}

/** A cut through a surrogate pair is mended: the text goes on as JSON. */
function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).toWellFormed()}…`;
}
