// A diagram as the bytes of a file: the same for whoever asks, over HTTP or in a shell.
import type { DiagramFormat } from '@spanloom/api-schema';
import { ok, type Result } from '@spanloom/otlp-model';
import type { DiagramAnswer, DiagramRequest, DrawingFailure, DrawPicture } from '../threads/messages.ts';
import { sharedFooter } from './shares/shared-page.ts';
import type { SharedWords } from './shares/shared-words.ts';
import { standalonePage } from './shares/standalone-page.ts';

export const CONTENT_TYPES: Readonly<Record<DiagramFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  mmd: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** For a file that is opened by itself: nothing in it may run or load, and no page may frame it. */
export const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Pages are kept, not opened: they have a policy of their own for that. */
export function disposition(name: string, format: string): string {
  return `${format === 'html' ? 'attachment' : 'inline'}; filename="${name}"`;
}

export interface FileWishes {
  readonly format: DiagramFormat;
  readonly request: DiagramRequest;
  /** Of this program. */
  readonly version: string;
  /** Of what is said around the picture. */
  readonly words: SharedWords;
}

export async function diagramFile(
  diagram: DiagramAnswer,
  { format, request, version, words }: FileWishes,
  drawPicture: DrawPicture,
): Promise<Result<string | Uint8Array<ArrayBuffer>, DrawingFailure>> {
  const { text, picture, start, end } = diagram;
  const { theme, redact } = request.parameters;
  if (format === 'mmd') return ok(text);
  const drawn = await drawPicture({ ...picture, theme, format: format === 'png' ? 'png' : 'svg' });
  if (!drawn.ok) return drawn;
  if (drawn.value.format === 'png') return ok(new Uint8Array(drawn.value.png));
  if (format === 'svg') return ok(drawn.value.svg);
  const { kind } = request;
  const query = redact === undefined ? '' : `redact=${redact}`;
  const footer = sharedFooter({ query, version }, words);
  return ok(
    await standalonePage({
      words,
      kind,
      title: words.kinds[kind],
      theme,
      footer,
      text,
      svg: drawn.value.svg,
      start,
      end,
      picture,
    }),
  );
}
