// A diagram as the bytes of a file: the same for whoever asks, over HTTP or in a shell.
import type { DiagramFormat } from '@spanloom/api-schema';
import type { DiagramTheme } from '@spanloom/diagrams';
import { ok, type Result } from '@spanloom/otlp-model';
import type { DiagramAnswer, DrawingFailure, DrawPicture } from '../threads/messages.ts';

export async function diagramFile(
  { text, picture }: DiagramAnswer,
  format: DiagramFormat,
  theme: DiagramTheme,
  drawPicture: DrawPicture,
): Promise<Result<string | Uint8Array<ArrayBuffer>, DrawingFailure>> {
  if (format === 'mmd') return ok(text);
  const drawn = await drawPicture({ ...picture, theme, format });
  if (!drawn.ok) return drawn;
  return ok(drawn.value.format === 'svg' ? drawn.value.svg : new Uint8Array(drawn.value.png));
}
