// Remembers the last requests to the OTLP ports, for people who wonder why nothing arrives. In memory only. Requests that
// are alike are one entry with a count: who sends all the time must not push out what was refused.
import type { Knock } from '@spanloom/api-schema';

const MOST = 50;
const LONGEST_TEXT = 200;

export interface KnockLog {
  /** All of its text is the sender's and may be of any length. */
  record(knock: Omit<Knock, 'count'>): void;
  /** Newest first. */
  recent(): readonly Knock[];
}

export function createKnockLog(): KnockLog {
  let knocks: readonly Knock[] = [];
  return {
    record(knock) {
      const kept = {
        ...knock,
        method: shortened(knock.method),
        path: shortened(knock.path),
        status: shortened(knock.status),
        reason: shortened(knock.reason),
        userAgent: shortened(knock.userAgent),
      };
      const before = knocks.find((other) => isAlike(other, kept));
      const others = knocks.filter((other) => other !== before);
      knocks = [{ ...kept, count: (before?.count ?? 0) + 1 }, ...others.slice(0, MOST - 1)];
    },
    recent: () => knocks,
  };
}

function isAlike(a: Omit<Knock, 'count'>, b: Omit<Knock, 'count'>): boolean {
  return (
    a.protocol === b.protocol &&
    a.method === b.method &&
    a.path === b.path &&
    a.status === b.status &&
    a.reason === b.reason &&
    a.userAgent === b.userAgent
  );
}

/** A cut through a surrogate pair is mended: the text goes on as JSON. */
function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).toWellFormed()}…`;
}
