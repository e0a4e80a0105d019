// A live diagram as what is answered: its model, and the text and picture made of it.
import { type LiveDiagram, redactionOf } from '@spanloom/api-schema';
import { type DiagramTheme, livePicture, redactLive } from '@spanloom/diagrams';
import type { DiagramAnswer } from '../threads/messages.ts';

export interface LiveWishes {
  readonly theme: DiagramTheme;
  readonly redact?: string | undefined;
  /** The time that it shows, unix nanoseconds. */
  readonly start: string;
  readonly end: string;
}

export function liveAnswer(diagram: LiveDiagram, { theme, redact, start, end }: LiveWishes): DiagramAnswer {
  const told = redactLive(diagram, redactionOf({ redact }));
  const picture = livePicture(told, { start: isoTime(start), end: isoTime(end) }, theme);
  return { text: picture.text, picture, live: told, start, end };
}

/** As the page writes it into the text. */
export function isoTime(nanoseconds: string): string {
  const millis = Number(BigInt(nanoseconds) / 1_000_000n);
  return millis > 8.64e15 ? `${nanoseconds} ns` : new Date(millis).toISOString();
}
