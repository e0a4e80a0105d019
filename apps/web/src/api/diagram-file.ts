// Where the server draws a diagram as a file.
import type { DiagramFormat } from '@spanloom/api-schema';
import { ApiError, type ApiParameters, apiUrl } from './client.ts';

/** What is to be drawn, as `/api/v1/diagrams` takes it. */
export interface DiagramFile {
  readonly kind: string;
  readonly parameters: ApiParameters;
}

export function diagramFileUrl({ kind, parameters }: DiagramFile, format: DiagramFormat): string {
  return apiUrl(`diagrams/${kind}.${format}`, parameters);
}

/** The server's answer where a window, a trace or itself has nothing of what such a diagram shows. */
export function isNothingToDraw(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'refused' && error.failure.status === 404;
}
