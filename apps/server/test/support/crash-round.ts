// kill -9 while every protocol is sending, at a moment that the seed decides.
import type { BuiltServer } from './built-server.ts';
import { type SentTrace, sendAgain, sendUntilGone, verifyStored } from './load.ts';

export interface CrashRound {
  readonly random: () => number;
  /** Starts the server on the folder of the run. */
  readonly start: () => Promise<BuiltServer>;
  readonly sendersEach: number;
  readonly firstTrace: number;
}

export interface CrashOutcome {
  /** All that is stored now: it was acknowledged before the kill, or sent again after it. */
  readonly sent: readonly SentTrace[];
  readonly acknowledged: number;
  /** Answers that the kill took, of requests that may have been stored. */
  readonly cutOff: number;
  /** Started after the kill, with everything checked. */
  readonly server: BuiltServer;
}

/**
 * Kills the running server under load and starts another: every acknowledged span must be there once, a request that was
 * not acknowledged wholly or not at all. Then the senders repeat what was cut off, and some of the rest, as they do.
 */
export async function crashRound(running: BuiltServer, round: CrashRound): Promise<CrashOutcome> {
  const { random } = round;
  const killAfter = 1 + Math.floor(random() * 150);
  // Not always right after an acknowledgement: some milliseconds later the next commits are under way.
  const later = random() * 8;
  const sent = await sendUntilGone(running, {
    senders: round.sendersEach,
    firstTrace: round.firstTrace,
    onAcknowledged: (count) => {
      if (count === killAfter) setTimeout(() => running.child.kill('SIGKILL'), later);
    },
  });
  await running.exited;
  const acknowledged = sent.filter((trace) => trace.acknowledged);
  if (acknowledged.length < killAfter) throw new Error(`only ${acknowledged.length} of ${killAfter} were acknowledged`);

  const server = await round.start();
  await verifyStored(server, sent);
  const cutOff = sent.filter((trace) => !trace.acknowledged);
  await sendAgain(server, [...cutOff, ...acknowledged.slice(-10)]);
  const now = sent.map((trace) => ({ ...trace, acknowledged: true }));
  await verifyStored(server, now);
  return { sent: now, acknowledged: acknowledged.length, cutOff: cutOff.length, server };
}
