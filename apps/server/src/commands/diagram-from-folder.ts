// Draws a diagram from a data folder, in this process. It is only read: a server may be working in it.
import type { DiagramFormat } from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { DRAWING_LIMITS } from '../config/drawing-limits.ts';
import { StartError } from '../config/start-error.ts';
import { VERSION } from '../config/version.ts';
import { diagramFile } from '../http/diagram-file.ts';
import { sharedWords } from '../http/shares/shared-words.ts';
import { createLogger } from '../telemetry/logger.ts';
import { DrawingClient } from '../threads/drawing-client.ts';
import type { DiagramAnswer, DiagramRequest } from '../threads/messages.ts';
import { ReaderPool } from '../threads/reader-pool.ts';
import type { CommandContext } from './commands.ts';

export async function diagramFromFolder(
  request: DiagramRequest,
  format: DiagramFormat,
  folder: string,
  { workerEntry }: CommandContext,
): Promise<Result<string | Uint8Array, string>> {
  const logger = createLogger('error', 'diagram');
  const reader = new ReaderPool({
    entry: workerEntry('reader-worker'),
    size: 1,
    setup: { folder, logLevel: 'error' },
    logger,
    onFatal: ({ message }) => logger.error(message),
  });
  const drawings = new DrawingClient({ entry: workerEntry('drawing-worker'), limits: DRAWING_LIMITS, logger });
  try {
    await reader.open();
    const answer = await reader.run({ kind: 'diagram', request }, { abort: new AbortController().signal });
    if (!answer.ok) return err(answer.error.message);
    let text = '';
    for await (const piece of answer.value) text += piece;
    const wishes = { format, request, version: VERSION, words: sharedWords(request.parameters.language) };
    const file = await diagramFile(JSON.parse(text) as DiagramAnswer, wishes, drawings.draw);
    return file.ok ? ok(file.value) : err(file.error.message);
  } catch (error) {
    if (error instanceof StartError) return err(error.message);
    throw error;
  } finally {
    await Promise.all([reader.close(), drawings.close()]);
  }
}
